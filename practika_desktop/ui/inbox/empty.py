"""What the inbox says when it has nothing to show, and what to do about it."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class Emptiness(Enum):
    """Why the list is empty: sign, title, words, and what the button says."""

    NOTHING_YET = (
        "import",
        "No takes yet",
        "Drop videos or a folder here, or choose them: each becomes a take that waits for you.",
        "Import videos…",
    )
    NOTHING_WAITS = ("check-circle", "Nothing waits", "Every take has been reviewed.", "Show reviewed takes")
    NOTHING_REVIEWED = ("inbox", "Nothing reviewed yet", "What you finish is kept here.", "Show what waits")
    NO_MATCH = ("search", "No take matches", "No take fits this search and these filters.", "Clear filters")


def why_empty(wanted: InboxFilter, has_takes: bool) -> Emptiness:
    """Return why no take passes a filter, given whether the library has any take at all."""
    if not has_takes:
        return Emptiness.NOTHING_YET
    if replace(wanted, state=TakeState.ALL) != InboxFilter(state=TakeState.ALL):
        return Emptiness.NO_MATCH
    return Emptiness.NOTHING_REVIEWED if wanted.state is TakeState.REVIEWED else Emptiness.NOTHING_WAITS


class EmptyPage(QWidget):
    """A sign, a title, a sentence and one button, in the middle of the room; `acted` tells why it was empty."""

    acted = Signal(Emptiness)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._why = Emptiness.NOTHING_YET
        self._sign = QLabel(self)
        self._title = QLabel(self)
        self._words = QLabel(self)
        self.button = QPushButton(self)
        set_role(self._title, Role.TITLE)
        set_role(self._words, Role.SOFT)
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(8))
        column.setSpacing(theme.space(2))
        column.addStretch(1)
        for label in (self._sign, self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(theme.space(2))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.button.clicked.connect(lambda: self.acted.emit(self._why))
        theme.changed.connect(self._say_again)
        self.say(self._why)

    @property
    def why(self) -> Emptiness:
        """What the page says now."""
        return self._why

    def say(self, why: Emptiness) -> None:
        """Say why there is nothing to see."""
        self._why = why
        sign, title, words, act = why.value
        side = self._theme.space(8)
        self._sign.setPixmap(self._theme.icon(sign).pixmap(QSize(side, side), self.devicePixelRatio()))
        self._title.setText(title)
        self._words.setText(words)
        self.button.setText(act)

    def _say_again(self) -> None:
        self.say(self._why)
