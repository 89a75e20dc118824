"""The shapes of markers: a circle for feedback, a diamond for a question, a star for praise."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.theme.tokens import Tokens

KIND_TITLE: dict[MarkerKind, str] = {
    MarkerKind.FEEDBACK: "Feedback",
    MarkerKind.QUESTION: "Question",
    MarkerKind.PRAISE: "Praise",
}


def kind_path(kind: MarkerKind, rect: QRectF) -> QPainterPath:
    """Return the outline of a kind's shape, as large as fits into rect."""
    path = QPainterPath()
    side = min(rect.width(), rect.height())
    centre = rect.center()
    if kind is MarkerKind.FEEDBACK:
        path.addEllipse(centre, side * 0.44, side * 0.44)
    elif kind is MarkerKind.QUESTION:
        _polygon(path, [(centre + _turn(k / 4, side * 0.5)) for k in range(4)])
    else:
        _polygon(path, [centre + _turn(k / 10, side * (0.53 if k % 2 == 0 else 0.25)) for k in range(10)])
    return path


def paint_kind(
    painter: QPainter, kind: MarkerKind, rect: QRectF, tokens: Tokens, *, outline: QColor | None = None
) -> None:
    """Paint a kind's shape into rect in its colours; outline replaces the colour of its edge (for what is chosen)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = kind_path(kind, rect)
    painter.fillPath(path, tokens.kind_fill(kind))
    pen = QPen(outline or tokens.kind(kind), 1.75 if outline is not None else 1.25)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.restore()


def kind_icon(kind: MarkerKind, tokens: Tokens, side: int = 16) -> QIcon:
    """Return a kind's shape as an icon of side logical pixels, sharp up to 200 %."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(side, side) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_kind(painter, kind, QRectF(1, 1, side - 2, side - 2), tokens)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _turn(part: float, radius: float) -> QPointF:
    """Return the point at a part of a whole turn, clockwise from the top."""
    angle = 2 * math.pi * part
    return QPointF(math.sin(angle) * radius, -math.cos(angle) * radius)


def _polygon(path: QPainterPath, points: list[QPointF]) -> None:
    path.moveTo(points[0])
    for point in points[1:]:
        path.lineTo(point)
    path.closeSubpath()
