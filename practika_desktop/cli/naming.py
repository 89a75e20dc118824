"""From the names on the command line to a student, a piece and an exercise, made where there are none."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from practika_desktop.edits import checks
from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.importing import TakeImport
from practika_desktop.edits.people import add_student
from practika_desktop.edits.pieces import add_piece
from practika_desktop.model.errors import EditError
from practika_desktop.model.records import Exercise, Piece, Student
from practika_desktop.store import people
from practika_desktop.store.library import Library

R = TypeVar("R", Student, Piece, Exercise)


class Names:
    """Whose takes are imported and what they are of: looked up at once, made only by `request`.

    With a piece, only its own exercises and those of no piece are meant. Raise EditError for a name that is none, or
    that two have.
    """

    def __init__(self, library: Library, *, student: str, piece: str | None, exercise: str | None) -> None:
        self._library = library
        self._student = checks.name(student, "student's name")
        self._piece = None if piece is None else checks.name(piece, "piece's title")
        self._exercise = None if exercise is None else checks.name(exercise, "exercise's title")
        students = people.students(library, include_archived=True)
        self._student_id = _only(((one, one.display_name) for one in students), self._student, "student")
        self._piece_id = _only(((one, one.title) for one in people.pieces(library)), self._piece, "piece")
        exercises = (
            one for one in people.exercises(library) if piece is None or one.piece_id in {None, self._piece_id}
        )
        self._exercise_id = _only(((one, one.title) for one in exercises), self._exercise, "exercise")

    def student_id(self) -> str | None:
        """Return the student's id, None while there is no such student."""
        return self._student_id

    def request(self, path: Path) -> TakeImport:
        """Return what a file is to become, after making what is not there yet."""
        if self._student_id is None:
            self._student_id = add_student(self._library, display_name=self._student).id
        if self._piece_id is None and self._piece is not None:
            self._piece_id = add_piece(self._library, title=self._piece).id
        if self._exercise_id is None and self._exercise is not None:
            self._exercise_id = add_exercise(self._library, title=self._exercise, piece_id=self._piece_id).id
        return TakeImport(
            path=path, student_id=self._student_id, piece_id=self._piece_id, exercise_id=self._exercise_id
        )


def _only(named: Iterable[tuple[R, str]], name: str | None, what: str) -> str | None:
    """Return the id of the one of that name, None when there is none; raise EditError for two of them."""
    found = [] if name is None else [record for record, its_name in named if _folded(its_name) == _folded(name)]
    if len(found) > 1:
        raise EditError(f"There are {len(found)} {what}s named “{name}”.", "Give one of them another name in the desk.")
    return found[0].id if found else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
