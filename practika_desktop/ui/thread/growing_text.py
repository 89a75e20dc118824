"""A text field that grows with what is written into it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from practika_desktop.ui.theme.theme import Theme


class GrowingText(QPlainTextEdit):
    """As high as its text, from `least_lines` to `most_lines`; beyond that it scrolls. Tab leaves it.

    `grew` is emitted when it takes another height.
    """

    grew = Signal()

    def __init__(
        self, theme: Theme, *, least_lines: int = 1, most_lines: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least_lines = least_lines
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self.fit)
        theme.changed.connect(self.fit)
        self.fit()

    @property
    def lines(self) -> int:
        """How many lines the text takes at the present width, counted up to one more than are shown."""
        layout, height = self.document().documentLayout(), 0.0
        block = self.document().firstBlock()
        line = self.fontMetrics().lineSpacing()
        while block.isValid() and height <= self._most_lines * line:
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return max(1, round(height / line))

    def sizeHint(self) -> QSize:
        """Return the size that shows all lines, as far as they are not too many."""
        return QSize(self._theme.space(40), self._height_for(self.lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.fit()

    def _height_for(self, lines: int) -> int:
        lines = min(max(self._least_lines, lines), self._most_lines)
        margin = round(2 * self.document().documentMargin())
        frame = 2 * self._theme.space(1) + 2 * 2  # the look's padding and its border, at its widest
        return lines * self.fontMetrics().lineSpacing() + margin + frame

    def fit(self) -> None:
        """Take the height that the text needs now."""
        lines = self.lines
        needs_bar = lines > self._most_lines
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needs_bar else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        wanted = self._height_for(lines)
        if wanted != self.maximumHeight():
            self.setFixedHeight(wanted)
            self.updateGeometry()
            self.grew.emit()
        if not needs_bar:
            self.verticalScrollBar().setValue(0)
