"""The list of takes: what is in it, in which order, and how one goes through it."""

import pytest

from practika_desktop.edits.messages import send_message
from practika_desktop.edits.reviewing import mark_read, mark_reviewed
from practika_desktop.model.ids import new_id
from practika_desktop.model.records import Message, Submission
from practika_desktop.store import takes
from practika_desktop.store.takes import InboxFilter, TakeState
from tests.support.library import MINUTE, MONDAY, LibraryBuilder, visible

ALL = InboxFilter(state=TakeState.ALL)


@pytest.fixture
def pile(built: LibraryBuilder) -> list[str]:
    """Give twelve takes of two students and three pieces, some of the same moment, every third one reviewed."""
    students = [built.student(name) for name in ("Bea", "Cem")]
    pieces = [built.piece(title) for title in ("Minuet", "Gavotte", "Étude")]
    ids = [
        built.take(student_id=students[n % 2], piece_id=pieces[n % 3], recorded_at=MONDAY + n // 2 * MINUTE)
        for n in (5, 0, 11, 3, 8, 1, 10, 6, 2, 9, 4, 7)
    ]
    for one in ids[::3]:
        mark_reviewed(built.library, submission_id=one)
    return ids


def expected(built: LibraryBuilder, inbox: InboxFilter) -> list[str]:
    """Return what the list should be, found the slow way."""
    rows = [row for row in visible(built.library).values() if isinstance(row, Submission)]
    kept = [
        row
        for row in rows
        if (inbox.student_id in {None, row.student_id})
        and (inbox.piece_id in {None, row.piece_id})
        and (inbox.state is TakeState.ALL or (row.reviewed_at is None) == (inbox.state is TakeState.WAITING))
    ]
    kept.sort(key=lambda row: (row.recorded_at, row.id), reverse=inbox.state is not TakeState.WAITING)
    return [row.id for row in kept]


@pytest.mark.parametrize("state", list(TakeState))
@pytest.mark.parametrize("by", ["nothing", "student", "piece", "both"])
def test_a_list_is_the_same_by_pages_by_places_and_by_steps(
    built: LibraryBuilder, pile: list[str], state: TakeState, by: str
) -> None:
    one = takes.summary(built.library, pile[0])
    assert one is not None
    inbox = InboxFilter(
        student_id=one.student_id if by in {"student", "both"} else None,
        piece_id=one.piece_id if by in {"piece", "both"} else None,
        state=state,
    )
    listed = expected(built, inbox)
    library = built.library
    assert takes.count(library, inbox) == len(listed)
    paged = [row.submission_id for start in range(0, 15, 5) for row in takes.page(library, inbox, start, 5)]
    assert paged == listed
    assert [takes.position(library, inbox, each) for each in listed] == list(range(len(listed)))
    for place, each in enumerate(listed):
        below = listed[place + 1] if place + 1 < len(listed) else None
        assert takes.neighbour(library, inbox, each, 1) == below
        assert takes.neighbour(library, inbox, each, -1) == (listed[place - 1] if place else None)
        assert takes.neighbour(library, inbox, each, 0) == each
    if len(listed) > 2:
        assert takes.neighbour(library, inbox, listed[0], 2) == listed[2]


def test_a_take_outside_the_list_has_no_place(built: LibraryBuilder, pile: list[str]) -> None:
    assert takes.position(built.library, InboxFilter(), pile[0]) is None
    assert takes.position(built.library, ALL, new_id()) is None
    assert takes.neighbour(built.library, ALL, new_id(), 1) is None
    assert takes.summary(built.library, new_id()) is None


def test_next_goes_through_the_pile_from_where_one_is_and_begins_again(built: LibraryBuilder, pile: list[str]) -> None:
    library = built.library
    waiting = expected(built, InboxFilter())
    assert len(pile) > len(waiting)
    assert takes.next_waiting(library, None) == waiting[0]
    for here, there in zip(waiting, [*waiting[1:], waiting[0]], strict=True):
        assert takes.next_waiting(library, here) == there
    mark_reviewed(library, submission_id=waiting[2])
    assert takes.next_waiting(library, waiting[2]) == waiting[3]


def test_next_is_none_when_nothing_else_waits(built: LibraryBuilder) -> None:
    assert takes.next_waiting(built.library, None) is None
    only = built.take()
    assert takes.next_waiting(built.library, None) == only
    assert takes.next_waiting(built.library, only) is None
    mark_reviewed(built.library, submission_id=only)
    assert takes.next_waiting(built.library, only) is None


def test_next_keeps_to_the_filter_but_not_to_its_state(built: LibraryBuilder) -> None:
    bea, cem = built.student("Bea"), built.student("Cem")
    first, _, third = (built.take(student_id=one) for one in (bea, cem, bea))
    inbox = InboxFilter(student_id=bea, state=TakeState.ALL)
    assert takes.next_waiting(built.library, first, inbox) == third
    assert takes.next_waiting(built.library, third, filter=InboxFilter(search="bea")) == first


def test_a_line_says_all_that_the_list_shows(built: LibraryBuilder) -> None:
    piece = built.piece("Minuet")
    exercise = built.exercise("Trill", piece_id=piece)
    take_id = built.take(student_id=built.student("Bea"), exercise_id=exercise, duration_ms=4_000, recorded_at=MONDAY)
    built.marker(take_id)
    built.marker(take_id)
    send_message(built.library, submission_id=take_id, text="hello")
    (line,) = takes.page(built.library, InboxFilter(), 0, 10)
    assert (line.student_name, line.piece_title, line.exercise_title) == ("Bea", "Minuet", "Trill")
    assert (line.recorded_at, line.duration_ms, line.reviewed_at, line.mastered_at) == (MONDAY, 4_000, None, None)
    assert (line.marker_count, line.message_count, line.unread) == (2, 1, 0)
    assert line == takes.summary(built.library, take_id)


def test_unread_are_others_messages_since_the_take_itself_was_read(built: LibraryBuilder) -> None:
    take_id, other = built.take(), built.take()
    _receive(built, take_id, at=5)
    mark_read(built.library, submission_id=other)
    assert _unread(built, take_id) == 1
    mark_read(built.library, submission_id=take_id)
    assert _unread(built, take_id) == 0
    _receive(built, take_id, at=2**60)
    assert _unread(built, take_id) == 1


def _receive(built: LibraryBuilder, take_id: str, *, at: int) -> None:
    take = visible(built.library)[take_id]
    assert isinstance(take, Submission)
    with built.library.writing() as transaction:
        transaction.insert(
            Message(
                id=new_id(),
                created_at=at,
                channel=take.channel,
                submission_id=take_id,
                sender_id=take.student_id,
                text="there",
            )
        )


def _unread(built: LibraryBuilder, take_id: str) -> int:
    line = takes.summary(built.library, take_id)
    assert line is not None
    return line.unread
