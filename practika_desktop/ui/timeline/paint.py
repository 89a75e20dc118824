"""Painting the timeline, part by part; each part is one function of the painter, the scene and the look."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from practika_desktop.ui.timeline.content import Scene
from practika_desktop.ui.timeline.hits import Rows, Spot
from practika_desktop.ui.timeline.look import Look
from practika_desktop.ui.timeline.paint_measured import paint_measures, paint_tempo
from practika_desktop.ui.timeline.ticks import ticks
from practika_desktop.ui.timeline.waveform import BAR_PX, Peaks, bars


def paint_still(painter: QPainter, scene: Scene, look: Look, peaks: Peaks) -> None:
    """Paint all that stays while a take plays: everything but the playhead and what follows the pointer."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ground(painter, scene, look)
    if scene.content.duration_ms <= 0:
        return
    _ruler(painter, scene, look)
    paint_measures(painter, scene, look)
    painter.setClipRect(_track(scene, look).adjusted(0, -scene.rows.track_y, 0, 0))
    _loop_shade(painter, scene, look)
    paint_tempo(painter, scene, look)
    _waveform(painter, scene, look, peaks)
    _markers(painter, scene, look)
    _loop_ends(painter, scene, look)
    if not scene.scale.is_fitted:
        _overview(painter, scene, look)


def paint_playhead(painter: QPainter, scene: Scene, look: Look) -> None:
    """Paint where the take is: a line through all rows with a head in the ruler."""
    if scene.content.duration_ms <= 0 or not scene.scale.shows(scene.content.position_ms):
        return
    rows = scene.rows
    x = look.crisp(scene.scale.x(scene.content.position_ms))
    top, pixel = rows.ruler_h - 4, 1 / look.ratio
    # filled, not stroked: a stroke this thin costs ten times as much, on every frame that plays
    painter.fillRect(QRectF(x - 2, top, 4, rows.bottom - top), look.shade(look.tokens.sunken, 0.7))
    painter.fillRect(QRectF(x - 0.5 * pixel, top, max(pixel, 1.5), rows.bottom - top), look.tokens.playhead)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.tokens.playhead)
    painter.drawPolygon(_head(x, rows.ruler_h - 10))


def paint_pointer(painter: QPainter, scene: Scene, look: Look, ms: int) -> None:
    """Paint a quiet line at the time under the pointer."""
    x = look.crisp(scene.scale.x(ms))
    painter.setPen(QPen(look.shade(look.tokens.text, 0.45), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(x, scene.rows.ruler_h), QPointF(x, scene.rows.bottom))


def paint_focus(painter: QPainter, rect: QRectF, look: Look) -> None:
    """Paint the ring around what has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.tokens.focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)


def _ground(painter: QPainter, scene: Scene, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.tokens.sunken)
    painter.drawRoundedRect(_track(scene, look), 6, 6)


def _track(scene: Scene, look: Look) -> QRectF:
    """Return the ground under all rows but the rulers, a little wider than the take so that no end is cut off."""
    scale, rows, beside = scene.scale, scene.rows, look.margin * 0.75
    return QRectF(scale.left - beside, rows.track_y, scale.width + 2 * beside, rows.bottom - rows.track_y)


def _ruler(painter: QPainter, scene: Scene, look: Look) -> None:
    rows, scale = scene.rows, scene.scale
    bottom = rows.ruler_y + rows.ruler_h
    lines, labels = [], []
    for tick in ticks(scale, look.label_width):
        x = look.crisp(scale.x(tick.ms))
        lines.append(QLineF(x, bottom - (6 if tick.label else 3), x, bottom - 1))
        if tick.label:
            labels.append((x, tick.label))
    painter.setPen(QPen(look.shade(look.tokens.text_soft, 0.55), 1))
    painter.drawLines(lines)
    painter.setPen(look.tokens.text_soft)
    painter.setFont(look.font)
    for x, label in labels:
        width = painter.fontMetrics().horizontalAdvance(label)
        left = min(max(x - width / 2, scale.left - look.margin + 4), scale.right + look.margin - width - 4)
        painter.drawText(QPointF(left, bottom - 10), label)


def _waveform(painter: QPainter, scene: Scene, look: Look, peaks: Peaks) -> None:
    rows, scale = scene.rows, scene.scale
    middle, reach = round(rows.wave_y + rows.wave_h / 2), rows.wave_h / 2 - 4
    colour = look.tokens.waveform
    painter.setPen(Qt.PenStyle.NoPen)
    if len(peaks) == 0:
        painter.setBrush(look.shade(colour, 0.5))
        painter.drawRect(QRectF(scale.left, middle - 0.5, scale.width, 1))
        return
    painter.setBrush(colour)
    first, loudness = bars(peaks, scale)
    first = round(first * look.ratio) / look.ratio
    boxes = []
    for i, loud in enumerate(loudness):
        half = max(round(loud * reach * look.ratio) / look.ratio, 0.5)
        boxes.append(QRectF(first + i * BAR_PX, middle - half, BAR_PX - 1, 2 * half))
    painter.drawRects(boxes)


def _loop_shade(painter: QPainter, scene: Scene, look: Look) -> None:
    ends = _loop_x(scene)
    if ends is None:
        return
    rows = scene.rows
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.shade(look.tokens.loop, 0.20 if scene.content.loop_on else 0.08))
    painter.drawRect(QRectF(ends[0], rows.track_y, ends[1] - ends[0], rows.bottom - rows.track_y))


def _loop_ends(painter: QPainter, scene: Scene, look: Look) -> None:
    """Paint the loop as a brace in the ruler with an end to hold on either side."""
    ends = _loop_x(scene)
    if ends is None:
        return
    rows, on = scene.rows, scene.content.loop_on
    colour = look.tokens.loop if on else look.shade(look.tokens.loop, 0.6)
    bottom = rows.ruler_y + rows.ruler_h
    painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine if on else Qt.PenStyle.DashLine))
    for x in ends:
        painter.drawLine(QPointF(look.crisp(x), bottom), QPointF(look.crisp(x), rows.bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(ends[0], bottom - 3, ends[1] - ends[0], 3))
    top = bottom - 10
    for x, side in zip(ends, (1, -1), strict=True):
        painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + side * 8, bottom - 3), QPointF(x, bottom - 3)]))


def _loop_x(scene: Scene) -> tuple[float, float] | None:
    loop, scale = scene.content.loop, scene.scale
    if loop is None or loop.end_ms is None or not scale.shows(loop.start_ms, loop.end_ms):
        return None
    return max(scale.x(loop.start_ms), scale.left - 60), min(scale.x(loop.end_ms), scale.right + 60)


def _markers(painter: QPainter, scene: Scene, look: Look) -> None:
    chosen = None
    stems = []
    for spot in scene.spots:
        if spot.marker.id == scene.content.selected:
            chosen = spot
        elif not spot.is_range:
            x = look.crisp(spot.x + spot.width / 2)
            stems.append(QLineF(x, scene.rows.wave_y + 4, x, spot.y))
    painter.setPen(QPen(look.shade(look.tokens.text_soft, 0.25), 1))
    painter.drawLines(stems)
    for spot in scene.spots:
        if spot is not chosen:
            _marker(painter, spot, look)
    if chosen is not None:
        _chosen_marker(painter, chosen, scene.rows, look)


def _marker(painter: QPainter, spot: Spot, look: Look) -> None:
    if spot.is_range:
        _bar(painter, spot, look, 0.32)
        return
    painter.drawPixmap(QPointF(spot.x - 1, spot.y - 1), look.stamp(spot.marker.kind, spot.width))


def _chosen_marker(painter: QPainter, spot: Spot, rows: Rows, look: Look) -> None:
    colour = look.tokens.kind(spot.marker.kind)
    if spot.is_range:
        painter.fillRect(QRectF(spot.x, rows.wave_y, spot.width, spot.y - rows.wave_y), look.shade(colour, 0.16))
        _bar(painter, spot, look, 0.5, outline=look.tokens.text)
        return
    x = look.crisp(spot.x + spot.width / 2)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QPointF(x, rows.wave_y + 2), QPointF(x, spot.y))
    side = spot.width + 4
    painter.drawPixmap(QPointF(spot.x - 3, spot.y - 3), look.stamp(spot.marker.kind, side, outlined=True))


def _bar(painter: QPainter, spot: Spot, look: Look, fill: float, outline: QColor | None = None) -> None:
    colour = look.tokens.kind(spot.marker.kind)
    box = QRectF(spot.x + 0.5, spot.y + 0.5, max(spot.width - 1, 2), spot.height - 1)
    painter.setPen(QPen(outline or colour, 1.5 if outline else 1))
    painter.setBrush(look.shade(colour, fill))
    painter.drawRoundedRect(box, 2, 2)
    side = spot.height - 2
    if spot.width > side + 6:
        painter.drawPixmap(QPointF(spot.x + 1.5, spot.y), look.stamp(spot.marker.kind, side))


def _overview(painter: QPainter, scene: Scene, look: Look) -> None:
    """Paint which part of the take is visible, as a thin line below everything."""
    scale = scene.scale
    y = scene.rows.bottom - 3
    part = scale.width / scale.duration_ms
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.shade(look.tokens.scroll, 0.5))
    painter.drawRoundedRect(QRectF(scale.left, y, scale.width, 3), 1.5, 1.5)
    painter.setBrush(look.tokens.text_soft)
    width = max(scale.span_ms * part, 6.0)
    painter.drawRoundedRect(QRectF(scale.left + scale.start_ms * part, y, width, 3), 1.5, 1.5)


def _head(x: float, y: float) -> QPolygonF:
    return QPolygonF(
        [QPointF(x - 5, y), QPointF(x + 5, y), QPointF(x + 5, y + 4), QPointF(x, y + 10), QPointF(x - 5, y + 4)]
    )
