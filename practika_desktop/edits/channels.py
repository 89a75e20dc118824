"""Which channel a new row belongs to: who may read it, for good."""

from practika_desktop.store.library import Library


def of_studio(library: Library) -> str:
    """Return the channel of what everyone in the studio may read: pieces, exercises, teachers' names."""
    return f"s:{library.studio_id}"


def of_staff(library: Library) -> str:
    """Return the channel of what only the studio's staff may read: students' records."""
    return f"staff:{library.studio_id}"


def of_student(student_id: str) -> str:
    """Return the channel of what a student and that student's teachers may read: takes and what is said of them."""
    return f"st:{student_id}"


def of_teacher(library: Library) -> str:
    """Return the channel of what is this teacher's own: snippets, drafts, read states."""
    return f"u:{library.teacher_id}"
