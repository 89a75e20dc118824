"""Painting a take's time map: the measure ruler and the tempo curve."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from practika_desktop.ui.timeline.content import Scene
from practika_desktop.ui.timeline.look import Look
from practika_desktop.ui.timeline.measured import Curve, curve, pace_text, ruler


def paint_measures(painter: QPainter, scene: Scene, look: Look) -> None:
    """Paint the measure ruler: barlines with numbers, each segment over a line with two ends, nothing between them."""
    rows, measured = scene.rows, scene.content.measured
    if measured is None or not rows.measures_h:
        return
    laid = ruler(measured, scene.scale, look.number_width)
    top, bottom = rows.measures_y, rows.measures_y + rows.measures_h
    painter.save()
    painter.setClipRect(QRectF(scene.scale.left - 4, top, scene.scale.width + 8, rows.measures_h))
    painter.setPen(QPen(look.shade(look.tokens.text_soft, 0.55), 1))
    painter.drawLines([QLineF(look.crisp(x), bottom - 6, look.crisp(x), bottom - 2) for x in laid.lines])
    painter.setPen(QPen(look.tokens.accent_ink, 1.5))
    for start, end in laid.segments:
        painter.drawPolyline(
            [QPointF(start, bottom - 8), QPointF(start, bottom - 2), QPointF(end, bottom - 2), QPointF(end, bottom - 8)]
        )
    painter.setPen(look.tokens.text)
    painter.setFont(look.font)
    for label in laid.labels:
        painter.drawText(QPointF(label.x + 3, bottom - 8), label.text)
    painter.restore()


def paint_tempo(painter: QPainter, scene: Scene, look: Look) -> None:
    """Paint the tempo curve, measure by measure, between the two paces of its scale."""
    rows, measured = scene.rows, scene.content.measured
    laid = curve(measured.tempo, scene.scale) if measured is not None and rows.tempo_h else None
    if laid is None:
        return
    area = QRectF(scene.scale.left, rows.tempo_y + 4, scene.scale.width, rows.tempo_h - 8)
    painter.save()
    painter.setPen(QPen(look.shade(look.tokens.text_soft, 0.25), 1, Qt.PenStyle.DotLine))
    painter.drawLine(area.topLeft(), area.topRight())
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    painter.setPen(QPen(look.tokens.accent_ink, 1.5))
    for run in laid.runs:
        points = [QPointF(x, area.bottom() - share * area.height()) for a, b, share in run for x in (a, b)]
        painter.drawPolyline(QPolygonF(points))
    _paint_scale(painter, laid, area, look)
    painter.restore()


def _paint_scale(painter: QPainter, laid: Curve, area: QRectF, look: Look) -> None:
    """Write both paces at the left, and their unit at the right, where a take seldom has taps to its very end."""
    painter.setFont(look.font)
    low_y = area.bottom() - look.text_height
    unit = "beats / min" if laid.in_beats else "measures / min"
    for text, y, is_left in (
        (pace_text(laid.high, in_beats=laid.in_beats), area.top(), True),
        (pace_text(laid.low, in_beats=laid.in_beats), low_y, True),
        (unit, low_y, False),
    ):
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        box = QRectF(area.left() - 4 if is_left else area.right() + 4 - width, y, width, look.text_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.shade(look.tokens.sunken, 0.85))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(look.tokens.text_soft)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
