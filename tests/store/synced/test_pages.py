"""What an endpoint tells lies beneath what this desk did; pages become visible together, or not at all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import UniqueConstraint

from practika_desktop.edits.exercises import edit_exercise
from practika_desktop.edits.history import History
from practika_desktop.edits.markers import add_marker, edit_marker
from practika_desktop.edits.messages import save_draft
from practika_desktop.edits.pieces import add_piece, delete_piece, edit_piece
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MarkerKind
from practika_desktop.model.mutations import ENTITY_OF, plain
from practika_desktop.model.records import Draft, Exercise, Marker, Media, Piece, Record, Student, Submission
from practika_desktop.store import outbox
from practika_desktop.store.check import check
from practika_desktop.store.library import Library
from practika_desktop.store.synced import pages, queue, tray
from practika_desktop.store.synced.pages import NewRow, Page
from practika_desktop.store.synced.queue import Outcome
from practika_desktop.store.synced.references import ONLY_ONE, REFERENCES
from practika_desktop.store.tables import Base
from practika_desktop.store.takes import InboxFilter, count
from tests.support.library import visible
from tests.support.records import a_record

NOW = 1_700_000_000_000
DAY = 24 * 3_600_000


class Told:
    """A library, and an endpoint that is played by the test."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.studio = f"s:{library.studio_id}"
        self.seq = 0

    def page(self, *records: Record | NewRow, epoch: str = "e", **given: Any) -> None:  # noqa: ANN401 - fields of a page
        """Tell a page of a pull, the last one of all channels that there are unless said otherwise."""
        self.seq += 1
        rows = tuple(one if isinstance(one, NewRow) else new_row(one) for one in records)
        now_ms = given.pop("now_ms", NOW)
        cursor = given.pop("cursor", dict.fromkeys([self.studio, "st:1", "staff:1", "u:1"], self.seq))
        page = Page(epoch=epoch, rows=rows, cursor=cursor, **{"from_zero": False, "is_last": True, **given})
        pages.save_page(self.library, page, now_ms)

    def answer(self, verdict: str = "applied", reason: str | None = None, *, applied: int = 0) -> None:
        """Tell what became of all that is to be sent; the first so many were applied."""
        waiting = outbox.after(self.library, 0, 1_000)
        taken = [Outcome(n=one.n, mid=one.mid, verdict="applied") for one in waiting[:applied]]
        rest = [Outcome(n=one.n, mid=one.mid, verdict=verdict, reason=reason) for one in waiting[applied:]]
        pages.save_outcomes(self.library, (*taken, *rest), NOW)

    def shown(self, row_id: str) -> Record | None:
        """Return a record as it is visible."""
        return visible(self.library).get(row_id)


def new_row(record: Record, **other: Any) -> NewRow:  # noqa: ANN401 - any JSON
    return NewRow(
        entity=ENTITY_OF[type(record)].value,
        id=record.id,
        channel=record.channel,
        fields={**plain(record), **other},
    )


def gone(record: Record) -> NewRow:
    return NewRow(entity=ENTITY_OF[type(record)].value, id=record.id, channel=record.channel, fields=None)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """Give a new library that has told its own teacher to an endpoint."""
    with Library.open(tmp_path / "library", teacher_name="Ada") as library:
        yield Told(library)


def piece(told: Told, title: str = "Etude") -> Piece:
    return a_record(Piece, channel=told.studio, title=title)


def a_take() -> tuple[Student, Media, Submission]:
    student = a_record(Student, channel="staff:1")
    media = a_record(Media, channel="st:1")
    return student, media, a_record(Submission, channel="st:1", student_id=student.id, media_id=media.id)


def test_what_is_told_is_visible_beneath_what_was_done_here(told: Told) -> None:
    made = piece(told)
    told.page(made)
    assert told.shown(made.id) == made
    edit_piece(told.library, piece_id=made.id, title="Mine")
    told.page(new_row(made, title="Theirs", composer="C"))
    shown = told.shown(made.id)
    assert isinstance(shown, Piece)
    assert (shown.title, shown.composer) == ("Mine", "C")
    told.answer("superseded")
    assert told.shown(made.id) == shown
    told.page()
    assert getattr(told.shown(made.id), "title", None) == "Theirs"


def test_pages_become_visible_together(told: Told) -> None:
    one, two = piece(told), piece(told)
    told.page(one, is_last=False)
    assert told.shown(one.id) is None
    reached = pages.reached(told.library)
    assert (reached.epoch, reached.staged_epoch, reached.cursor[told.studio]) == (None, "e", 1)
    told.page(new_row(one, title="newer"), two)
    assert getattr(told.shown(one.id), "title", None) == "newer"
    assert told.shown(two.id) == two
    reached = pages.reached(told.library)
    assert (reached.epoch, reached.staged_epoch, reached.cursor[told.studio]) == ("e", None, 2)


def test_what_is_gone_there_is_gone_here(told: Told) -> None:
    made = piece(told)
    told.page(made)
    told.page(gone(made))
    assert told.shown(made.id) is None


def test_from_zero_what_is_not_told_is_gone(told: Told) -> None:
    one, two = piece(told), piece(told)
    told.page(one, two)
    told.page(one, from_zero=True, is_last=False)
    assert told.shown(two.id) == two
    told.page()
    assert told.shown(one.id) == one
    assert told.shown(two.id) is None


def test_a_channel_that_may_be_read_no_more_takes_its_rows_away(told: Told) -> None:
    student, media, take = a_take()
    told.page(student, media, take)
    assert count(told.library, InboxFilter()) == 1
    told.page(cursor={told.studio: 2, "staff:1": 2})
    assert told.shown(take.id) is None
    assert told.shown(student.id) == student
    assert count(told.library, InboxFilter()) == 0


def test_a_record_waits_for_what_it_belongs_to(told: Told) -> None:
    student, media, take = a_take()
    marker = a_record(Marker, channel="st:1", submission_id=take.id, text="thumb")
    told.page(marker)
    told.page(take)
    told.page(media)
    assert not {marker.id, take.id} & visible(told.library).keys()
    told.page(student)
    assert {marker.id, take.id} <= visible(told.library).keys()
    assert count(told.library, InboxFilter(search="thumb")) == 1
    told.page(gone(student))
    assert not {marker.id, take.id} & visible(told.library).keys()
    assert count(told.library, InboxFilter(search="thumb")) == 0


def test_a_field_that_names_what_is_not_there_is_shown_empty_until_it_comes(told: Told) -> None:
    made = piece(told)
    exercise = a_record(Exercise, channel=told.studio, piece_id=made.id)
    told.page(exercise)
    assert getattr(told.shown(exercise.id), "piece_id", "") is None
    edit_exercise(told.library, exercise_id=exercise.id, title="Renamed")
    told.page(made)
    shown = told.shown(exercise.id)
    assert isinstance(shown, Exercise)
    assert (shown.title, shown.piece_id) == ("Renamed", made.id)


def test_what_is_brought_back_here_is_named_again_where_it_was(told: Told) -> None:
    made = piece(told)
    exercise = a_record(Exercise, channel=told.studio, piece_id=made.id)
    told.page(made)
    history = History(told.library, lambda _: None)
    history.run(delete_piece, piece_id=made.id)
    told.page(exercise)
    assert getattr(told.shown(exercise.id), "piece_id", "") is None
    history.undo()
    assert getattr(told.shown(exercise.id), "piece_id", None) == made.id


def test_of_two_of_which_there_can_be_one_every_desk_shows_the_same(told: Told) -> None:
    student, media, take = a_take()
    one, two = (
        a_record(Draft, id=row_id, channel="u:1", submission_id=take.id, teacher_id="t") for row_id in ("1", "2")
    )
    told.page(student, media, take)
    told.page(two)
    assert told.shown(two.id) == two
    told.page(one)
    assert told.shown(one.id) == one
    assert told.shown(two.id) is None
    told.page(gone(one))
    assert told.shown(two.id) == two


def test_kinds_and_fields_of_tomorrow_are_kept_as_they_came(told: Told) -> None:
    made = piece(told)
    odd = NewRow(entity="account", id=new_id(), channel=told.studio, fields={"x": [1, {"y": 2.5}]})
    told.page(odd, new_row(made, of_tomorrow={"deep": [True]}))
    edit_piece(told.library, piece_id=made.id, title="Mine")
    told.page()
    with told.library.reading() as connection:
        base = {row_id: json.loads(kept) for row_id, kept in connection.execute("SELECT id, fields FROM base")}
    assert base[odd.id] == odd.fields
    assert base[made.id]["of_tomorrow"] == {"deep": [True]}


def test_what_is_none_of_its_kind_is_kept_and_not_shown(told: Told) -> None:
    made = piece(told)
    told.page(new_row(made, title=None))
    assert told.shown(made.id) is None
    told.page(made)
    assert told.shown(made.id) == made


def test_a_rejected_change_lies_in_the_tray_and_shows_no_more(told: Told) -> None:
    made = piece(told)
    told.page(made)
    told.answer()
    edit_piece(told.library, piece_id=made.id, title="Mine")
    told.answer("rejected", "forbidden")
    assert told.shown(made.id) == made
    (rejected,) = tray.rejected(told.library)
    assert (rejected.mutation.set, rejected.reason, rejected.at_ms) == ({"title": "Mine"}, "forbidden", NOW)
    tray.retry(told.library, rejected.mutation.mid)
    assert getattr(told.shown(made.id), "title", None) == "Mine"
    (again,) = outbox.after(told.library, 0, 10)
    assert again.mid != rejected.mutation.mid
    assert tray.rejected(told.library) == []
    with pytest.raises(EditError, match="no longer"):
        tray.retry(told.library, rejected.mutation.mid)
    told.answer("rejected", "forbidden")
    tray.discard(told.library, again.mid)
    assert tray.rejected(told.library) == []
    assert told.shown(made.id) == made


def test_a_new_record_that_is_rejected_takes_along_what_hangs_on_it(told: Told) -> None:
    student, media, take = a_take()
    told.page(student, media, take)
    told.answer()
    marker_id = add_marker(told.library, submission_id=take.id, start_ms=1, kind=MarkerKind.PRAISE).id
    edit_marker(told.library, marker_id=marker_id, text="words")
    told.answer("rejected", "forbidden")
    assert told.shown(marker_id) is None
    assert [one.mutation.set.get("text") for one in tray.rejected(told.library)] == ["", "words"]


def test_what_was_rejected_as_not_there_goes_again_once_it_is(told: Told) -> None:
    made = piece(told)
    told.page(made)
    told.answer()
    edit_piece(told.library, piece_id=made.id, title="Mine")
    told.page(from_zero=True, epoch="f")
    told.answer("rejected", "not_there", applied=1)
    assert told.shown(made.id) is None
    told.page(made, epoch="f")
    assert tray.rejected(told.library) == []
    assert getattr(told.shown(made.id), "title", None) == "Mine"


def test_what_was_rejected_as_forbidden_goes_again_once_its_channel_may_be_read(told: Told) -> None:
    student, media, take = a_take()
    told.page(student, media, take)
    told.answer()
    add_marker(told.library, submission_id=take.id, start_ms=1, kind=MarkerKind.PRAISE)
    without = {told.studio: 2, "staff:1": 2}
    told.page(cursor=without)
    told.answer("rejected", "forbidden")
    told.page(cursor=without)
    assert len(tray.rejected(told.library)) == 1
    told.page(media, take)
    assert tray.rejected(told.library) == []
    assert [one.entity for one in outbox.after(told.library, 0, 10)] == [Entity.MARKER]


def test_a_result_for_another_mutation_of_the_number_is_passed_over(told: Told) -> None:
    (waiting,) = outbox.after(told.library, 0, 10)
    pages.save_outcomes(told.library, (Outcome(n=waiting.n, mid=new_id(), verdict="applied"),), NOW)
    assert outbox.after(told.library, 0, 10) == [waiting]


def test_a_restored_endpoint_is_refilled_with_all_that_was_sent_in_order(told: Told) -> None:
    made_id = add_piece(told.library, title="First").id
    edit_piece(told.library, piece_id=made_id, title="Second")
    before = [one.mid for one in outbox.after(told.library, 0, 10)]
    device = pages.reached(told.library).device_id
    told.page()
    told.answer()
    told.page()
    assert outbox.size(told.library) == 0
    assert told.shown(made_id) is None  # the endpoint of this test never told of it
    last = add_piece(told.library, title="Third").id
    told.page(from_zero=True, epoch="f")
    refilled = outbox.after(told.library, 0, 10)
    assert [one.mid for one in refilled][:-1] == before
    assert [one.n for one in refilled] == [1, 2, 3, 4]
    assert pages.reached(told.library).device_id != device
    assert getattr(told.shown(made_id), "title", None) == "Second"
    assert told.shown(last) is not None
    assert check(told.library).sound


def test_a_copy_of_a_library_numbers_anew_what_is_to_be_sent(told: Told) -> None:
    made_id = add_piece(told.library, title="First").id
    told.answer()
    edit_piece(told.library, piece_id=made_id, title="Second")
    (waiting,) = outbox.after(told.library, 0, 10)
    device = told.library.device_id
    reached = pages.renumber(told.library)
    assert reached.device_id == told.library.device_id != device
    (renumbered,) = outbox.after(told.library, 0, 10)
    assert (renumbered.n, renumbered.mid) == (1, waiting.mid)
    add_piece(told.library, title="Other")
    assert [one.n for one in outbox.after(told.library, 0, 10)] == [1, 2]
    assert getattr(told.shown(made_id), "title", None) == "Second"
    pages.renumber(told.library)
    told.page()
    assert [one.n for one in outbox.after(told.library, 0, 10)] == [1, 2]
    assert check(told.library).sound


def kept(library: Library) -> int:
    with library.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])


def test_what_was_sent_is_kept_for_35_days_of_use_whatever_the_calendar_says(told: Told) -> None:
    told.answer()
    told.page()
    assert kept(told.library) == 1
    now = NOW + 3_650 * DAY
    told.page(now_ms=now)
    told.page(now_ms=NOW)
    assert kept(told.library) == 1
    for day in range(1, queue.KEPT_MS // DAY + 2):
        told.page(now_ms=NOW + day * DAY)
    assert kept(told.library) == 0


def test_what_was_written_in_an_erased_row_is_kept_no_more(told: Told) -> None:
    student, media, take = a_take()
    told.page(student, media, take)
    marker_id = add_marker(told.library, submission_id=take.id, start_ms=1, kind=MarkerKind.PRAISE, text="secret").id
    told.answer()
    told.page()
    assert kept(told.library) == 2
    told.page(NewRow(entity="marker", id=marker_id, channel="st:1", fields=None))
    assert kept(told.library) == 2
    told.page(NewRow(entity="marker", id=marker_id, channel="st:1", fields=None, erased=True))
    assert kept(told.library) == 1


def test_the_references_are_those_of_the_tables() -> None:
    for entity in Entity:
        table = Base.metadata.tables[entity.value]
        keys = {(key.parent.name, key.column.table.name, not key.parent.nullable) for key in table.foreign_keys}
        assert {(one.field, one.target.value, one.is_needed) for one in REFERENCES.get(entity, ())} == keys
        only = [set(one.columns.keys()) for one in table.constraints if isinstance(one, UniqueConstraint)]
        assert [one for one in only if one != {"id"}] == ([set(ONLY_ONE[entity])] if entity in ONLY_ONE else [])


def test_a_draft_is_one_row_on_two_desks(told: Told, tmp_path: Path) -> None:
    student, media, take = a_take()
    with Library.open(tmp_path / "other", teacher_name="Ada") as library:
        other = Told(library)
        other.page(student, media, take)
        told.page(student, media, take)
        library.teacher_id = told.library.teacher_id
        for one in (told, other):
            save_draft(one.library, submission_id=take.id, text="begun")
        made = [next(iter(outbox.after(one.library, 1, 1))).id for one in (told, other)]
    assert made[0] == made[1]
