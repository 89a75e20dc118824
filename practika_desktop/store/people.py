"""The studio's lists: students, teachers, pieces, exercises, assignments, and a teacher's own snippets."""

from practika_desktop.model.records import Assignment, Exercise, Piece, Snippet, Student, Teacher
from practika_desktop.store import rows
from practika_desktop.store.library import Library


def students(library: Library, *, include_archived: bool = False) -> list[Student]:
    """Return the students by name."""
    present = "TRUE" if include_archived else "archived_at IS NULL"
    with library.reading() as connection:
        return rows.fetch(connection, Student, present, order="lower(display_name), id")


def teachers(library: Library) -> list[Teacher]:
    """Return the teachers by name."""
    with library.reading() as connection:
        return rows.fetch(connection, Teacher, order="lower(display_name), id")


def pieces(library: Library) -> list[Piece]:
    """Return the pieces by title."""
    with library.reading() as connection:
        return rows.fetch(connection, Piece, order="lower(title), id")


def exercises(library: Library, *, piece_id: str | None = None) -> list[Exercise]:
    """Return the exercises by title: all of them, or those of one piece."""
    wanted = "TRUE" if piece_id is None else "piece_id = :piece_id"
    with library.reading() as connection:
        return rows.fetch(connection, Exercise, wanted, {"piece_id": piece_id}, order="lower(title), id")


def assignments(library: Library, *, student_id: str | None = None) -> list[Assignment]:
    """Return who is to practise what, in the order it was given: all of it, or one student's."""
    wanted = "TRUE" if student_id is None else "student_id = :student_id"
    with library.reading() as connection:
        return rows.fetch(connection, Assignment, wanted, {"student_id": student_id}, order="created_at, number")


def snippets(library: Library) -> list[Snippet]:
    """Return this desk's teacher's snippets by position."""
    mine = {"teacher_id": library.teacher_id}
    with library.reading() as connection:
        return rows.fetch(connection, Snippet, "teacher_id = :teacher_id", mine, order="position")
