"""The field that shows the page's number and takes another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class PageField(QLineEdit):
    """Takes a page's number: Enter goes there (`page_typed`), Esc and leaving bring the present one back."""

    page_typed = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = 0
        self._limits = QIntValidator(1, 1, self)
        self.setValidator(self._limits)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Page")
        self.returnPressed.connect(self._go)

    def show_page(self, page: int, count: int) -> None:
        """Show which page of how many it is."""
        self._page = page
        self._limits.setTop(max(1, count))
        self.setMaxLength(max(1, len(str(count))))
        self.setText(str(page) if page else "")
        self.setAccessibleDescription(f"Page {page} of {count}")

    def _go(self) -> None:
        self.page_typed.emit(int(self.text()))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text() != str(self._page):
            self.setText(str(self._page))
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the number, ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the page that really is there."""
        super().focusOutEvent(event)
        self.setText(str(self._page) if self._page else "")
