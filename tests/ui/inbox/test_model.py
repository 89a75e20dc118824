"""The list of takes as a Qt model: what it reads, and how it follows edits."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from practika_desktop.edits import markers, messages, people, reviewing, submissions
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState, TakeSummary
from practika_desktop.ui.inbox.model import TakeListModel, TakeRole
from practika_desktop.ui.inbox.pages import KEPT, PAGE
from tests.support.studio import HOUR_MS, NOON, Studio

pytestmark = pytest.mark.desktop


class Heard:
    """What a model told its views."""

    def __init__(self, model: TakeListModel) -> None:
        self.said: list[tuple[Any, ...]] = []
        model.modelReset.connect(lambda: self.said.append(("reset",)))
        model.rowsInserted.connect(lambda _parent, first, last: self.said.append(("in", first, last)))
        model.rowsRemoved.connect(lambda _parent, first, last: self.said.append(("out", first, last)))
        model.dataChanged.connect(lambda first, last: self.said.append(("data", first.row(), last.row())))


def shown(model: TakeListModel) -> list[str]:
    return [model.index(row).data(TakeRole.SUBMISSION_ID) for row in range(model.rowCount())]


@pytest.fixture
def model(studio: Studio, qapp: object) -> TakeListModel:
    """Give the waiting takes of a studio that has three pages of them."""
    del qapp
    studio.add(2 * PAGE + 10)
    model = TakeListModel(studio.library, lambda: NOON)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_the_oldest_waiting_take_comes_first(studio: Studio, qapp: object) -> None:
    del qapp
    later, earlier = studio.add(1), studio.add(1, last_at=NOON - HOUR_MS)
    assert shown(TakeListModel(studio.library)) == [*earlier, *later]


def test_a_row_is_told_in_one_sentence(studio: Studio, qapp: object) -> None:
    del qapp
    studio.add(1, exercise_id=studio.opening, last_at=NOON - 49 * HOUR_MS)
    model = TakeListModel(studio.library, lambda: NOON)
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == ("Ana Petrova, Opening · Bourrée in E minor, 42 seconds, waiting since 7 Nov 2026, 2 days, overdue")


def test_only_what_is_looked_at_is_read(studio: Studio, model: TakeListModel) -> None:
    del studio
    fresh = TakeListModel(model._library)
    assert fresh.index(PAGE + 3).data(TakeRole.SUBMISSION_ID)
    held = [row for row, _ in fresh._pages.held()]
    assert (min(held), max(held)) == (PAGE, 2 * PAGE - 1)


def test_few_pages_are_held(studio: Studio, qapp: object) -> None:
    del qapp
    studio.add((KEPT + 3) * PAGE)
    model = TakeListModel(studio.library)
    shown(model)
    assert len(list(model._pages.held())) == KEPT * PAGE


def test_a_marker_changes_one_row(studio: Studio, model: TakeListModel) -> None:
    take = shown(model)[5]
    heard = Heard(model)
    model.refresh(markers.add_marker(studio.library, submission_id=take, start_ms=1, kind=MarkerKind.PRAISE))
    assert heard.said == [("data", 5, 5)]
    assert model.index(5).data(TakeRole.SUMMARY).marker_count == 1


def test_a_marker_on_a_take_that_nobody_sees_changes_nothing(studio: Studio, model: TakeListModel) -> None:
    reviewed = studio.add(1)[0]
    model.refresh(reviewing.mark_reviewed(studio.library, submission_id=reviewed))
    heard = Heard(model)
    model.refresh(markers.add_marker(studio.library, submission_id=reviewed, start_ms=1, kind=MarkerKind.PRAISE))
    assert heard.said == []


def test_a_reviewed_take_leaves_the_waiting_ones(studio: Studio, model: TakeListModel) -> None:
    before = shown(model)
    heard = Heard(model)
    counts: list[int] = []
    model.counted.connect(counts.append)
    model.refresh(reviewing.mark_reviewed(studio.library, submission_id=before[PAGE]))
    assert heard.said == [("out", PAGE, PAGE)]
    assert counts == [len(before) - 1]
    assert shown(model) == before[:PAGE] + before[PAGE + 1 :]


def test_what_is_left_of_a_page_is_not_read_again(
    studio: Studio, model: TakeListModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(model)
    read: list[int] = []
    really = takes.page

    def page(library: Library, inbox: InboxFilter, offset: int, limit: int) -> list[TakeSummary]:
        read.append(offset)
        return really(library, inbox, offset, limit)

    monkeypatch.setattr(takes, "page", page)
    model.refresh(reviewing.mark_reviewed(studio.library, submission_id=before[0]))
    assert [model.index(row).data(TakeRole.SUBMISSION_ID) for row in range(PAGE - 1)] == before[1:PAGE]
    assert read == []
    assert model.index(PAGE - 1).data(TakeRole.SUBMISSION_ID) == before[PAGE]
    assert read == [0]


def test_rows_go_one_after_the_other(studio: Studio, model: TakeListModel) -> None:
    left = shown(model)
    for row in (PAGE - 1, 0, PAGE, 2 * PAGE, 1, 1, 0):
        model.refresh(reviewing.mark_reviewed(studio.library, submission_id=left.pop(row)))
    assert shown(model) == left


def test_a_take_marked_waiting_again_comes_back_to_its_place(studio: Studio, model: TakeListModel) -> None:
    before = shown(model)
    model.refresh(reviewing.mark_reviewed(studio.library, submission_id=before[7]))
    heard = Heard(model)
    model.refresh(reviewing.mark_waiting(studio.library, submission_id=before[7]))
    assert heard.said == [("in", 7, 7)]
    assert shown(model) == before


def test_takes_brought_in_are_there(studio: Studio, model: TakeListModel) -> None:
    before = shown(model)
    new = studio.add(3, last_at=NOON + 5 * HOUR_MS)
    model.reload()
    assert shown(model) == [*before, *new]


def test_a_message_of_another_makes_a_row_unread(studio: Studio, model: TakeListModel) -> None:
    take = shown(model)[0]
    model.refresh(messages.send_message(studio.library, submission_id=take, text="Bravo"))
    assert model.index(0).data(TakeRole.SUMMARY).message_count == 1


@pytest.mark.parametrize("row", [0, 3, 2 * PAGE + 9])
def test_a_deleted_take_is_gone(studio: Studio, model: TakeListModel, row: int) -> None:
    before = shown(model)
    model.refresh(submissions.delete_submission(studio.library, submission_id=before[row]))
    assert shown(model) == before[:row] + before[row + 1 :]


def test_a_new_name_is_shown_in_every_row(studio: Studio, model: TakeListModel) -> None:
    shown(model)
    model.refresh(people.edit_student(studio.library, student_id=studio.ana, display_name="Ana Maria"))
    assert model.index(3).data() == "Ana Maria"


def test_a_corrected_recording_moment_moves_the_row(studio: Studio, model: TakeListModel) -> None:
    before = shown(model)
    moved = submissions.edit_submission(studio.library, submission_id=before[0], recorded_at=NOON + HOUR_MS)
    model.refresh(moved)
    assert shown(model) == [*before[1:], before[0]]


def test_an_edit_where_nobody_looked_yet_is_shown_too(studio: Studio, model: TakeListModel) -> None:
    fresh = TakeListModel(studio.library)
    last = shown(model)[-1]
    fresh.refresh(reviewing.mark_reviewed(studio.library, submission_id=last))
    assert fresh.rowCount() == model.rowCount() - 1


def test_many_changes_at_once_are_one_reset(studio: Studio, model: TakeListModel) -> None:
    changes = tuple(
        change
        for take in shown(model)[:30]
        for change in reviewing.mark_reviewed(studio.library, submission_id=take).changes
    )
    heard = Heard(model)
    model.refresh(Done(Verb.MARK_REVIEWED, changes, ""))
    assert heard.said == [("reset",)]
    assert model.rowCount() == 2 * PAGE + 10 - 30


def test_a_message_can_make_a_take_match_a_search(studio: Studio, model: TakeListModel) -> None:
    take = shown(model)[40]
    model.set_filter(InboxFilter(search="legato"))
    assert shown(model) == []
    model.refresh(messages.send_message(studio.library, submission_id=take, text="More legato"))
    assert shown(model) == [take]


def test_a_filter_narrows(studio: Studio, model: TakeListModel) -> None:
    bens = studio.add(2, student_id=studio.ben)
    model.set_filter(InboxFilter(student_id=studio.ben))
    assert shown(model) == bens
    model.set_filter(InboxFilter(state=TakeState.REVIEWED))
    assert shown(model) == []
    assert not model.index(0, 0, QModelIndex()).isValid()
