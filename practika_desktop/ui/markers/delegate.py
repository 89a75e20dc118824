"""Paints a marker's row: shape, time, author, place in the score, and up to three lines of its text."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from practika_desktop.model.records import Marker
from practika_desktop.ui.markers.model import MarkerListModel, MarkerRole
from practika_desktop.ui.markers.words import NO_TEXT, place, when
from practika_desktop.ui.markers.wrapping import paint_lines, wrapped
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.shapes import paint_kind
from practika_desktop.ui.theme.theme import Theme

MOST_LINES = 3
_LINES_KEPT = 4_000
_MIDDLE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MarkerDelegate(QStyledItemDelegate):
    """Paints the rows of a `MarkerListModel` as wide as `set_width` says.

    The row named by `make_room` is as high as its editor needs, and left empty for it.
    """

    def __init__(self, markers: MarkerListModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._markers = markers
        self._theme = theme
        self._width = theme.space(60)
        self._roomy: tuple[str, int] | None = None
        self._lines: dict[tuple[str, int], list[str]] = {}
        self._sizes: dict[str, QSize] = {}
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self._strong = self._theme.font(TypeStep.STRONG)
        self._body = self._theme.font(TypeStep.BODY)
        self._caption = self._theme.font(TypeStep.CAPTION)
        self._head = max(QFontMetricsF(self._strong).height(), self._theme.space(5))
        self._line = QFontMetricsF(self._body).lineSpacing()
        self._lines.clear()
        self._sizes.clear()

    def set_width(self, width: int) -> None:
        """Tell how wide the rows are, in logical pixels."""
        self._width = width
        self._sizes.clear()

    def make_room(self, marker_id: str | None, height: int = 0) -> None:
        """Leave a row empty at a height, for what is written into it; None ends this."""
        self._roomy = None if marker_id is None else (marker_id, height)

    @property
    def indent(self) -> int:
        """How far a row's words stand from its left edge."""
        return self._theme.space(3) + self._theme.space(4) + self._theme.space(2)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return how high a row is; Qt asks for all rows whenever one of them changes."""
        marker = self._markers.markers[index.row()]
        if self._roomy is not None and marker.id == self._roomy[0]:
            return QSize(self._theme.space(40), self._roomy[1])
        size = self._sizes.get(marker.text)
        if size is None:
            size = self._sizes[marker.text] = self._size_with(marker.text)
        return size

    def _size_with(self, text: str) -> QSize:
        lines = len(self._text_lines(text)) if text.strip() else 1
        height = 2 * self._theme.space(2) + self._head + self._theme.space(0.5) + lines * self._line
        return QSize(self._theme.space(40), round(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        marker: Marker = index.data(MarkerRole.MARKER)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        if self._roomy is None or marker.id != self._roomy[0]:
            space = self._theme.space
            inner = option.rect.adjusted(space(3), space(2), -space(3), -space(2))
            self._paint_head(painter, inner, marker, index.data(MarkerRole.AUTHOR))
            self._paint_text(painter, inner, marker)
        painter.restore()

    def _text_lines(self, text: str) -> list[str]:
        width = self._width - self.indent - self._theme.space(3)
        key = (text, width)
        if key not in self._lines:
            if len(self._lines) > _LINES_KEPT:
                self._lines.clear()
                self._sizes.clear()
            self._lines[key] = wrapped(text, self._body, width, MOST_LINES)
        return self._lines[key]

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, space = self._theme.tokens, self._theme.space
        card = QRectF(option.rect).adjusted(space(1), 1, -space(1), -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            path = QPainterPath()
            path.addRoundedRect(card, space(1.5), space(1.5))
            painter.fillPath(path, tokens.selected if chosen else tokens.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.focus, 2))
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), space(1.5), space(1.5))

    def _paint_head(self, painter: QPainter, inner: QRect, marker: Marker, author: str) -> None:
        tokens, space = self._theme.tokens, self._theme.space
        side = space(4)
        shape = QRectF(inner.left(), inner.top() + (self._head - side) / 2, side, side)
        paint_kind(painter, marker.kind, shape, tokens)
        right = self._paint_place(painter, inner, place(marker))
        words = QRectF(inner.left() + side + space(2), inner.top(), 0, self._head)
        words.setRight(right)
        self._write(painter, words, when(marker), self._strong, tokens.text)
        if author:
            words.setLeft(words.left() + QFontMetricsF(self._strong).horizontalAdvance(when(marker)) + space(2))
            self._write(painter, words, author, self._caption, tokens.text_soft)

    def _paint_place(self, painter: QPainter, inner: QRect, words: str) -> float:
        """Paint the chip with the place at the right and return where the room left of it ends."""
        end = float(inner.right() + 1)
        if not words:
            return end
        tokens, space, metrics = self._theme.tokens, self._theme.space, QFontMetricsF(self._caption)
        width, height = metrics.horizontalAdvance(words) + 2 * space(2), metrics.height() + 2
        chip = QRectF(end - width, inner.top() + (self._head - height) / 2, width, height).adjusted(
            0.5, 0.5, -0.5, -0.5
        )
        painter.setPen(QPen(tokens.outline, 1))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(tokens.text_soft)
        painter.setFont(self._caption)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        return end - width - space(2)

    def _paint_text(self, painter: QPainter, inner: QRect, marker: Marker) -> None:
        tokens, space = self._theme.tokens, self._theme.space
        corner = QPointF(inner.left() + space(4) + space(2), inner.top() + self._head + space(0.5))
        has_text = bool(marker.text.strip())
        painter.setPen(tokens.text if has_text else tokens.text_soft)
        paint_lines(painter, self._text_lines(marker.text) if has_text else [NO_TEXT], corner, self._body)

    def _write(self, painter: QPainter, room: QRectF, words: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(QPen(colour))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.drawText(room, int(_MIDDLE_LEFT), shown)
