"""The dialog that corrects what a take is of: put down as one act when it is accepted."""

from typing import Any

from PySide6.QtCore import QDateTime, QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.edits.checks import MOST_PAGE
from practika_desktop.edits.history import History
from practika_desktop.edits.submissions import edit_submission
from practika_desktop.model.errors import EditError
from practika_desktop.store import people
from practika_desktop.store.library import Library
from practika_desktop.store.take import TakeDetail
from practika_desktop.ui.moments import moment_format
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_NONE = ""


class TakeDialog(QDialog):
    """Shows a take's student, piece, exercise, day, page and notes; all but the student can be changed.

    Nothing is kept before OK; then what differs is one act, which can be undone. Esc gives up.
    """

    def __init__(
        self, library: Library, history: History, detail: TakeDetail, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._take = detail.submission
        self._exercises = people.exercises(library)
        self.piece = QComboBox()
        self.exercise = QComboBox()
        self.recorded = QDateTimeEdit()
        self.page = QSpinBox()
        self.notes = QPlainTextEdit()
        self.wrong = QLabel()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.setWindowTitle("Edit the take")
        self._fill(library)
        self._before = self._values()
        self._lay_out(theme, detail.student.display_name)
        self.piece.currentIndexChanged.connect(lambda _number: self._offer_exercises(self.exercise.currentData()))
        self.buttons.accepted.connect(self._keep)
        self.buttons.rejected.connect(self.reject)
        self.piece.setFocus()

    def _fill(self, library: Library) -> None:
        take = self._take
        self.piece.addItem("No piece", _NONE)
        for piece in people.pieces(library):
            self.piece.addItem(piece.title, piece.id)
        self.piece.setCurrentIndex(max(self.piece.findData(take.piece_id or _NONE), 0))
        self._offer_exercises(take.exercise_id)
        self.recorded.setDisplayFormat(moment_format())
        self.recorded.setCalendarPopup(True)
        self.recorded.setDateTime(QDateTime.fromMSecsSinceEpoch(take.recorded_at))
        self.page.setRange(0, MOST_PAGE)
        self.page.setSpecialValueText("None")
        self.page.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.page.setValue(take.page or 0)
        self.notes.setPlainText(take.notes)
        self.notes.setTabChangesFocus(True)

    def _offer_exercises(self, chosen: str | None) -> None:
        """Offer the exercises of the chosen piece and those of none; without a piece, all."""
        piece_id = self.piece.currentData()
        with QSignalBlocker(self.exercise):
            self.exercise.clear()
            self.exercise.addItem("No exercise", _NONE)
            for exercise in self._exercises:
                if piece_id == _NONE or exercise.piece_id in {None, piece_id}:
                    self.exercise.addItem(exercise.title, exercise.id)
            self.exercise.setCurrentIndex(max(self.exercise.findData(chosen or _NONE), 0))

    def _values(self) -> dict[str, Any]:
        """Return what the fields hold, as the verb takes it."""
        return {
            "piece_id": self.piece.currentData() or None,
            "exercise_id": self.exercise.currentData() or None,
            "recorded_at": self.recorded.dateTime().toMSecsSinceEpoch(),
            "page": self.page.value() or None,
            "notes": self.notes.toPlainText().strip(),
        }

    def _keep(self) -> None:
        changed = {name: value for name, value in self._values().items() if value != self._before[name]}
        try:
            if changed:
                self._history.run(edit_submission, submission_id=self._take.id, **changed)
        except EditError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self.accept()

    def _lay_out(self, theme: Theme, student: str) -> None:
        who = QLabel(student)
        why = QLabel(
            "A take cannot move to another student, who would see what was said to this one. Delete it and import its "
            "file again."
        )
        set_role(why, Role.CAPTION)
        set_role(self.wrong, Role.DANGER_TEXT)
        for words in (why, self.wrong):
            words.setWordWrap(True)
        self.wrong.hide()
        self.notes.setFixedHeight(self.notes.fontMetrics().lineSpacing() * 5)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.space(4))
        form.setVerticalSpacing(theme.space(2))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Student", who)
        form.addRow("", why)
        for title, field in (
            ("Piece", self.piece),
            ("Exercise", self.exercise),
            ("Recorded", self.recorded),
            ("Page", self.page),
            ("Notes", self.notes),
        ):
            field.setAccessibleName(title)
            form.addRow(f"&{title}", field)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(5)] * 4)
        column.setSpacing(theme.space(4))
        column.addLayout(form)
        column.addWidget(self.wrong)
        column.addWidget(self.buttons)
        set_role(self.buttons.button(QDialogButtonBox.StandardButton.Ok), Role.PRIMARY)
        self.setMinimumWidth(theme.space(120))
