"""What else is about the score's page or a measure of it, as the desk asks for it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.edits.markers import add_marker, delete_marker
from practika_desktop.edits.submissions import edit_submission
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.library import Library
from practika_desktop.ui.markers.model import MarkerRole
from tests.model.measures.making import measure, measures
from tests.support.desks import DeskBench
from tests.support.library import LibraryBuilder

pytestmark = pytest.mark.desktop

SCORE = measures([measure("one"), measure("two")], [measure("three")], lines_on_page=1)


class Mentioned:
    """The list of an open desk: what it says, once it says it."""

    def __init__(self, bench: DeskBench, qtbot: QtBot) -> None:
        self.bench = bench
        self._qtbot = qtbot
        self.list = bench.open.panes.score.mentions

    def says(self, heading: str, *beginnings: str) -> None:
        """Wait until the list has this heading and rows that begin so."""
        self._qtbot.waitUntil(lambda: self.list.heading.text() == heading and self._begin(beginnings))

    def mark(self, take_id: str, text: str, place: str | None, number: str = "2") -> str:
        """Put a marker on a take, on page 1, linked to a measure."""
        return self.bench.open.history.run(
            add_marker,
            submission_id=take_id,
            start_ms=500,
            kind=MarkerKind.PRAISE,
            text=text,
            page=1,
            measure=number,
            measure_id=place,
        ).id

    def _begin(self, beginnings: tuple[str, ...]) -> bool:
        rows = [self.list.model.index(row, 0).data() for row in range(self.list.model.rowCount())]
        return len(rows) == len(beginnings) and all(map(str.startswith, rows, beginnings))


@pytest.fixture
def mentioned(scored_bench: DeskBench, qtbot: QtBot) -> Mentioned:
    return Mentioned(scored_bench, qtbot)


def _of_another_student(library: Library, bench: DeskBench, mentioned: Mentioned) -> str:
    build = LibraryBuilder(library, bench.open.library.folder.parent)
    take_id = build.take(student_id=build.student("Ben"), piece_id=bench.studio.piece, recorded_at=1)
    mentioned.mark(take_id, "also here", None)
    return take_id


def test_this_students_or_everyones(mentioned: Mentioned) -> None:
    bench = mentioned.bench
    _of_another_student(bench.studio.library, bench, mentioned)
    mentioned.says("Also about this page · 2", "Ana Ferreira, ", "This take")
    mentioned.list.scope.pick(1)
    mentioned.says("Also about this page · 3", "Ana Ferreira, ", "This take", "m. 2 · also here · Ben, ")
    mentioned.list.scope.pick(0)
    mentioned.says("Also about this page · 2", "Ana Ferreira, ", "This take")


def test_a_measure_until_the_page_is_turned(mentioned: Mentioned) -> None:
    bench = mentioned.bench
    first, second = bench.studio.takes
    mentioned.mark(second, "linked", "two", "9")
    mentioned.mark(first, "by number", None)
    mentioned.mark(first, "elsewhere", "one", "1")
    bench.desk.mentioning.set_measures(SCORE)
    bench.desk.mentioning.show_measure("two")
    mentioned.says("Also about measure 2 · 2", "m. 2 · linked · Ana", "m. 2 · by number · This take")
    bench.hands.press(Qt.Key.Key_BracketRight)
    mentioned.says("Nothing else about this page yet")
    assert mentioned.list.measure is None


def test_choosing_a_linked_marker_asks_about_its_measure(mentioned: Mentioned) -> None:
    bench = mentioned.bench
    bench.desk.mentioning.set_measures(SCORE)
    marker = mentioned.mark(bench.studio.takes[0], "there", "one", "1")
    bench.desk.marking.choose(marker)
    mentioned.says("Also about measure 1 · 1", "m. 1 · there · This take")
    mentioned.list.subject.pick(0)
    mentioned.says("Also about this page · 3", "Ana Ferreira, ", "This take", "m. 1 · there")


def test_a_corrected_map_renumbers_what_is_shown_or_lets_the_measure_go(mentioned: Mentioned) -> None:
    bench = mentioned.bench
    bench.desk.mentioning.set_measures(SCORE)
    mentioned.mark(bench.studio.takes[0], "there", "two")
    bench.desk.mentioning.show_measure("two")
    mentioned.says("Also about measure 2 · 1", "m. 2 · there")
    bench.desk.mentioning.set_measures(measures([measure("one", number=0), measure("two")]))
    mentioned.says("Also about measure 1 · 1", "m. 1 · there")
    bench.desk.mentioning.set_measures(measures([measure("one")]))
    mentioned.says("Also about this page · 3", "Ana Ferreira, ", "This take", "m. 2 · there")


def test_the_lists_show_the_numbers_that_the_measures_have_now(mentioned: Mentioned) -> None:
    bench = mentioned.bench
    mentioned.mark(bench.studio.takes[0], "linked", "two", "9")
    shown = []
    for score in (None, SCORE, measures([measure("one", number=0), measure("two")]), None):
        bench.desk.taking.set_measures(score)
        row = bench.open.panes.markers.list.model().index(0, 0).data(MarkerRole.MARKER)
        shown.append((row.measure, *(marker.measure for marker in bench.desk.taking.markers)))
    assert shown == [("9", "9"), ("2", "2"), ("1", "1"), ("9", "9")]


def test_what_is_done_and_undone_is_followed(mentioned: Mentioned) -> None:
    bench = mentioned.bench
    first, second = bench.studio.takes
    marker = mentioned.mark(second, "there", None)
    mentioned.says("Also about this page · 3", "Ana Ferreira, ", "m. 2 · there", "This take")
    bench.open.history.run(delete_marker, marker_id=marker)
    mentioned.says("Also about this page · 2", "Ana Ferreira, ", "This take")
    bench.open.history.undo()
    mentioned.says("Also about this page · 3", "Ana Ferreira, ", "m. 2 · there", "This take")
    bench.open.history.run(edit_submission, submission_id=first, piece_id=None)
    mentioned.says("Nothing else about this page yet")
    assert not mentioned.list.heading.isEnabled()


def test_an_answer_that_comes_too_late_is_not_shown(mentioned: Mentioned, qtbot: QtBot) -> None:
    bench = mentioned.bench
    mentioned.list.scope.pick(1)
    bench.open.history.run(edit_submission, submission_id=bench.studio.takes[0], piece_id=None)
    answered: list[None] = []
    bench.open.lanes.submit("mentions", lambda _: None, done=answered.append, failed=print)
    qtbot.waitUntil(lambda: answered == [None])
    mentioned.says("Nothing else about this page yet")
