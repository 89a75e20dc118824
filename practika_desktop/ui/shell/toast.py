"""A short word about what was just done, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

LASTS_MS = 10_000


class Toast(QFrame):
    """Floats above the lower edge of its parent for ten seconds; a new word replaces the one before.

    It never takes the keyboard: what it offers has a key, too.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self._act: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=LASTS_MS)
        self._timer.timeout.connect(self.hide)
        self._words = QLabel()
        self._button = QPushButton("Undo")
        self._close = QToolButton()
        self._lay_out()
        self.hide()
        parent.installEventFilter(self)

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show a word for ten seconds, with a button that calls undo."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._act = undo
        self._button.setVisible(undo is not None)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()

    def take_back(self) -> None:
        """Do what the button offers, once."""
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        self._timer.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the middle of the parent's lower edge."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        theme = self._theme
        set_role(self, Role.CARD)
        self.setObjectName("toast")
        set_role(self._button, Role.QUIET)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.take_back)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setToolTip("Close")
        self._close.setAccessibleName("Close")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(4), theme.space(2), theme.space(2), theme.space(2))
        row.setSpacing(theme.space(2))
        for widget in (self._words, self._button, self._close):
            row.addWidget(widget)
        self._show_icons()
        theme.changed.connect(self._show_icons)

    def _show_icons(self) -> None:
        self._close.setIcon(self._theme.icon("close"))

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - self._theme.space(12))
