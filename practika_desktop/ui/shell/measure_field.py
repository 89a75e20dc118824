"""The small field that asks for a marker's place in the score."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

Answer = Callable[[int, str], None]
"""Gets the page (from 1) and the measure as printed, empty for the page alone."""


class MeasureField(QFrame):
    """Floats over a room: the measure, Enter; the page is the one the score shows. Esc gives up.

    `closed` is called when it goes, whatever was answered.
    """

    def __init__(self, theme: Theme, parent: QWidget, closed: Callable[[], None]) -> None:
        super().__init__(parent)
        self._over = parent
        self._closed = closed
        self._answer: Answer | None = None
        self.measure = QLineEdit()
        self.page = QSpinBox()
        self._lay_out(theme)
        self.hide()

    def ask(self, measure: str, page: int, answer: Answer) -> None:
        """Ask, with what is known already filled in."""
        self._answer = answer
        self.measure.setText(measure)
        self.page.setValue(page)
        self.adjustSize()
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)
        self.show()
        self.raise_()
        self.measure.setFocus()
        self.measure.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with Enter, give up with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            answer, self._answer = self._answer, None
            page, measure = self.page.value(), self.measure.text().strip()
            self._go()
            if answer is not None:
                answer(page, measure)
        elif event.key() == Qt.Key.Key_Escape:
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        self.hide()
        self._closed()

    def _lay_out(self, theme: Theme) -> None:
        set_role(self, Role.CARD)
        self.setAccessibleName("Place in the score")
        self.measure.setMaxLength(8)
        self.measure.setFixedWidth(theme.space(18))
        self.measure.setAccessibleName("Measure")
        self.page.setRange(1, 9999)
        self.page.setAccessibleName("Page")
        hint = QLabel("Enter links")
        set_role(hint, Role.CAPTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3))
        row.setSpacing(theme.space(2))
        for widget in (QLabel("Measure"), self.measure, QLabel("on page"), self.page, hint):
            row.addWidget(widget)
