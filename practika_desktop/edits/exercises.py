"""The verbs on exercises, and on who is to practise them."""

from typing import Any

from practika_desktop.edits import channels, checks
from practika_desktop.edits.checks import KEEP, Keep
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import id_of_one, new_id
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Assignment, Exercise, Piece, Student, Submission
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


def add_exercise(
    library: Library,
    *,
    title: str,
    piece_id: str | None = None,
    start_page: int | None = None,
    first_measure: str | None = None,
    last_measure: str | None = None,
    instructions: str = "",
    category: str = "",
) -> Done:
    """Add an exercise: a passage of a piece, or a study of its own."""
    with library.writing() as transaction:
        if piece_id is not None:
            transaction.need(Piece, piece_id)
        exercise = Exercise(
            id=new_id(),
            created_at=now_ms(),
            channel=channels.of_studio(library),
            title=checks.name(title, "exercise's title"),
            piece_id=piece_id,
            start_page=checks.page(start_page),
            first_measure=checks.measure(first_measure),
            last_measure=checks.measure(last_measure),
            instructions=checks.words(instructions, "instructions"),
            category=checks.line(category, "category"),
        )
        transaction.insert(exercise)
        return Done.of(Verb.ADD_EXERCISE, transaction, exercise.id)


def edit_exercise(
    library: Library,
    *,
    exercise_id: str,
    title: str | None = None,
    piece_id: str | Keep | None = KEEP,
    start_page: int | Keep | None = KEEP,
    first_measure: str | Keep | None = KEEP,
    last_measure: str | Keep | None = KEEP,
    instructions: str | None = None,
    category: str | None = None,
) -> Done:
    """Change an exercise; what is not given stays. Takes that were sent for it keep their piece."""
    given: dict[str, Any] = {}
    if title is not None:
        given["title"] = checks.name(title, "exercise's title")
    if not isinstance(piece_id, Keep):
        given["piece_id"] = piece_id
    if not isinstance(start_page, Keep):
        given["start_page"] = checks.page(start_page)
    if not isinstance(first_measure, Keep):
        given["first_measure"] = checks.measure(first_measure)
    if not isinstance(last_measure, Keep):
        given["last_measure"] = checks.measure(last_measure)
    if instructions is not None:
        given["instructions"] = checks.words(instructions, "instructions")
    if category is not None:
        given["category"] = checks.line(category, "category")
    with library.writing() as transaction:
        transaction.update(Exercise, exercise_id, **given)
        return Done.of(Verb.EDIT_EXERCISE, transaction, exercise_id)


def delete_exercise(library: Library, *, exercise_id: str) -> Done:
    """Delete an exercise and its assignments; takes sent for it stay, as takes of their piece."""
    with library.writing() as transaction:
        remove(transaction, transaction.need(Exercise, exercise_id))
        return Done.of(Verb.DELETE_EXERCISE, transaction, exercise_id)


def assign_exercise(library: Library, *, exercise_id: str, student_id: str, due_on: str | None = None) -> Done:
    """Give a student an exercise to practise, until a day as ISO text; given again, it is due on the new day."""
    due_on = checks.day(due_on)
    with library.writing() as transaction:
        transaction.need(Exercise, exercise_id)
        student = transaction.need(Student, student_id)
        present = transaction.select(Assignment, exercise_id=exercise_id, student_id=student_id)
        if present:
            assignment = transaction.update(Assignment, present[0].id, due_on=due_on)
        else:
            assignment = Assignment(
                id=id_of_one(student.id, f"assignment of {exercise_id}"),
                created_at=now_ms(),
                channel=channels.of_student(student.id),
                exercise_id=exercise_id,
                student_id=student.id,
                due_on=due_on,
            )
            transaction.insert(assignment)
        return Done.of(Verb.ASSIGN_EXERCISE, transaction, assignment.id)


def mark_done(library: Library, *, exercise_id: str, student_id: str, done: bool) -> Done:
    """Mark a student's exercise as done now, or as not done; raise EditError when it was not given."""
    with library.writing() as transaction:
        assignment = _given(transaction, exercise_id, student_id)
        transaction.update(Assignment, assignment.id, done_at=now_ms() if done else None)
        verb = Verb.EXERCISE_DONE if done else Verb.EXERCISE_NOT_DONE
        return Done.of(verb, transaction, assignment.id)


def unassign(library: Library, *, exercise_id: str, student_id: str) -> Done:
    """Take an exercise back from a student; raise EditError when it was not given."""
    with library.writing() as transaction:
        assignment = _given(transaction, exercise_id, student_id)
        transaction.delete(Assignment, assignment.id)
        return Done.of(Verb.UNASSIGN_EXERCISE, transaction, assignment.id)


def remove(transaction: Transaction, exercise: Exercise) -> None:
    """Delete an exercise within a larger act, untying the takes and students that had it."""
    for assignment in transaction.select(Assignment, exercise_id=exercise.id):
        transaction.delete(Assignment, assignment.id)
    for take in transaction.select(Submission, exercise_id=exercise.id):
        transaction.update(Submission, take.id, exercise_id=None)
    transaction.delete(Exercise, exercise.id)


def _given(transaction: Transaction, exercise_id: str, student_id: str) -> Assignment:
    present = transaction.select(Assignment, exercise_id=exercise_id, student_id=student_id)
    if not present:
        raise EditError("This exercise was not given to this student.")
    return present[0]
