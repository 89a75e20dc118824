"""The filters of the inbox: search, state, student, and piece or exercise."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import Exercise
from practika_desktop.store import people
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.inbox.chooser import Chooser
from practika_desktop.ui.inbox.segments import Segments
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

STATES = (TakeState.WAITING, TakeState.REVIEWED, TakeState.ALL)
_STATE_TITLES = ("Waiting", "Reviewed", "All")
_INDENT = "\u2003"


class SearchField(QLineEdit):
    """Where one types what to look for: Esc clears it, Enter and Down leave for the list."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, Role.SEARCH)
        self.setPlaceholderText("Search students, pieces, notes")
        self.setAccessibleName("Search takes")
        self.setClearButtonEnabled(True)
        self._sign = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._show_sign()
        theme.changed.connect(self._show_sign)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc, leave with Enter and Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_sign(self) -> None:
        self._sign.setIcon(self._theme.icon("search"))
        for action in self.findChildren(QAction):
            if action is not self._sign:  # Qt's own for clearing: black on whatever ground
                action.setIcon(self._theme.icon("close"))


class Filters(QWidget):
    """The filters as one; `changed` tells the filter they make. `left` says that the list should have the focus."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, library: Library, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.search = SearchField(theme, self)
        self.states = Segments(_STATE_TITLES, "State", self)
        self.student = Chooser("Student", self)
        self.work = Chooser("Piece or exercise", self)
        choosers = QGridLayout()
        choosers.setSpacing(theme.space(1.5))
        choosers.addWidget(self.student, 0, 0)
        choosers.addWidget(self.work, 0, 1)
        choosers.setColumnStretch(0, 1)
        choosers.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.search)
        column.addWidget(self.states)
        column.addLayout(choosers)
        self.search.textChanged.connect(self._tell)
        self.search.left.connect(self.left)
        self.states.picked.connect(self._tell)
        self.student.currentIndexChanged.connect(self._tell)
        self.work.currentIndexChanged.connect(self._tell)
        self.reload_names()

    @property
    def current(self) -> InboxFilter:
        """The filter that the fields make."""
        entity, _, chosen = (self.work.currentData() or "").partition(":")
        return InboxFilter(
            student_id=self.student.currentData(),
            piece_id=chosen if entity == Entity.PIECE else None,
            exercise_id=chosen if entity == Entity.EXERCISE else None,
            state=STATES[self.states.current],
            search=self.search.text().strip(),
        )

    def clear(self) -> None:
        """Let every take pass that has the state chosen."""
        with QSignalBlocker(self.search), QSignalBlocker(self.student), QSignalBlocker(self.work):
            self.search.clear()
            self.student.setCurrentIndex(0)
            self.work.setCurrentIndex(0)
        self._tell()

    def reload_names(self) -> None:
        """Read students, pieces and exercises anew; what was chosen stays chosen while it exists."""
        students = [(student.display_name, student.id) for student in people.students(self._library)]
        _fill(self.student, "Everyone", students)
        _fill(self.work, "All pieces", self._works())

    def _works(self) -> list[tuple[str, str]]:
        of_piece: defaultdict[str | None, list[Exercise]] = defaultdict(list)
        for exercise in people.exercises(self._library):
            of_piece[exercise.piece_id].append(exercise)
        works = []
        for piece in people.pieces(self._library):
            works.append((piece.title, f"{Entity.PIECE}:{piece.id}"))
            works += [_exercise(one, _INDENT) for one in of_piece[piece.id]]
        return works + [_exercise(one) for one in of_piece[None]]

    def _tell(self) -> None:
        self.changed.emit(self.current)


def _exercise(exercise: Exercise, indent: str = "") -> tuple[str, str]:
    return indent + exercise.title, f"{Entity.EXERCISE}:{exercise.id}"


def _fill(chooser: QComboBox, everything: str, entries: Sequence[tuple[str, str]]) -> None:
    chosen = chooser.currentData()
    with QSignalBlocker(chooser):
        chooser.clear()
        chooser.addItem(everything, None)
        for title, value in entries:
            chooser.addItem(title, value)
        values = [None, *(value for _, value in entries)]
        chooser.setCurrentIndex(values.index(chosen) if chosen in values else 0)
