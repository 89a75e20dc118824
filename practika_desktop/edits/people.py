"""The verbs on students and teachers."""

from typing import Any

from practika_desktop.edits import channels, checks
from practika_desktop.edits.checks import KEEP, Keep
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.ids import new_id
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Student, Teacher
from practika_desktop.store.library import Library


def add_student(
    library: Library,
    *,
    display_name: str,
    note: str = "",
    is_minor: bool = False,
    guardian_name: str = "",
    guardian_contact: str = "",
    consent_on: str | None = None,
) -> Done:
    """Add a student, taught by this desk's teacher; consent_on is a day as ISO text."""
    with library.writing() as transaction:
        student = Student(
            id=new_id(),
            created_at=now_ms(),
            channel=channels.of_staff(library),
            display_name=checks.name(display_name, "student's name"),
            note=checks.words(note, "note"),
            teacher_ids=(library.teacher_id,),
            is_minor=is_minor,
            guardian_name=checks.line(guardian_name, "guardian's name"),
            guardian_contact=checks.line(guardian_contact, "guardian's contact"),
            consent_on=checks.day(consent_on),
        )
        transaction.insert(student)
        return Done.of(Verb.ADD_STUDENT, transaction, student.id)


def edit_student(
    library: Library,
    *,
    student_id: str,
    display_name: str | None = None,
    note: str | None = None,
    is_minor: bool | None = None,
    guardian_name: str | None = None,
    guardian_contact: str | None = None,
    consent_on: str | Keep | None = KEEP,
) -> Done:
    """Change what is known of a student; what is not given stays."""
    given: dict[str, Any] = {}
    if display_name is not None:
        given["display_name"] = checks.name(display_name, "student's name")
    if note is not None:
        given["note"] = checks.words(note, "note")
    if is_minor is not None:
        given["is_minor"] = is_minor
    if guardian_name is not None:
        given["guardian_name"] = checks.line(guardian_name, "guardian's name")
    if guardian_contact is not None:
        given["guardian_contact"] = checks.line(guardian_contact, "guardian's contact")
    if not isinstance(consent_on, Keep):
        given["consent_on"] = checks.day(consent_on)
    with library.writing() as transaction:
        transaction.update(Student, student_id, **given)
        return Done.of(Verb.EDIT_STUDENT, transaction, student_id)


def archive_student(library: Library, *, student_id: str, archived: bool = True) -> Done:
    """Put a student who has left out of the lists, or back with archived=False; the takes stay."""
    with library.writing() as transaction:
        student = transaction.need(Student, student_id)
        since = (student.archived_at or now_ms()) if archived else None
        transaction.update(Student, student_id, archived_at=since)
        return Done.of(Verb.ARCHIVE_STUDENT if archived else Verb.RESTORE_STUDENT, transaction, student_id)


def add_teacher(library: Library, *, display_name: str) -> Done:
    """Add another teacher of the studio."""
    with library.writing() as transaction:
        teacher = Teacher(
            id=new_id(),
            created_at=now_ms(),
            channel=channels.of_studio(library),
            display_name=checks.name(display_name, "teacher's name"),
        )
        transaction.insert(teacher)
        return Done.of(Verb.ADD_TEACHER, transaction, teacher.id)


def edit_teacher(library: Library, *, teacher_id: str, display_name: str) -> Done:
    """Change a teacher's name."""
    with library.writing() as transaction:
        transaction.update(Teacher, teacher_id, display_name=checks.name(display_name, "teacher's name"))
        return Done.of(Verb.EDIT_TEACHER, transaction, teacher_id)
