"""The card above the pointer: the picture of the frame there, its time, and the text of a marker under it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from practika_desktop.model.records import Marker
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.shapes import KIND_TITLE, paint_kind
from practika_desktop.ui.theme.theme import Theme

PICTURE_WIDTH = 192
PICTURE_HEIGHT = 108
_TEXT_LINES = 4


class HoverCard(QWidget):
    """A card that floats within its window, never takes the pointer or the keyboard, and is no window of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._theme = theme
        self._time = ""
        self._place = ""
        self._marker: Marker | None = None
        self._image: QImage | None = None
        self._text_font = theme.font(TypeStep.BODY)
        self._time_font = theme.font(TypeStep.CAPTION)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def image(self) -> QImage | None:
        """The picture shown now; None where there is none."""
        return self._image

    @property
    def words(self) -> str:
        """The words shown now: the time, the measure, and the marker's kind and text."""
        return "\n".join(part for part in (self._time, self._place, self._title(), self._text()) if part)

    def set_words(self, time: str, marker: Marker | None, place: str = "") -> None:
        """Show a time, the measure that sounds then if it is known, and the text of a marker if there is one."""
        self._time, self._marker, self._place = time, marker, place

    def set_image(self, image: QImage | None) -> None:
        """Show a picture, or none."""
        self._image = image
        self.update()

    def show_above(self, anchor: QPoint) -> None:
        """Stand centred above a point of the parent, or below it where there is no room, and within its sides."""
        height, width = self._height(), self._width()
        left = min(max(anchor.x() - width // 2, 4), max(self._host.width() - width - 4, 4))
        top = anchor.y() - height - 8
        self.setGeometry(QRect(left, top if top >= 0 else anchor.y() + 24, width, height))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the picture, the time and the text."""
        del event
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(tokens.scroll, 1))
        painter.setBrush(tokens.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        y = self._pad()
        if self._image is not None:
            box = QRectF(self._pad(), y, PICTURE_WIDTH, PICTURE_HEIGHT)
            painter.fillRect(box, tokens.picture)
            painter.drawImage(_within(box, self._image), self._image)
            y += PICTURE_HEIGHT + self._theme.space(1)
        self._paint_words(painter, y)

    def _paint_words(self, painter: QPainter, y: int) -> None:
        tokens, inner = self._theme.tokens, QRect(self._pad(), y, self.width() - 2 * self._pad(), self._line())
        painter.setFont(self._time_font)
        painter.setPen(tokens.text_soft)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._time)
        if self._place:
            inner = inner.translated(0, self._line())
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._place)
            inner = inner.translated(0, self._line() if self._marker is not None else 0)
        if self._marker is None:
            return
        side = self._theme.space(3)
        spot = QRectF(inner.left(), inner.top() + (inner.height() - side) / 2, side, side)
        paint_kind(painter, self._marker.kind, spot, tokens)
        beside = inner.adjusted(side + self._theme.space(1.5), 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._title())
        painter.setFont(self._text_font)
        painter.setPen(tokens.text)
        lines = QRect(inner.left(), inner.bottom() + 1, inner.width(), self._text_height())
        painter.drawText(lines, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._text())

    def _title(self) -> str:
        return "" if self._marker is None else KIND_TITLE[self._marker.kind]

    def _text(self) -> str:
        text = "" if self._marker is None else self._marker.text.strip()
        return text if len(text) <= 200 else text[:199].rstrip() + "…"

    def _pad(self) -> int:
        return self._theme.space(1.5)

    def _line(self) -> int:
        return self._theme.space(5)

    def _width(self) -> int:
        wide = self._image is not None or self._marker is not None
        place = QFontMetrics(self._time_font).horizontalAdvance(self._place)
        return max(PICTURE_WIDTH if wide else self._theme.space(18), place) + 2 * self._pad()

    def _text_height(self) -> int:
        if not self._text():
            return 0
        metrics = self.fontMetrics()
        wanted = metrics.boundingRect(0, 0, PICTURE_WIDTH, 9999, Qt.TextFlag.TextWordWrap, self._text()).height()
        return min(wanted, _TEXT_LINES * metrics.lineSpacing())

    def _height(self) -> int:
        picture = PICTURE_HEIGHT + self._theme.space(1) if self._image is not None else 0
        lines = 1 + (2 if self._marker is not None else 1) * bool(self._place)
        return picture + lines * self._line() + self._text_height() + 2 * self._pad()


def _within(box: QRectF, image: QImage) -> QRectF:
    """Return the largest rectangle of an image's shape within a box, centred."""
    size = image.deviceIndependentSize().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(
        box.x() + (box.width() - size.width()) / 2,
        box.y() + (box.height() - size.height()) / 2,
        size.width(),
        size.height(),
    )
