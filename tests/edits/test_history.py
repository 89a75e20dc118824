"""Undo and redo across everything: whatever was done, taking all of it back leaves what was there before."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practika_desktop.edits import (
    exercises,
    markers,
    measure_maps,
    messages,
    people,
    pieces,
    reviewing,
    snippets,
    submissions,
    time_maps,
)
from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.history import History
from practika_desktop.model.errors import EditError
from practika_desktop.model.kinds import Entity, MarkerKind, MediaKind
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.written import measures_to_json
from practika_desktop.model.records import (
    Draft,
    Exercise,
    Marker,
    MeasureMap,
    Message,
    Piece,
    ReadState,
    Record,
    Student,
    Submission,
)
from practika_desktop.store import take
from practika_desktop.store.transaction import Transaction
from tests.model.measures.making import measure, measures
from tests.support.library import MONDAY, LibraryBuilder, built_library, replayed, visible

Step = Callable[["Desk", int, int], None]

FOUND = measures([measure("a"), measure("b")])


class Desk:
    """A library, its history, and a choice among what is there."""

    def __init__(self, built: LibraryBuilder) -> None:
        self.library = built.library
        self.built = built
        self.done: list[Done] = []
        self.history = History(built.library, self.done.append)

    def one(self, kind: type[Record], choice: int) -> str:
        """Return the id of one of the records of a kind; refuse, as a verb does, when there is none."""
        found = sorted(row_id for row_id, record in visible(self.library).items() if isinstance(record, kind))
        if not found:
            raise EditError("There is none.")
        return found[choice % len(found)]


def new_take(desk: Desk, a: int, b: int) -> submissions.NewTake:
    return submissions.NewTake(
        stored=desk.built.stored(f"bytes {a % 3}".encode()),
        file_name="take.mp4",
        mime="video/mp4",
        kind=MediaKind.VIDEO,
        student_id=desk.one(Student, a),
        exercise_id=desk.one(Exercise, b) if b % 2 else None,
        recorded_at=MONDAY + b,
        duration_ms=1_000,
    )


def _write_marker(desk: Desk, a: int, b: int) -> None:
    """Make a marker and write into it, as one step."""
    fresh = desk.history.run(
        markers.add_marker, submission_id=desk.one(Submission, a), start_ms=b, kind=MarkerKind.PRAISE
    )
    desk.history.run_on(fresh, markers.edit_marker, marker_id=fresh.id, text=f"written {b}")


def _give_up_marker(desk: Desk, a: int, b: int) -> None:
    """Make a marker and take it back as if it had never been."""
    fresh = desk.history.run(
        markers.add_marker, submission_id=desk.one(Submission, a), start_ms=b, kind=MarkerKind.PRAISE
    )
    assert desk.history.take_back(fresh)


STEPS: dict[str, Callable[[Desk, int, int], object]] = {
    "student": lambda d, a, _: d.history.run(people.add_student, display_name=f"S{a}"),
    "rename": lambda d, a, b: d.history.run(people.edit_student, student_id=d.one(Student, a), display_name=f"N{b}"),
    "archive": lambda d, a, b: d.history.run(
        people.archive_student, student_id=d.one(Student, a), archived=bool(b % 2)
    ),
    "piece": lambda d, a, _: d.history.run(pieces.add_piece, title=f"P{a}"),
    "score": lambda d, a, b: d.history.run(
        pieces.set_score,
        piece_id=d.one(Piece, a),
        score=pieces.NewScore(stored=d.built.stored(), file_name="a.pdf") if b % 3 else None,
    ),
    "drop piece": lambda d, a, _: d.history.run(pieces.delete_piece, piece_id=d.one(Piece, a)),
    "exercise": lambda d, a, b: d.history.run(
        exercises.add_exercise, title=f"E{a}", piece_id=d.one(Piece, b) if b % 2 else None
    ),
    "drop exercise": lambda d, a, _: d.history.run(exercises.delete_exercise, exercise_id=d.one(Exercise, a)),
    "assign": lambda d, a, b: d.history.run(
        exercises.assign_exercise, exercise_id=d.one(Exercise, a), student_id=d.one(Student, b)
    ),
    "practised": lambda d, a, b: d.history.run(
        exercises.mark_done, exercise_id=d.one(Exercise, a), student_id=d.one(Student, b), done=bool(b % 3)
    ),
    "unassign": lambda d, a, b: d.history.run(
        exercises.unassign, exercise_id=d.one(Exercise, a), student_id=d.one(Student, b)
    ),
    "takes": lambda d, a, b: d.history.run(
        submissions.add_submissions, takes=[new_take(d, a, b), new_take(d, a + 1, b)]
    ),
    "edit take": lambda d, a, b: d.history.run(
        submissions.edit_submission, submission_id=d.one(Submission, a), notes=f"note {b}", page=b % 4 or None
    ),
    "drop take": lambda d, a, _: d.history.run(submissions.delete_submission, submission_id=d.one(Submission, a)),
    "marker": lambda d, a, b: d.history.run(
        markers.add_marker, submission_id=d.one(Submission, a), start_ms=b, kind=MarkerKind.QUESTION, text=f"m{b}"
    ),
    "move": lambda d, a, b: d.history.run(
        markers.move_marker, marker_id=d.one(Marker, a), start_ms=b, end_ms=b + 5 if b % 2 else None
    ),
    "link": lambda d, a, b: d.history.run(
        markers.link_marker, marker_id=d.one(Marker, a), page=b % 5 + 1, measure=str(b)
    ),
    "unlink": lambda d, a, _: d.history.run(markers.unlink_marker, marker_id=d.one(Marker, a)),
    "drop marker": lambda d, a, _: d.history.run(markers.delete_marker, marker_id=d.one(Marker, a)),
    "message": lambda d, a, b: d.history.run(
        messages.send_message, submission_id=d.one(Submission, a), text=f"text {b}"
    ),
    "edit message": lambda d, a, b: d.history.run(
        messages.edit_message, message_id=d.one(Message, a), text=f"other {b}"
    ),
    "withdraw": lambda d, a, _: d.history.run(messages.withdraw_message, message_id=d.one(Message, a)),
    "send": lambda d, a, b: d.history.run(
        messages.send_and_review, submission_id=d.one(Submission, a), text="well done" if b % 2 else ""
    ),
    "draft": lambda d, a, b: d.history.run(
        messages.save_draft, submission_id=d.one(Submission, a), text=f"half {b}" if b % 3 else ""
    ),
    "read": lambda d, a, _: d.history.run(reviewing.mark_read, submission_id=d.one(Submission, a)),
    "reviewed": lambda d, a, _: d.history.run(reviewing.mark_reviewed, submission_id=d.one(Submission, a)),
    "waiting": lambda d, a, _: d.history.run(reviewing.mark_waiting, submission_id=d.one(Submission, a)),
    "found": lambda d, a, b: d.history.run(
        measure_maps.keep_measure_map, piece_id=d.one(Piece, a), sha256=f"{b % 2:064}", measures=FOUND
    ),
    "correct": lambda d, a, b: d.history.run(
        measure_maps.correct_measure_map,
        piece_id=d.one(Piece, a),
        sha256=f"{b % 2:064}",
        measures=measures([measure("a", number=b), measure("b")]),
        verb=Verb.SET_MEASURE_NUMBER,
    ),
    "tap": lambda d, a, b: d.history.run(
        time_maps.set_time_map,
        submission_id=d.one(Submission, a),
        taps=Taps(((Tap(b, "a"),),)) if b % 3 else Taps(),
        verb=Verb.TAP_MEASURE,
    ),
    "snippet": lambda d, a, b: d.history.run(
        snippets.set_snippet, position=a % 9 + 1, text=f"s{b}", kind=MarkerKind.PRAISE
    ),
    "drop snippet": lambda d, a, _: d.history.run(snippets.delete_snippet, position=a % 9 + 1),
    "written marker": _write_marker,
    "given up": _give_up_marker,
    "undo": lambda d, _a, _b: d.history.undo(),
    "redo": lambda d, _a, _b: d.history.redo(),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a closed library with something of each kind, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    with built_library(folder) as built:
        piece = built.piece()
        exercise = built.exercise(piece_id=piece)
        for take_id in (built.take(exercise_id=exercise), built.take(piece_id=piece)):
            built.marker(take_id, text="there")
            time_maps.set_time_map(
                built.library, submission_id=take_id, taps=Taps(((Tap(7, "a"),),)), verb=Verb.SET_POINT
            )
            messages.send_message(built.library, submission_id=take_id, text="hello")
    return folder


def steps_of_undo(visible_rows: dict[str, Record]) -> dict[str, Record]:
    """Leave out what is half-written, looked at or found: it is no step of undo."""
    return {row_id: row for row_id, row in visible_rows.items() if not _is_no_step(row)}


def _is_no_step(row: Record) -> bool:
    found = isinstance(row, MeasureMap) and row.value == measures_to_json(FOUND)
    return found or isinstance(row, Draft | ReadState)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    script=st.lists(
        st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=20
    )
)
def test_undoing_all_gives_back_the_beginning_and_redoing_all_the_end(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, script: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    with built_library(folder) as built:
        desk = Desk(built)
        begin = steps_of_undo(visible(built.library))
        for name, a, b in script:
            before = visible(built.library)
            try:
                STEPS[name](desk, a, b)
            except EditError:
                assert visible(built.library) == before
        end = steps_of_undo(visible(built.library))
        undone = 0
        while desk.history.undo():
            undone += 1
        assert steps_of_undo(visible(built.library)) == begin
        for _ in range(undone):
            desk.history.redo()
        assert steps_of_undo(visible(built.library)) == end
        assert replayed(built.library) == visible(built.library)
    shutil.rmtree(folder)


def test_undo_and_redo_are_named_and_end(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    assert (desk.history.undo_title, desk.history.redo_title) == (None, None)
    assert desk.history.undo() is None
    desk.history.run(markers.add_marker, submission_id=take_id, start_ms=5, kind=MarkerKind.FEEDBACK)
    assert (desk.history.undo_title, desk.history.redo_title) == ("Add marker", None)
    undone = desk.history.undo()
    assert undone is not None
    assert undone.verb is Verb.ADD_MARKER
    assert undone.touches(Entity.MARKER)
    assert not undone.touches(Entity.SUBMISSION, Entity.MESSAGE)
    assert take.markers(built.library, take_id) == []
    assert (desk.history.undo_title, desk.history.redo_title) == (None, "Add marker")
    assert desk.history.redo() is not None
    assert desk.history.redo() is None
    assert [done.verb for done in desk.done] == [Verb.ADD_MARKER] * 3


def test_a_new_act_ends_what_could_be_redone(built: LibraryBuilder) -> None:
    desk = Desk(built)
    desk.history.run(people.add_student, display_name="Bea")
    desk.history.undo()
    desk.history.run(people.add_student, display_name="Cem")
    assert desk.history.redo() is None


def test_an_act_that_changes_nothing_is_no_step(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    desk.history.run(reviewing.mark_waiting, submission_id=take_id)
    assert desk.history.undo_title is None
    assert desk.done == []


def test_drafts_and_reading_are_told_but_no_steps(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    desk.history.run(messages.save_draft, submission_id=take_id, text="so far")
    desk.history.run(reviewing.mark_read, submission_id=take_id)
    assert [done.verb for done in desk.done] == [Verb.SAVE_DRAFT, Verb.MARK_READ]
    assert desk.history.undo_title is None


def test_undoing_a_sent_text_brings_it_back_before_what_was_begun_since(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    desk.history.run(messages.save_draft, submission_id=take_id, text="Count aloud")
    desk.history.run(messages.send_and_review, submission_id=take_id, text="Count aloud")
    assert take.draft(built.library, take_id) is None
    desk.history.run(messages.save_draft, submission_id=take_id, text="And")
    desk.history.undo()
    draft = take.draft(built.library, take_id)
    assert draft is not None
    assert draft.text == "Count aloud\n\nAnd"


@pytest.mark.parametrize("kept", [None, "Count al", "something else"])
def test_undoing_a_sending_brings_back_exactly_what_was_sent(built: LibraryBuilder, kept: str | None) -> None:
    desk = Desk(built)
    take_id = built.take()
    marker = built.marker(take_id)
    for verb in (messages.send_message, messages.send_and_review):
        if kept is not None:
            messages.save_draft(built.library, submission_id=take_id, text=kept)
        desk.history.run(verb, submission_id=take_id, text="Count aloud", answers_marker_id=marker)
        assert take.draft(built.library, take_id) is None
        desk.history.undo()
        draft = take.draft(built.library, take_id)
        assert draft is not None
        assert (draft.text, draft.answers_marker_id) == ("Count aloud", marker)
        assert take.messages(built.library, take_id) == []
        desk.history.redo()
        assert take.draft(built.library, take_id) is None
        assert [one.text for one in take.messages(built.library, take_id)] == ["Count aloud"]
        desk.history.undo()
        assert replayed(built.library) == visible(built.library)


def test_sending_again_leaves_what_was_written_on_since_the_undo(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    desk.history.run(messages.send_message, submission_id=take_id, text="Count aloud")
    desk.history.undo()
    desk.history.run(messages.save_draft, submission_id=take_id, text="Count aloud, and slower")
    desk.history.redo()
    draft = take.draft(built.library, take_id)
    assert draft is not None
    assert draft.text == "Count aloud, and slower"


def test_what_finishes_an_act_is_one_step_with_it(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    _write_marker(desk, 0, 5)
    assert [done.verb for done in desk.done] == [Verb.ADD_MARKER, Verb.EDIT_MARKER]
    assert (desk.history.undo_title, desk.history.redo_title) == ("Add marker", None)
    desk.history.undo()
    assert take.markers(built.library, take_id) == []
    assert (desk.history.undo_title, desk.history.redo_title) == (None, "Add marker")
    desk.history.redo()
    assert [one.text for one in take.markers(built.library, take_id)] == ["written 5"]


def test_what_comes_after_another_act_is_a_step_of_its_own(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    fresh = desk.history.run(markers.add_marker, submission_id=take_id, start_ms=5, kind=MarkerKind.PRAISE)
    desk.history.run(reviewing.mark_reviewed, submission_id=take_id)
    desk.history.run_on(fresh, markers.edit_marker, marker_id=fresh.id, text="later")
    assert desk.history.undo_title == "Edit marker"
    assert not desk.history.take_back(fresh)
    desk.history.undo()
    assert desk.history.undo_title == "Mark reviewed"


def test_what_is_taken_back_leaves_the_way_forward_as_it_was(built: LibraryBuilder) -> None:
    desk = Desk(built)
    take_id = built.take()
    desk.history.run(reviewing.mark_reviewed, submission_id=take_id)
    desk.history.undo()
    _give_up_marker(desk, 0, 5)
    assert take.markers(built.library, take_id) == []
    assert (desk.history.undo_title, desk.history.redo_title) == (None, "Mark reviewed")
    desk.history.redo()
    assert desk.history.undo_title == "Mark reviewed"


def test_what_cannot_be_undone_any_more_is_told_once_and_forgotten(built: LibraryBuilder) -> None:
    desk = Desk(built)
    done = desk.history.run(people.add_student, display_name="Bea")
    built.take(student_id=done.id)
    with pytest.raises(EditError):
        desk.history.undo()
    assert desk.history.undo_title is None
    assert done.id in visible(built.library)


def test_a_full_drive_keeps_the_step(built: LibraryBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(built)
    desk.history.run(people.add_student, display_name="Bea")

    def full(_: Transaction) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Transaction, "finish", full)
    with pytest.raises(Exception, match="drive is full"):
        desk.history.undo()
    monkeypatch.undo()
    assert desk.history.undo() is not None


def test_the_history_can_be_told_of_an_act_done_in_a_job(built: LibraryBuilder) -> None:
    desk = Desk(built)
    desk.history.add(people.add_student(built.library, display_name="Bea"))
    assert desk.history.undo_title == "Add student"
