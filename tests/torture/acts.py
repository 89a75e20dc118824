"""Every way of changing a library, once: what must be there before it, and the act itself.

`writers` finds them in the code, so that a new verb that nobody tortures is noticed.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable

from practika_desktop import edits
from practika_desktop.edits import (
    exercises,
    importing,
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
from practika_desktop.edits.done import Verb
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, Measure, PageMap, System
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.store.library import Library
from tests.torture.hands import Hands

Act = Callable[[Hands], Callable[[], object]]
"""Makes what an act needs, and returns the act."""

KIND = MarkerKind.PRAISE
SHA256 = "a1" * 32
_BOX = Box(50, 100, 550, 120)
MEASURES = Measures((PageMap(600, 800, (System(_BOX, 1, 5, (Measure("a1-1.1.1", _BOX),)),)),))
TAPS = Taps(((Tap(5, "a1-1.1.1"),),))


def writers() -> dict[str, Callable[..., object]]:
    """Return every public function of the edits that changes a library, by its module and name."""
    found: dict[str, Callable[..., object]] = {}
    for module in (
        importlib.import_module(f"{edits.__name__}.{one.name}") for one in pkgutil.iter_modules(edits.__path__)
    ):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_") and _writes(function):
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = function
    return found


def _writes(function: Callable[..., object]) -> bool:
    """Tell whether a function takes a library and tells what it did: no text about it, no part of a larger act."""
    signature = inspect.signature(function)
    first = next(iter(signature.parameters.values()), None)
    return first is not None and first.annotation is Library and signature.return_annotation not in {str, None}


def add_marker(hands: Hands) -> Callable[[], object]:
    take = hands.take()
    return lambda: hands.do(markers.add_marker, submission_id=take, start_ms=10, end_ms=90, kind=KIND, text="Bravo")


def edit_submission(hands: Hands) -> Callable[[], object]:
    take, piece = hands.take(), hands.piece()
    return lambda: hands.do(submissions.edit_submission, submission_id=take, piece_id=piece, page=2, notes="Evenly")


def delete_submission(hands: Hands) -> Callable[[], object]:
    take = hands.take()
    hands.marker(take)
    hands.message(take)
    hands.do(time_maps.set_time_map, submission_id=take, taps=TAPS, verb=Verb.TAP_MEASURE)
    hands.do(messages.save_draft, submission_id=take, text="And")
    hands.do(reviewing.mark_read, submission_id=take)
    return lambda: hands.do(submissions.delete_submission, submission_id=take)


def delete_piece(hands: Hands) -> Callable[[], object]:
    piece = hands.piece()
    hands.do(importing.import_score, piece_id=piece, path=hands.score())
    hands.do(measure_maps.keep_measure_map, piece_id=piece, sha256=SHA256, measures=MEASURES)
    hands.take(piece_id=piece, exercise_id=hands.exercise(piece))
    return lambda: hands.do(pieces.delete_piece, piece_id=piece)


def correct_measure_map(hands: Hands) -> Callable[[], object]:
    piece = hands.piece()
    hands.do(measure_maps.keep_measure_map, piece_id=piece, sha256=SHA256, measures=Measures(()))
    return lambda: hands.do(
        measure_maps.correct_measure_map, piece_id=piece, sha256=SHA256, measures=MEASURES, verb=Verb.ADD_LINE
    )


def set_time_map(hands: Hands) -> Callable[[], object]:
    take = hands.take()
    hands.do(time_maps.set_time_map, submission_id=take, taps=Taps(reaction_ms=40), verb=Verb.SET_TAPPING_DELAY)
    return lambda: hands.do(time_maps.set_time_map, submission_id=take, taps=TAPS, verb=Verb.TAP_MEASURE)


def delete_exercise(hands: Hands) -> Callable[[], object]:
    exercise = hands.exercise()
    hands.do(exercises.assign_exercise, exercise_id=exercise, student_id=hands.student())
    hands.take(exercise_id=exercise)
    return lambda: hands.do(exercises.delete_exercise, exercise_id=exercise)


def mark_done(hands: Hands) -> Callable[[], object]:
    exercise, student = _assigned(hands)
    return lambda: hands.do(exercises.mark_done, exercise_id=exercise, student_id=student, done=True)


def unassign(hands: Hands) -> Callable[[], object]:
    exercise, student = _assigned(hands)
    return lambda: hands.do(exercises.unassign, exercise_id=exercise, student_id=student)


def delete_snippet(hands: Hands) -> Callable[[], object]:
    hands.do(snippets.set_snippet, position=9, text="Count aloud", kind=KIND)
    return lambda: hands.do(snippets.delete_snippet, position=9)


def mark_waiting(hands: Hands) -> Callable[[], object]:
    take = hands.take()
    hands.do(reviewing.mark_reviewed, submission_id=take)
    return lambda: hands.do(reviewing.mark_waiting, submission_id=take)


def unlink_marker(hands: Hands) -> Callable[[], object]:
    marker = hands.marker()
    hands.do(markers.link_marker, marker_id=marker, page=2, measure="17")
    return lambda: hands.do(markers.unlink_marker, marker_id=marker)


def set_score(hands: Hands) -> Callable[[], object]:
    piece = hands.piece()
    hands.do(importing.import_score, piece_id=piece, path=hands.score())
    return lambda: hands.do(pieces.set_score, piece_id=piece, score=None)


def add_submissions(hands: Hands) -> Callable[[], object]:
    student = hands.student()
    stored = [hands.library.files.take_in(hands.video()) for _ in range(2)]
    takes = [
        submissions.NewTake(
            stored=one, file_name="take.mp4", mime="video/mp4", student_id=student, recorded_at=1, duration_ms=1
        )
        for one in stored
    ]
    return lambda: hands.do(submissions.add_submissions, takes=takes)


def add_submission(hands: Hands) -> Callable[[], object]:
    student, stored = hands.student(), hands.library.files.take_in(hands.video())
    take = submissions.NewTake(
        stored=stored, file_name="take.mp4", mime="video/mp4", student_id=student, recorded_at=1, duration_ms=1
    )
    return lambda: hands.do(submissions.add_submission, take=take)


def import_takes(hands: Hands) -> Callable[[], object]:
    student = hands.student()

    def act() -> None:
        hands.imported(student)
        hands.show("Add takes")

    return act


def undo(hands: Hands) -> Callable[[], object]:
    delete_submission(hands)()

    def act() -> None:
        hands.history.undo()
        hands.show("Undo")

    return act


def _on_new(make: Callable[[Hands], str], verb: Callable[..., object], name: str, **more: object) -> Act:
    """Return the act of a verb on one new record, whose id it takes under a name."""

    def prepare(hands: Hands) -> Callable[[], object]:
        row_id = make(hands)
        return lambda: hands.do(verb, **{name: row_id}, **more)  # type: ignore[arg-type]  # each verb has its own names

    return prepare


def _assigned(hands: Hands) -> tuple[str, str]:
    exercise, student = hands.exercise(), hands.student()
    hands.do(exercises.assign_exercise, exercise_id=exercise, student_id=student, due_on="2026-12-01")
    return exercise, student


def _teacher(hands: Hands) -> str:
    return hands.do(people.add_teacher, display_name="Bea")


def _assign(hands: Hands) -> Callable[[], object]:
    exercise, student = hands.exercise(), hands.student()
    return lambda: hands.do(exercises.assign_exercise, exercise_id=exercise, student_id=student)


def _score(hands: Hands) -> Callable[[], object]:
    piece, path = hands.piece(), hands.score()
    return lambda: hands.do(importing.import_score, piece_id=piece, path=path)


TAKE, MARKER, PIECE = "submission_id", "marker_id", "piece_id"

ACTS: dict[str, Act] = {
    "applying.apply": undo,
    "exercises.add_exercise": _on_new(Hands.piece, exercises.add_exercise, PIECE, title="Left hand alone"),
    "exercises.assign_exercise": _assign,
    "exercises.delete_exercise": delete_exercise,
    "exercises.edit_exercise": _on_new(
        Hands.exercise, exercises.edit_exercise, "exercise_id", title="Slower", start_page=3
    ),
    "exercises.mark_done": mark_done,
    "exercises.unassign": unassign,
    "importing.import_score": _score,
    "importing.import_takes": import_takes,
    "markers.add_marker": add_marker,
    "markers.delete_marker": _on_new(Hands.marker, markers.delete_marker, MARKER),
    "markers.edit_marker": _on_new(Hands.marker, markers.edit_marker, MARKER, text="The third", kind=KIND),
    "markers.link_marker": _on_new(Hands.marker, markers.link_marker, MARKER, page=1, measure="12a"),
    "markers.move_marker": _on_new(Hands.marker, markers.move_marker, MARKER, start_ms=5, end_ms=50),
    "markers.unlink_marker": unlink_marker,
    "measure_maps.correct_measure_map": correct_measure_map,
    "measure_maps.keep_measure_map": _on_new(
        Hands.piece, measure_maps.keep_measure_map, PIECE, sha256=SHA256, measures=MEASURES
    ),
    "messages.edit_message": _on_new(Hands.message, messages.edit_message, "message_id", text="Listen again"),
    "messages.save_draft": _on_new(Hands.take, messages.save_draft, TAKE, text="Half a sen"),
    "messages.send_and_review": _on_new(Hands.take, messages.send_and_review, TAKE, text="Good work"),
    "messages.send_message": _on_new(Hands.take, messages.send_message, TAKE, text="Good work"),
    "messages.withdraw_message": _on_new(Hands.message, messages.withdraw_message, "message_id"),
    "people.add_student": lambda hands: hands.student,
    "people.add_teacher": lambda hands: lambda: _teacher(hands),
    "people.archive_student": _on_new(Hands.student, people.archive_student, "student_id"),
    "people.edit_student": _on_new(Hands.student, people.edit_student, "student_id", note="Has small hands"),
    "people.edit_teacher": _on_new(_teacher, people.edit_teacher, "teacher_id", display_name="Cleo"),
    "pieces.add_piece": lambda hands: hands.piece,
    "pieces.delete_piece": delete_piece,
    "pieces.edit_piece": _on_new(Hands.piece, pieces.edit_piece, PIECE, title="Gavotte"),
    "pieces.set_score": set_score,
    "reviewing.mark_read": _on_new(Hands.take, reviewing.mark_read, TAKE),
    "reviewing.mark_reviewed": _on_new(Hands.take, reviewing.mark_reviewed, TAKE),
    "reviewing.mark_waiting": mark_waiting,
    "snippets.delete_snippet": delete_snippet,
    "snippets.set_snippet": lambda hands: lambda: hands.do(snippets.set_snippet, position=1, text="Breathe", kind=KIND),
    "submissions.add_submission": add_submission,
    "submissions.add_submissions": add_submissions,
    "submissions.delete_submission": delete_submission,
    "submissions.edit_submission": edit_submission,
    "time_maps.set_time_map": set_time_map,
}
