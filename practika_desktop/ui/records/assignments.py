"""What a student is to practise: a line for each exercise, with its day and whether it is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from practika_desktop.edits.done import Done
from practika_desktop.edits.exercises import assign_exercise, mark_done, unassign
from practika_desktop.model.moments import today
from practika_desktop.model.records import Assignment
from practika_desktop.store import people
from practika_desktop.ui.moments import date_words
from practika_desktop.ui.records.days import day_in
from practika_desktop.ui.records.entries import CheckEntry, LineEntry
from practika_desktop.ui.records.page import Studio
from practika_desktop.ui.theme.roles import Role, set_role

Run = Callable[..., Done]
"""Does a verb with its arguments as a step for undo."""


class AssignmentLine:
    """One exercise of a student: done or not, due on a day or on none, and a button that takes it back."""

    def __init__(self, student_id: str, exercise_id: str, title: str, studio: Studio, run: Run) -> None:
        given = {"student_id": student_id, "exercise_id": exercise_id}
        self.done = CheckEntry(title, lambda done: run(mark_done, done=done, **given))
        self.due = LineEntry(
            f"{title}: due on",
            lambda day: run(assign_exercise, due_on=day_in(day, today()), **given),
            placeholder="No day",
            labelled=False,
        )
        self.take_back = QToolButton()
        self.take_back.setIcon(studio.theme.icon("close"))
        self.take_back.setToolTip("Take the exercise back")
        self.take_back.setAccessibleName(f"Take back {title}")
        self.take_back.clicked.connect(lambda: run(unassign, **given))
        self.due.setFixedWidth(studio.theme.space(32))

    def show_assignment(self, assignment: Assignment) -> None:
        """Show how it stands."""
        self.done.show_value(assignment.done_at is not None)
        self.due.show_value(date_words(assignment.due_on))


class Assignments(QWidget):
    """The exercises of one student in the order in which they were given, and a menu that gives another one."""

    def __init__(self, studio: Studio, run: Run) -> None:
        super().__init__()
        self._studio = studio
        self._run = run
        self._student_id = ""
        self.lines: dict[str, AssignmentLine] = {}
        self.give = QPushButton("Give an exercise")
        self.give.setAutoDefault(False)
        self.offers = QMenu(self.give)
        self.give.setMenu(self.offers)
        self._rows = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(studio.theme.space(1))
        self._column.addWidget(self._rows)
        self._column.addWidget(self.give, 0, Qt.AlignmentFlag.AlignLeft)

    def show_student(self, student_id: str) -> None:
        """Show what a student is to practise, and offer the rest."""
        titles = self._titles()
        assignments = people.assignments(self._studio.library, student_id=student_id)
        given = [one.exercise_id for one in assignments]
        if student_id != self._student_id or given != list(self.lines):
            self._student_id = student_id
            self._lay_out({exercise_id: titles[exercise_id] for exercise_id in given})
        for one in assignments:
            self.lines[one.exercise_id].show_assignment(one)
        self._offer({exercise_id: words for exercise_id, words in titles.items() if exercise_id not in given})

    def _titles(self) -> dict[str, str]:
        """Return each exercise with its piece, by id."""
        pieces = {piece.id: piece.title for piece in people.pieces(self._studio.library)}
        return {
            one.id: f"{one.title} · {pieces[one.piece_id]}" if one.piece_id in pieces else one.title
            for one in people.exercises(self._studio.library)
        }

    def _lay_out(self, titles: dict[str, str]) -> None:
        self.lines = {
            exercise_id: AssignmentLine(self._student_id, exercise_id, title, self._studio, self._run)
            for exercise_id, title in titles.items()
        }
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._studio.theme.space(2))
        grid.setVerticalSpacing(self._studio.theme.space(1))
        grid.setColumnStretch(0, 1)
        grid.addWidget(_caption("To practise"), 0, 0)
        if self.lines:
            grid.addWidget(_caption("Due"), 0, 1)
        for row, line in enumerate(self.lines.values(), start=1):
            grid.addWidget(line.done, row, 0)
            grid.addWidget(line.due, row, 1)
            grid.addWidget(line.take_back, row, 2)
        self._column.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows

    def _offer(self, titles: dict[str, str]) -> None:
        self.offers.clear()
        for exercise_id, words in titles.items():
            offer = self.offers.addAction(words.replace("&", "&&"))
            offer.triggered.connect(lambda _checked=False, exercise_id=exercise_id: self._give(exercise_id))
        self.give.setEnabled(bool(titles))
        self.give.setToolTip("" if titles else "None is left to give; the page Exercises makes new ones")

    def _give(self, exercise_id: str) -> None:
        self._run(assign_exercise, exercise_id=exercise_id, student_id=self._student_id)
        self.lines[exercise_id].due.line.setFocus()


def _caption(words: str) -> QLabel:
    label = QLabel(words)
    set_role(label, Role.CAPTION)
    return label
