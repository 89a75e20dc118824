"""One line over the timeline that asks for something short: a measure, or some of them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRegularExpression
from PySide6.QtGui import QFocusEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from practika_desktop.ui.markers.editors import PlaceField
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.row_text import STAYS


class AskLine(QFrame):
    """Hidden until it asks. Enter answers, Esc and going elsewhere give up; nothing that was made is in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self.field = PlaceField(self)
        self.field.setFixedWidth(11 * self.field.fontMetrics().horizontalAdvance("0") + theme.space(6))
        self._label.setBuddy(self.field)
        self._answer: Callable[[str], None] | None = None
        self._go_back: Callable[[], None] = lambda: None
        self.field.decided.connect(self._decide)
        self.field.installEventFilter(self)
        self._lay_out(theme)
        self.hide()

    def ask(
        self, words: str, pattern: str, example: str, answer: Callable[[str], None], go_back: Callable[[], None]
    ) -> None:
        """Ask for a text of this pattern; `answer` hears it once, after `go_back` has put the keyboard elsewhere."""
        self._answer, self._go_back = answer, go_back
        self._label.setText(words)
        self.field.setAccessibleName(words)
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self.field))
        self.field.setPlaceholderText(example)
        self.field.clear()
        self.show()
        self.field.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Give up when the keyboard has gone elsewhere."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut and event.reason() not in STAYS:
            self._answer = None
            self.hide()
        return False

    def _decide(self, save: bool) -> None:
        answer, text = self._answer, self.field.text()
        self._answer = None
        self._go_back()
        self.hide()
        if save and answer is not None:
            answer(text)

    def _lay_out(self, theme: Theme) -> None:
        set_role(self, Role.BAR)
        hint = QLabel("Enter goes · Esc gives up", self)
        set_role(hint, Role.CAPTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(1), theme.space(2), theme.space(1))
        row.setSpacing(theme.space(2))
        for widget in (self._label, self.field, hint):
            row.addWidget(widget)
        row.addStretch(1)
