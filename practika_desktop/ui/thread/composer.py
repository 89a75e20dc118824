"""Where the reply is written: what it answers, its text, and the button that sends it."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.contents import Quote
from practika_desktop.ui.thread.growing_text import GrowingText
from practika_desktop.ui.thread.quote_line import QuoteLine
from practika_desktop.ui.thread.row_text import STAYS


@dataclass(frozen=True, slots=True)
class Answered:
    """What a reply answers, and how it is shown; at most one of the two ids is set."""

    quote: Quote
    message_id: str | None = None
    marker_id: str | None = None


class ReplyText(GrowingText):
    """The reply's text; `left` tells that the keyboard went elsewhere in the window."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is gone, but not when the whole window or a menu has it for a while."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()


class Composer(QFrame):
    """Holds a reply; `changed` is emitted after each change by the teacher, `send_wanted` by the button.

    `left` tells that the keyboard went elsewhere.

    Ctrl+Enter is the window's action; Qt's text fields let it through.
    """

    changed = Signal()
    left = Signal()
    send_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answered: Answered | None = None
        self.text = ReplyText(theme, least_lines=2, most_lines=6, parent=self)
        self.text.setAccessibleName("Reply")
        self.send = QPushButton("Send", self)
        self.send.setToolTip("Send without marking the take reviewed")
        self.stop_answering = QToolButton(self)
        self.stop_answering.setToolTip("Answer nothing in particular")
        self.stop_answering.setAccessibleName("Answer nothing in particular")
        self._answering = QWidget(self)
        self._label = QLabel(self._answering)
        self._quote = QuoteLine(Quote(""), theme, self._answering)
        self._lay_out()
        self._show_icons()
        theme.changed.connect(self._show_icons)
        self.text.textChanged.connect(self._text_changed)
        self.text.left.connect(self.left)
        self.send.clicked.connect(self.send_wanted)
        self.stop_answering.clicked.connect(self._stop)
        self.set_student("")
        self.set_answered(None)
        self._text_changed()

    @property
    def answered(self) -> Answered | None:
        """What the reply answers."""
        return self._answered

    def set_student(self, name: str) -> None:
        """Tell who is written to."""
        to = f"Write to {name}." if name else "Write a reply."
        self.text.setPlaceholderText(f"{to} Ctrl+Enter sends, marks reviewed and goes on")

    def set_text(self, text: str) -> None:
        """Put a text into the field, without telling."""
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)
            self.text.blockSignals(False)
            self.text.fit()
            self.send.setEnabled(bool(text.strip()))

    def set_answered(self, answered: Answered | None) -> None:
        """Show what the reply answers, without telling."""
        self._answered = answered
        self._answering.setVisible(answered is not None)
        if answered is not None:
            self._label.setText("Answering marker" if answered.marker_id else "Answering")
            self._quote.show_quote(answered.quote)

    def _stop(self) -> None:
        self.set_answered(None)
        self.changed.emit()
        self.text.setFocus()

    def _text_changed(self) -> None:
        self.send.setEnabled(bool(self.text.toPlainText().strip()))
        self.changed.emit()

    def _lay_out(self) -> None:
        space = self._theme.space
        set_role(self, Role.PANEL)
        set_role(self._label, Role.CAPTION)
        set_role(self.send, Role.PRIMARY)
        top = QHBoxLayout(self._answering)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(space(1.5))
        top.addWidget(self._label)
        top.addWidget(self._quote, 1)
        top.addWidget(self.stop_answering)
        self.stop_answering.setIconSize(QSize(space(3), space(3)))
        line = QHBoxLayout()
        line.setSpacing(space(2))
        line.addWidget(self.text, 1)
        line.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(3))
        column.setSpacing(space(1))
        column.addWidget(self._answering)
        column.addLayout(line)

    def _show_icons(self) -> None:
        self.stop_answering.setIcon(self._theme.icon("close"))
