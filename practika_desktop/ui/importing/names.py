"""The names of students, pieces and exercises for the import: what exists, and how to make what does not."""

from practika_desktop.edits import exercises, people, pieces
from practika_desktop.edits.history import History
from practika_desktop.store import people as stored
from practika_desktop.store.library import Library
from practika_desktop.ui.importing.draft import Field
from practika_desktop.ui.importing.proposals import Choice, Known, Named, same_name


def known(library: Library) -> Known:
    """Return the students, pieces and exercises of the library that may be chosen."""
    return Known(
        tuple(Named(one.id, one.display_name) for one in stored.students(library)),
        tuple(Named(one.id, one.title) for one in stored.pieces(library)),
        tuple(Named(one.id, one.title, one.piece_id) for one in stored.exercises(library)),
    )


def offered(what: Field, choice: Choice, everything: Known) -> tuple[Named, ...]:
    """Return what may be chosen in a field; the exercises of the piece chosen, and those of none, where one is."""
    if what is Field.STUDENT:
        return everything.students
    if what is Field.PIECE:
        return everything.pieces
    if choice.piece_id is None:
        return everything.exercises
    return tuple(one for one in everything.exercises if one.piece_id in (choice.piece_id, None))


def name_of(what: Field, choice: Choice, everything: Known) -> str:
    """Return the name of what is chosen in a field, or nothing."""
    wanted: str | None = getattr(choice, what.value)
    lists = {Field.STUDENT: everything.students, Field.PIECE: everything.pieces, Field.EXERCISE: everything.exercises}
    return next((one.name for one in lists[what] if one.id == wanted), "")


class Maker:
    """Makes a student, piece or exercise from a name typed in the table; each is a step for undo."""

    def __init__(self, history: History) -> None:
        self._history = history

    def make(self, what: Field, name: str, choice: Choice) -> str:
        """Make it and return its id; an exercise belongs to the piece chosen beside it. Raise EditError."""
        if what is Field.STUDENT:
            return self._history.run(people.add_student, display_name=name).id
        if what is Field.PIECE:
            return self._history.run(pieces.add_piece, title=name).id
        return self._history.run(exercises.add_exercise, title=name, piece_id=choice.piece_id).id


def find(what: Field, name: str, choice: Choice, everything: Known) -> str | None:
    """Return the id of what has this name in a field, whatever its case and accents, or None."""
    found = same_name(name, offered(what, choice, everything))
    return found.id if found else None
