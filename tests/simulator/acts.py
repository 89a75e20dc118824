"""What people do in a run: teachers by the real verbs at their desks, students and the owner through the endpoint."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from practika_desktop.edits import exercises, markers, messages, people, pieces, reviewing, snippets, submissions
from practika_desktop.edits.done import Done
from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.members import Member
from practika_desktop.model.errors import EditError
from practika_desktop.model.kinds import Entity, MarkerKind
from practika_desktop.model.records import (
    Exercise,
    Marker,
    Media,
    Message,
    Piece,
    Record,
    Student,
    Submission,
)
from practika_desktop.store import rows
from tests.simulator.chance import Chance
from tests.simulator.desk import SimulatedDesk
from tests.support.endpoint import Desk, of_student
from tests.support.records import a_record

R = TypeVar("R", bound=Record)


class Teacher:
    """Somebody at a desk, who does what comes to mind with what is on the screen."""

    def __init__(self, desk: SimulatedDesk, chance: Chance) -> None:
        self.desk = desk
        self.library = desk.library
        self.chance = chance
        self.said: tuple[str, str] | None = None

    def act(self) -> str:
        """Do something; return what it was. `said` is then the word that was written, and in which row, if any."""
        for name in self.chance.dice.sample(sorted(ACTS), len(ACTS)):
            self.said = None
            try:
                done = ACTS[name](self)
            except EditError:
                continue
            if done is not None:
                self.desk.history.add(done)
            return name
        return "nothing"

    def one(self, kind: type[R]) -> R:
        """Return one of the records of a kind that are there."""
        with self.library.reading() as connection:
            found = rows.fetch(connection, kind, order="id")
        if not found:
            raise EditError("There is none.")
        return self.chance.dice.choice(found)

    def written(self, text: str) -> str:
        """Return a text with a new word in it, somewhere."""
        words = text.split()
        words.insert(self.chance.dice.randint(0, len(words)), self.word)
        return " ".join(words)

    @property
    def word(self) -> str:
        """A new word, which `said` remembers."""
        word = self.chance.word()
        self.said = (word, "")
        return word

    def says(self, done: Done) -> Done:
        """Remember in which row the word was written."""
        if self.said is not None:
            self.said = (self.said[0], done.id)
        return done


def _marker(teacher: Teacher) -> Done | None:
    start = teacher.chance.dice.randint(0, 30_000)
    kind = teacher.chance.dice.choice(list(MarkerKind))
    take = teacher.one(Submission)
    return teacher.says(
        markers.add_marker(teacher.library, submission_id=take.id, start_ms=start, kind=kind, text=teacher.word)
    )


def _edit_marker(teacher: Teacher) -> Done | None:
    marker = teacher.one(Marker)
    return teacher.says(markers.edit_marker(teacher.library, marker_id=marker.id, text=teacher.written(marker.text)))


def _move_marker(teacher: Teacher) -> Done | None:
    start = teacher.chance.dice.randint(0, 30_000)
    return markers.move_marker(teacher.library, marker_id=teacher.one(Marker).id, start_ms=start, end_ms=start + 500)


def _answer(teacher: Teacher) -> Done | None:
    take = teacher.one(Submission)
    return teacher.says(messages.send_message(teacher.library, submission_id=take.id, text=teacher.word))


def _edit_message(teacher: Teacher) -> Done | None:
    message = teacher.one(Message)
    return teacher.says(
        messages.edit_message(teacher.library, message_id=message.id, text=teacher.written(message.text))
    )


def _note(teacher: Teacher) -> Done | None:
    student = teacher.one(Student)
    return teacher.says(people.edit_student(teacher.library, student_id=student.id, note=teacher.written(student.note)))


def _instruct(teacher: Teacher) -> Done | None:
    exercise = teacher.one(Exercise)
    text = teacher.written(exercise.instructions)
    return teacher.says(exercises.edit_exercise(teacher.library, exercise_id=exercise.id, instructions=text))


def _exercise(teacher: Teacher) -> Done | None:
    piece = teacher.one(Piece) if teacher.chance.dice.random() < 0.7 else None
    piece_id = None if piece is None else piece.id
    return exercises.add_exercise(teacher.library, title=f"Exercise {teacher.chance.word()}", piece_id=piece_id)


def _send_and_review(teacher: Teacher) -> Done | None:
    take = teacher.one(Submission)
    return messages.send_and_review(teacher.library, submission_id=take.id, text=teacher.chance.word())


def _draft(teacher: Teacher) -> Done | None:
    return messages.save_draft(teacher.library, submission_id=teacher.one(Submission).id, text=teacher.chance.word())


def _tie(teacher: Teacher) -> Done | None:
    take, exercise = teacher.one(Submission), teacher.one(Exercise)
    return submissions.edit_submission(teacher.library, submission_id=take.id, exercise_id=exercise.id)


def _undo(teacher: Teacher) -> None:
    if teacher.desk.history.undo() is None:
        raise EditError("There is nothing to undo.")


def _redo(teacher: Teacher) -> None:
    if teacher.desk.history.redo() is None:
        raise EditError("There is nothing to do again.")


ACTS: dict[str, Callable[[Teacher], Done | None]] = {
    "undo": _undo,
    "redo": _redo,
    "mark": _marker,
    "mark again": _marker,
    "edit a marker": _edit_marker,
    "move a marker": _move_marker,
    "delete a marker": lambda t: markers.delete_marker(t.library, marker_id=t.one(Marker).id),
    "answer": _answer,
    "edit a message": _edit_message,
    "withdraw a message": lambda t: messages.withdraw_message(t.library, message_id=t.one(Message).id),
    "send and review": _send_and_review,
    "draft": _draft,
    "read": lambda t: reviewing.mark_read(t.library, submission_id=t.one(Submission).id),
    "review": lambda t: reviewing.mark_reviewed(t.library, submission_id=t.one(Submission).id),
    "put back": lambda t: reviewing.mark_waiting(t.library, submission_id=t.one(Submission).id),
    "note": _note,
    "add a student": lambda t: people.add_student(t.library, display_name=f"Student {t.chance.word()}"),
    "add a piece": lambda t: pieces.add_piece(t.library, title=f"Piece {t.chance.word()}"),
    "edit a piece": lambda t: pieces.edit_piece(t.library, piece_id=t.one(Piece).id, title=f"Piece {t.chance.word()}"),
    "delete a piece": lambda t: pieces.delete_piece(t.library, piece_id=t.one(Piece).id),
    "add an exercise": _exercise,
    "instruct": _instruct,
    "delete an exercise": lambda t: exercises.delete_exercise(t.library, exercise_id=t.one(Exercise).id),
    "assign": lambda t: exercises.assign_exercise(
        t.library, exercise_id=t.one(Exercise).id, student_id=t.one(Student).id
    ),
    "unassign": lambda t: exercises.unassign(t.library, exercise_id=t.one(Exercise).id, student_id=t.one(Student).id),
    "tie": _tie,
    "snippet": lambda t: snippets.set_snippet(
        t.library, position=t.chance.dice.randint(1, 3), text=t.chance.word(), kind=MarkerKind.PRAISE
    ),
}


class Pupil:
    """A student, who sends takes and deletes some: online whenever it happens, each time at another device."""

    def __init__(self, database: Database, member: Member, student: Student, chance: Chance) -> None:
        self._database = database
        self._member = member
        self._student = student
        self._chance = chance

    def act(self) -> str:
        """Send a take, or write to one, or delete one."""
        desk = Desk(self._database, self._member)
        desk.pull()
        takes = sorted(row.id for row in desk.rows.values() if row.entity == Entity.SUBMISSION)
        choice = self._chance.dice.random()
        if choice < 0.6 or not takes:
            self._send(desk)
            return "sends a take"
        take = self._take(desk, self._chance.dice.choice(takes))
        if choice < 0.85:
            desk.set(take, notes=self._chance.word())
            return "writes a note"
        desk.delete(take)
        return "erases a take"

    def send(self) -> None:
        """Send a take."""
        self._send(Desk(self._database, self._member))

    def _send(self, desk: Desk) -> None:
        take = of_student(
            a_record(Submission, id=self._chance.uuid7(), student_id=self._student.id, media_id=self._chance.uuid7()),
            self._student,
        )
        file = a_record(Media, id=take.media_id, owner=Entity.SUBMISSION, owner_id=take.id, key="")
        desk.push(desk.creation(of_student(file, self._student)), desk.creation(take))

    def _take(self, desk: Desk, take_id: str) -> Submission:
        fields = desk.rows[take_id].fields or {}
        take = a_record(Submission, id=take_id, student_id=self._student.id)
        return replace(of_student(take, self._student), notes=str(fields.get("notes")))
