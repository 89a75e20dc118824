"""The studio's lists: students, teachers, pieces, exercises, assignments, and a teacher's own snippets."""

from sqlalchemy import ColumnElement, func

from practika_desktop.model.records import Assignment, Exercise, Piece, Snippet, Student, Teacher
from practika_desktop.store import rows
from practika_desktop.store.library import Library


def students(library: Library, *, include_archived: bool = False) -> list[Student]:
    """Return the students by name."""
    table = rows.table_of(Student)
    present: list[ColumnElement[bool]] = [] if include_archived else [table.c.archived_at.is_(None)]
    with library.reading() as connection:
        return rows.fetch(connection, Student, *present, order=(func.lower(table.c.display_name), table.c.id))


def teachers(library: Library) -> list[Teacher]:
    """Return the teachers by name."""
    table = rows.table_of(Teacher)
    with library.reading() as connection:
        return rows.fetch(connection, Teacher, order=(func.lower(table.c.display_name), table.c.id))


def pieces(library: Library) -> list[Piece]:
    """Return the pieces by title."""
    table = rows.table_of(Piece)
    with library.reading() as connection:
        return rows.fetch(connection, Piece, order=(func.lower(table.c.title), table.c.id))


def exercises(library: Library, *, piece_id: str | None = None) -> list[Exercise]:
    """Return the exercises by title: all of them, or those of one piece."""
    table = rows.table_of(Exercise)
    of_piece: list[ColumnElement[bool]] = [] if piece_id is None else [table.c.piece_id == piece_id]
    with library.reading() as connection:
        return rows.fetch(connection, Exercise, *of_piece, order=(func.lower(table.c.title), table.c.id))


def assignments(library: Library, *, student_id: str | None = None) -> list[Assignment]:
    """Return who is to practise what, in the order it was given: all of it, or one student's."""
    table = rows.table_of(Assignment)
    of_student: list[ColumnElement[bool]] = [] if student_id is None else [table.c.student_id == student_id]
    with library.reading() as connection:
        return rows.fetch(connection, Assignment, *of_student, order=(table.c.created_at, table.c.id))


def snippets(library: Library) -> list[Snippet]:
    """Return this desk's teacher's snippets by position."""
    table = rows.table_of(Snippet)
    with library.reading() as connection:
        return rows.fetch(connection, Snippet, table.c.teacher_id == library.teacher_id, order=(table.c.position,))
