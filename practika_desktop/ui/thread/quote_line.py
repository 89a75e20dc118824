"""The line of a card, or above the composer, that tells what is answered."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.shapes import paint_kind
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.contents import Quote


class QuoteLine(QAbstractButton):
    """Shows a quote on one line, a bar before it, with the marker's shape; only a marker's can be pressed."""

    def __init__(self, quote: Quote, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quote = quote
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_quote(quote)

    @property
    def quote(self) -> Quote:
        """What is shown."""
        return self._quote

    def show_quote(self, quote: Quote) -> None:
        """Show another quote."""
        self._quote = quote
        leads_on = quote.marker_id is not None
        self.setEnabled(leads_on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads_on else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads_on else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"Answers {'the marker at ' if leads_on else ''}{quote.words}")
        self.setToolTip(quote.words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        metrics = QFontMetricsF(self._theme.font(TypeStep.CAPTION))
        wide = metrics.horizontalAdvance(self._quote.words) + self._theme.space(8)
        return QSize(round(wide), round(metrics.height()) + self._theme.space(1))

    def minimumSizeHint(self) -> QSize:
        """Return how far the line can be shortened."""
        return QSize(self._theme.space(12), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, the shape and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, space = self._theme.tokens, self._theme.space
        room = QRectF(self.rect())
        painter.fillRect(QRectF(0, space(0.5), 2, room.height() - space(1)), tokens.outline)
        left = float(space(2))
        if self._quote.kind is not None:
            side = min(room.height() - 2, float(space(3.5)))
            paint_kind(painter, self._quote.kind, QRectF(left, (room.height() - side) / 2, side, side), tokens)
            left += side + space(1.5)
        font = self._theme.font(TypeStep.CAPTION)
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(tokens.text_soft)
        words = QRectF(left, 0, room.width() - left - 2, room.height())
        shown = QFontMetricsF(font).elidedText(self._quote.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.hasFocus():
            painter.setPen(QPen(tokens.focus, 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 3, 3)
