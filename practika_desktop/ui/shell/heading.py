"""The line above the picture: whose take it is, of what, from when, and whether it is reviewed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from practika_desktop.store.take import TakeDetail
from practika_desktop.ui.moments import moment_words
from practika_desktop.ui.shell.elided import ElidedLabel
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


def about_words(detail: TakeDetail) -> str:
    """Return what a take is of and when it was recorded."""
    parts = [
        detail.exercise.title if detail.exercise is not None else "",
        detail.piece.title if detail.piece is not None else "",
        moment_words(detail.submission.recorded_at),
    ]
    return "  ·  ".join(part for part in parts if part)


class TakeHeading(QFrame):
    """Names the take on the desk; its buttons are those of the actions given to `attach`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = QLabel()
        self._about = ElidedLabel()
        self._note = ElidedLabel()
        self._buttons = QHBoxLayout()
        self._lay_out()
        self.show_take(None)

    def show_take(self, detail: TakeDetail | None) -> None:
        """Name a take, or none."""
        self._name.setText(detail.student.display_name if detail is not None else "")
        about = about_words(detail) if detail is not None else ""
        self._about.say(about)
        note = " ".join(detail.submission.notes.split()) if detail is not None else ""
        self._note.say(f"“{note}”" if note else "")
        self._note.setVisible(bool(note))

    def attach(self, action: QAction, *, with_words: bool = False) -> None:
        """Put an action's button at the right."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(*[self._theme.space(5)] * 2))
        if with_words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._buttons.addWidget(button)

    def _lay_out(self) -> None:
        theme = self._theme
        set_role(self, Role.BAR)
        set_role(self._name, Role.TITLE)
        for label in (self._about, self._note):
            set_role(label, Role.CAPTION)
        self._buttons.setSpacing(theme.space(1))
        top = QHBoxLayout()
        top.setSpacing(theme.space(3))
        top.addWidget(self._name)
        top.addWidget(self._note, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(4), theme.space(2), theme.space(3), theme.space(2))
        row.setSpacing(theme.space(3))
        row.addLayout(left, 1)
        row.addLayout(self._buttons)
