"""The shadow around a page: painted once, small, and stretched along the sides of pages of any size."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_STRENGTH = {False: 9, True: 26}
"""How dark each of the sheets is that lie over one another, of 255, by whether the theme is dark."""


def paint_shadow(painter: QPainter, page: QRectF, *, reach: int, dark: bool, ratio: float) -> None:
    """Paint the shadow of a page `reach` logical pixels around it, a third of that lower."""
    shadow = _shadow(reach, ratio, dark=dark)
    corner = shadow.width() // 2
    rim = QRectF(page).adjusted(-2 * reach, -2 * reach, 2 * reach, 2 * reach)
    across = _parts(rim.left(), rim.right(), corner, ratio)
    down = _parts(rim.top(), rim.bottom(), corner, ratio)
    for x, width, from_x, from_width in across:
        for y, height, from_y, from_height in down:
            if from_width > 1 or from_height > 1:  # the page covers the middle
                painter.drawImage(QRectF(x, y, width, height), shadow, QRectF(from_x, from_y, from_width, from_height))


def _parts(start: float, end: float, corner: int, ratio: float) -> list[tuple[float, float, int, int]]:
    """Return where each third begins and how long it is: on the page, and on the shadow's own picture."""
    length = corner / ratio
    return [
        (start, length, 0, corner),
        (start + length, max(0.0, end - start - 2 * length), corner, 1),
        (end - length, length, corner + 1, corner),
    ]


@lru_cache(maxsize=4)
def _shadow(reach: int, ratio: float, *, dark: bool) -> QImage:
    """Paint the shadow of a page as small as can be: two corners and a pixel between them, each way."""
    corner = round(4 * reach * ratio)
    image = QImage(2 * corner + 1, 2 * corner + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.scale(ratio, ratio)
    side = image.width() / ratio - 4 * reach
    page = QRectF(2 * reach, 2 * reach + reach / 3, side, side)
    for step in range(reach, 0, -1):
        painter.setBrush(QColor(0, 0, 0, _STRENGTH[dark] * (reach - step + 1) // reach + 1))
        painter.drawRoundedRect(page.adjusted(-step, -step, step, step), step + 1, step + 1)
    painter.end()
    return image
