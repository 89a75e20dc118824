"""A short word about what was just done, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

LASTS_MS = 10_000


class Toast(QFrame):
    """Floats in the lower left corner of its parent for ten seconds; a new word replaces the one before.

    It never takes the keyboard: what it offers has a key, too. It is as wide as the room
    it covers (`beside`, the whole parent without one), so that picture and timeline stay free.
    """

    def __init__(self, theme: Theme, parent: QWidget, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = beside or parent
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

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep to the parent's corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _lay_out(self) -> None:
        theme = self._theme
        set_role(self, Role.CARD)
        self.setObjectName("toast")
        set_role(self._button, Role.QUIET)
        self._words.setWordWrap(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.take_back)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setToolTip("Close")
        self._close.setAccessibleName("Close")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(1), theme.space(2))
        row.setSpacing(theme.space(1))
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._show_icons()
        theme.changed.connect(self._show_icons)

    def _show_icons(self) -> None:
        self._close.setIcon(self._theme.icon("close"))

    def _place(self) -> None:
        edge = self._theme.space(3)
        self.setFixedWidth(min(self._beside.width(), self._over.width()) - 2 * edge)
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.move(edge, self._over.height() - self.height() - edge - self._theme.space(6))
