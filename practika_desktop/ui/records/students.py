"""The page of students."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from practika_desktop.edits.people import add_student, archive_student, edit_student
from practika_desktop.model.moments import today
from practika_desktop.model.records import Student
from practika_desktop.store import people
from practika_desktop.ui.moments import date_words
from practika_desktop.ui.records.assignments import Assignments
from practika_desktop.ui.records.days import day_in
from practika_desktop.ui.records.entries import CheckEntry, LineEntry, TextEntry
from practika_desktop.ui.records.page import PageWords, RecordPage, Studio
from practika_desktop.ui.theme.roles import Role

_WORDS = PageWords(
    name="Students",
    new="New student",
    remove="Archive",
    empty_title="No students yet",
    empty_words="Add one here, or type a name while importing videos.",
)
_CONSENT = "Before anything of a child is uploaded, a guardian, a contact and a dated consent must be here."


class StudentsPage(RecordPage):
    """Names, notes, and what a minor needs. A student who has left is archived: the takes stay."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, _WORDS, parent)
        self.name = LineEntry("Name", lambda value: self._edit(display_name=value))
        self.note = TextEntry("Note", lambda value: self._edit(note=value), hint="For teachers only.")
        self.minor = CheckEntry("Is a minor", lambda value: self._edit(is_minor=value))
        self.guardian = LineEntry("Guardian", lambda value: self._edit(guardian_name=value))
        self.contact = LineEntry(
            "Guardian's contact", lambda value: self._edit(guardian_contact=value), placeholder="E-mail or telephone"
        )
        self.consent = LineEntry("Consent given on", self._edit_consent)
        self.assignments = Assignments(studio, self.run)
        for entry in (self.name, self.note, self.minor, self.guardian, self.contact, self.consent, self.assignments):
            self.form.addWidget(entry)
        self.refresh()

    def rows(self) -> Sequence[tuple[str, str]]:
        """Return the students by name, the archived ones last."""
        students = people.students(self.studio.library, include_archived=True)
        ordered = sorted(students, key=lambda student: student.archived_at is not None)
        return [(one.id, one.display_name + (" (archived)" if one.archived_at else "")) for one in ordered]

    def show_record(self, record_id: str) -> None:
        """Show a student."""
        student = self._student(record_id)
        self.name.show_value(student.display_name)
        self.note.show_value(student.note)
        self.minor.show_value(student.is_minor)
        self.guardian.show_value(student.guardian_name)
        self.contact.show_value(student.guardian_contact)
        self.consent.show_value(date_words(student.consent_on))
        self.consent.line.setPlaceholderText(date_words(today().isoformat()))
        self.assignments.show_student(record_id)
        for entry in (self.guardian, self.contact, self.consent):
            entry.setVisible(student.is_minor)
        self.remove.setText("Archive" if student.archived_at is None else "Bring back")
        complete = student.guardian_name and student.guardian_contact and student.consent_on
        if student.is_minor and not complete:
            self.say(_CONSENT, Role.DANGER_TEXT)
        elif student.archived_at is not None:
            self.say("Archived: no longer in the lists; the takes stay.")

    def make(self) -> str:
        """Add a student to be named."""
        return self.run(add_student, display_name="New student").id

    def remove_record(self, record_id: str) -> None:
        """Archive a student, or bring one back."""
        self.run(archive_student, student_id=record_id, archived=self._student(record_id).archived_at is None)

    def first_field(self) -> QWidget:
        """Return the field of the name."""
        return self.name.line

    def _student(self, record_id: str) -> Student:
        students = people.students(self.studio.library, include_archived=True)
        return next(student for student in students if student.id == record_id)

    def _edit(
        self,
        *,
        display_name: str | None = None,
        note: str | None = None,
        is_minor: bool | None = None,
        guardian_name: str | None = None,
        guardian_contact: str | None = None,
    ) -> None:
        if self.chosen is not None:
            self.run(
                edit_student,
                student_id=self.chosen,
                display_name=display_name,
                note=note,
                is_minor=is_minor,
                guardian_name=guardian_name,
                guardian_contact=guardian_contact,
            )

    def _edit_consent(self, day: str) -> None:
        if self.chosen is not None:
            self.run(edit_student, student_id=self.chosen, consent_on=day_in(day, today()))
