"""From the names on the command line to students, pieces and exercises, made where there are none."""

from collections.abc import Iterable
from typing import TypeVar

from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.people import add_student
from practika_desktop.edits.pieces import add_piece
from practika_desktop.model.errors import EditError
from practika_desktop.model.records import Exercise, Piece, Student
from practika_desktop.store import people
from practika_desktop.store.library import Library

R = TypeVar("R", Student, Piece, Exercise)


def student_named(library: Library, name: str) -> str:
    """Return the id of the student of that name, who is added when there is none; raise EditError for two of them."""
    present = people.students(library, include_archived=True)
    found = _only(((student, student.display_name) for student in present), name, "student")
    return found.id if found else add_student(library, display_name=name).id


def piece_named(library: Library, name: str) -> str:
    """Return the id of the piece of that title, which is added when there is none; raise EditError for two of them."""
    found = _only(((piece, piece.title) for piece in people.pieces(library)), name, "piece")
    return found.id if found else add_piece(library, title=name).id


def exercise_named(library: Library, name: str, piece_id: str | None) -> str:
    """Return the id of the exercise of that title, added when there is none; raise EditError for two of them.

    With a piece, only its own exercises and those of no piece are meant.
    """
    present = [one for one in people.exercises(library) if piece_id is None or one.piece_id in {None, piece_id}]
    found = _only(((exercise, exercise.title) for exercise in present), name, "exercise")
    return found.id if found else add_exercise(library, title=name, piece_id=piece_id).id


def _only(named: Iterable[tuple[R, str]], name: str, what: str) -> R | None:
    found = [record for record, its_name in named if _folded(its_name) == _folded(name)]
    if len(found) > 1:
        raise EditError(f"There are {len(found)} {what}s named “{name}”.", "Give one of them another name in the desk.")
    return found[0] if found else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
