"""Paints what lies over a page of the score: washes, frames, chips. The paper is light in both appearances."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from practika_desktop.model.measures.pages import Box
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.theme.tokens import LIGHT

ON_PAPER = LIGHT
"""The colours of what is painted on paper, which is never dark."""


def paper_of(theme: Theme) -> QColor:
    """Return the paper's colour, as `sheet.py` paints and dims it."""
    return QColor("#d6d7d9" if theme.tokens.dark else "#ffffff")


def rect_of(box: Box, to_view: QTransform) -> QRectF:
    """Return a box of a page in pixels of the view."""
    return to_view.mapRect(QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))


def faint(colour: QColor, alpha: int) -> QColor:
    """Return a colour that lets through what is below; `alpha` is 0 to 255."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def paint_wash(painter: QPainter, where: QRectF, colour: QColor, alpha: int) -> None:
    """Tint a part of the page."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint(colour, alpha))
    painter.drawRoundedRect(where, 3, 3)


def paint_frame(painter: QPainter, where: QRectF, colour: QColor, *, width: float = 1.5, dashed: bool = False) -> None:
    """Draw a frame around a part of the page."""
    painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where, 3, 3)


def chip_size(words: str, font: QFont) -> tuple[float, float]:
    """Return the width and the height of a chip in pixels."""
    metrics = QFontMetricsF(font)
    height = metrics.height() + 1
    return max(metrics.horizontalAdvance(words) + 0.7 * height, height), height


def paint_chip(painter: QPainter, corner: QPointF, words: str, font: QFont, *, fill: QColor, ink: QColor) -> QRectF:
    """Write a few characters on a small plate at a corner, or as near as the page lets it; return where it lies."""
    where = QRectF(corner, QPointF(*chip_size(words, font)) + corner)
    page = painter.clipBoundingRect()
    if not page.isEmpty():
        where.moveRight(min(where.right(), page.right() - 1))
        where.moveLeft(max(where.left(), page.left() + 1))
        where.moveTop(max(where.top(), page.top() + 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(where, where.height() / 4, where.height() / 4)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
    return where


def paint_doubt(painter: QPainter, line: QRectF, font: QFont) -> None:
    """Put a question mark into the margin before a line."""
    width, height = chip_size("?", font)
    corner = QPointF(line.left() - width - height / 2, line.center().y() - height / 2)
    paint_chip(painter, corner, "?", font, fill=ON_PAPER.feedback_fill, ink=ON_PAPER.text)
