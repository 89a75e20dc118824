"""One act, one transaction: its rows, its outbox rows and what it tells of itself."""

import pytest

from practika_desktop.edits.markers import link_marker, move_marker
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import plain, value_hash
from practika_desktop.model.records import Marker, Student, Submission, Teacher
from practika_desktop.store import outbox
from practika_desktop.store.transaction import Transaction
from tests.support.library import LibraryBuilder, replayed, visible


def test_the_outbox_alone_makes_what_is_visible(built: LibraryBuilder) -> None:
    built.fill()
    assert replayed(built.library) == visible(built.library)


def test_a_new_row_is_sent_whole(built: LibraryBuilder) -> None:
    student_id = built.student("Bea")
    (mutation,) = outbox.after(built.library, outbox.size(built.library) - 1, 10)
    assert (mutation.op, mutation.entity, mutation.id) == (Op.PUT, Entity.STUDENT, student_id)
    assert mutation.set == plain(visible(built.library)[student_id])
    assert mutation.saw == {}
    assert mutation.channel == f"staff:{built.library.studio_id}"


def test_a_changed_row_sends_what_changed_and_what_it_saw(built: LibraryBuilder) -> None:
    student_id = built.student("Bea")
    with built.library.writing() as transaction:
        transaction.update(Student, student_id, display_name="Beate", note="")
    mutation = outbox.after(built.library, 0, 100)[-1]
    assert mutation.set == {"display_name": "Beate"}
    assert mutation.saw == {"display_name": value_hash("Bea")}


def test_one_end_of_a_range_is_sent_with_the_other(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take(), 100, end_ms=200, page=3)
    move_marker(built.library, marker_id=marker_id, start_ms=100, end_ms=300)
    assert outbox.after(built.library, 0, 100)[-1].set == {"start_ms": 100, "end_ms": 300}
    link_marker(built.library, marker_id=marker_id, page=3, measure="17")
    assert set(outbox.after(built.library, 0, 100)[-1].set) == {"page", "measure", "measure_id", "occurrence"}


def test_a_deleted_row_says_all_that_it_saw(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take(), 100)
    marker = visible(built.library)[marker_id]
    with built.library.writing() as transaction:
        transaction.delete(Marker, marker_id)
    mutation = outbox.after(built.library, 0, 100)[-1]
    assert (mutation.op, mutation.set) == (Op.DELETE, {})
    assert mutation.saw == {
        name: value_hash(value) for name, value in plain(marker).items() if name not in {"id", "created_at", "channel"}
    }


def test_an_act_that_fails_uses_no_number(built: LibraryBuilder) -> None:
    count = outbox.size(built.library)

    def fail() -> None:
        with built.library.writing() as transaction:
            transaction.insert(Teacher(id=new_id(), created_at=1, channel="s:x", display_name="T"))
            transaction.need(Teacher, new_id())

    with pytest.raises(EditError):
        fail()
    built.student()
    assert [one.n for one in outbox.after(built.library, 0, 100)] == list(range(1, count + 2))


def test_a_value_that_stays_is_no_change(built: LibraryBuilder) -> None:
    student_id = built.student("Bea")
    with built.library.writing() as transaction:
        transaction.update(Student, student_id, display_name="Bea")
        assert transaction.changes == ()


def test_what_is_fixed_cannot_be_set(built: LibraryBuilder) -> None:
    student_id = built.student()
    with pytest.raises(ValueError, match="never changes"), built.library.writing() as transaction:
        transaction.update(Student, student_id, channel="s:other")


@pytest.mark.parametrize("kind", [Student, Submission, Marker])
def test_what_is_gone_is_told_in_words(built: LibraryBuilder, kind: type[Student]) -> None:
    def act(transaction: Transaction, step: str) -> None:
        if step == "update":
            transaction.update(kind, new_id(), display_name="x")
        else:
            transaction.delete(kind, new_id())

    for step in ("update", "delete"):
        with pytest.raises(EditError, match="no longer there"), built.library.writing() as transaction:
            act(transaction, step)


def test_a_row_that_others_need_cannot_go(built: LibraryBuilder) -> None:
    student_id = built.student()
    built.take(student_id=student_id)
    with pytest.raises(EditError), built.library.writing() as transaction:
        transaction.delete(Student, student_id)
    assert student_id in visible(built.library)


def test_a_take_marker_cannot_lie_about_its_span_even_past_the_verbs(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take(), 100)
    with pytest.raises(EditError), built.library.writing() as transaction:
        transaction.update(Marker, marker_id, end_ms=50)
