"""Paints a measure map as it is corrected: spans, barlines, numbers, and what is written at measures."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from practika_desktop.model.measures.measures import Place
from practika_desktop.model.measures.signs import Jump, Sign
from practika_desktop.ui.score.over_paper import (
    ON_PAPER,
    chip_size,
    faint,
    paint_chip,
    paint_doubt,
    paint_frame,
    paint_wash,
    paper_of,
    rect_of,
)
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.theme import Theme

_OVER = 3.0  # pixels by which a barline is longer than its staves, at either end
_GAP = 2.0  # pixels between what stands side by side over a measure

SIGN_WORDS = {Sign.SEGNO: "Segno", Sign.CODA: "Coda"}
JUMP_WORDS = {
    Jump.FINE: "Fine",
    Jump.TO_CODA: "To Coda",
    Jump.DC: "D.C.",
    Jump.DC_AL_FINE: "D.C. al Fine",
    Jump.DC_AL_CODA: "D.C. al Coda",
    Jump.DS: "D.S.",
    Jump.DS_AL_FINE: "D.S. al Fine",
    Jump.DS_AL_CODA: "D.S. al Coda",
}


class CorrectionPaint:
    """Paints in a page's own colours: accent for what is known, amber for what is unsure."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def page(self, painter: QPainter, to_view: QTransform, places: Sequence[Place]) -> None:
        """Paint every measure of a page, given in reading order."""
        for place in places:
            self._span(painter, rect_of(place.measure.box, to_view), place)
        for before, place in zip((None, *places), places, strict=False):
            where = rect_of(place.measure.box, to_view)
            if place.id == place.system.measures[0].id and not place.is_sure:
                paint_doubt(painter, rect_of(place.system.box, to_view), self._font)
            _paint_rest(painter, where, place)
            _paint_repeats(painter, where, place)
            self._above(painter, where, place, before)
            self._below(painter, where, place)

    def chosen(self, painter: QPainter, to_view: QTransform, places: Sequence[Place]) -> None:
        """Paint a frame around what is chosen."""
        if not places:
            return
        where = rect_of(places[0].measure.box, to_view)
        for place in places[1:]:
            where = where.united(rect_of(place.measure.box, to_view))
        paint_wash(painter, where, ON_PAPER.accent, 44)
        paint_frame(painter, where.adjusted(-1, -1, 1, 1), ON_PAPER.accent, width=2.5)

    def typed(self, painter: QPainter, to_view: QTransform, place: Place, digits: str) -> None:
        """Show what is being typed for a measure."""
        where = rect_of(place.measure.box, to_view)
        font, words = self._theme.font(TypeStep.TITLE), f"{digits}|"
        corner = QPointF(where.left(), where.top() - chip_size(words, font)[1] - 1)
        paint_frame(
            painter,
            paint_chip(painter, corner, words, font, fill=ON_PAPER.feedback_fill, ink=ON_PAPER.text),
            ON_PAPER.text,
            width=1,
        )

    def split(self, painter: QPainter, to_view: QTransform, place: Place, x: float) -> None:
        """Show where a barline would be put."""
        where = rect_of(place.measure.box, to_view)
        at = to_view.map(QPointF(x, 0.0)).x()
        painter.setPen(QPen(ON_PAPER.playhead, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(at, where.top() - 2 * _OVER, at, where.bottom() + 2 * _OVER))

    def drawn(self, painter: QPainter, where: QRectF) -> None:
        """Show the box of a line that is being drawn."""
        paint_wash(painter, where, ON_PAPER.accent, 30)
        paint_frame(painter, where, ON_PAPER.accent, dashed=True)

    @property
    def _font(self) -> QFont:
        return self._theme.font(TypeStep.CAPTION)

    def _span(self, painter: QPainter, where: QRectF, place: Place) -> None:
        colour = ON_PAPER.accent if place.is_sure else ON_PAPER.feedback_fill
        alpha = (14, 34) if place.is_sure else (50, 90)
        paint_wash(painter, where, colour, alpha[place.position % 2])
        edge = ON_PAPER.accent if place.is_sure else ON_PAPER.feedback
        for x in (where.left(), where.right()):
            _paint_barline(painter, x, where, edge, 1.2)

    def _above(self, painter: QPainter, where: QRectF, place: Place, before: Place | None) -> None:
        """Write the number, on a full plate where counting begins with it, the ending and the sign."""
        measure = place.measure
        paper = paper_of(self._theme)
        words = f"({place.label})" if measure.continues and measure.number is None else place.label
        is_set = measure.number is not None
        fill, ink = (ON_PAPER.accent, ON_PAPER.accent_text) if is_set else (faint(paper, 225), ON_PAPER.accent_ink)
        corner = QPointF(where.left(), where.top() - _OVER - chip_size(words, self._font)[1])
        chip = paint_chip(painter, corner, words, self._font, fill=fill, ink=ink)
        more: list[str] = []
        if measure.endings:
            top = chip.top() - _GAP
            painter.setPen(QPen(ON_PAPER.accent, 1.5))
            painter.drawLine(QLineF(where.left(), top, where.right() - 2, top))
            if before is None or before.measure.endings != measure.endings:
                painter.drawLine(QLineF(where.left() + 1, top, where.left() + 1, top + chip.height() / 2))
                more = [f"{ending}." for ending in measure.endings]
        if measure.sign is not None:
            more.append(SIGN_WORDS[measure.sign])
        if more:
            self._write(painter, QPointF(chip.right() + _GAP, chip.top()), " ".join(more))

    def _below(self, painter: QPainter, where: QRectF, place: Place) -> None:
        """Write the beats at the left end, and at the right one how often it is played and where to go."""
        measure = place.measure
        if measure.beats is not None:
            self._write(painter, QPointF(where.left(), where.bottom() + _OVER), f"{measure.beats} beats")
        right = [f"×{measure.plays}"] if measure.plays > 2 else []  # noqa: RUF001 - times, as it is printed
        if measure.jump is not None:
            right.append(JUMP_WORDS[measure.jump])
        if right:
            words = " ".join(right)
            width = QFontMetricsF(self._strong).horizontalAdvance(words)
            self._write(painter, QPointF(where.right() - width, where.bottom() + _OVER), words)

    @property
    def _strong(self) -> QFont:
        font = self._font
        font.setItalic(True)
        font.setBold(True)
        return font

    def _write(self, painter: QPainter, corner: QPointF, words: str) -> None:
        """Write words over the page, on a paper of their own so that they can be read over notes."""
        metrics = QFontMetricsF(self._strong)
        where = QRectF(corner.x(), corner.y(), metrics.horizontalAdvance(words) + 2, metrics.height())
        painter.fillRect(where, faint(paper_of(self._theme), 200))
        painter.setPen(ON_PAPER.accent_ink)
        painter.setFont(self._strong)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)


def _paint_barline(painter: QPainter, x: float, where: QRectF, colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width))
    painter.drawLine(QLineF(x, where.top() - _OVER, x, where.bottom() + _OVER))


def _paint_rest(painter: QPainter, where: QRectF, place: Place) -> None:
    if place.measure.rest_count > 1:
        inner = where.adjusted(where.width() / 5, 0, -where.width() / 5, 0)
        middle, half = where.center().y(), min(where.height() / 4, 8.0)
        painter.setPen(QPen(faint(ON_PAPER.accent, 200), 3))
        painter.drawLine(QLineF(inner.left(), middle, inner.right(), middle))
        for x in (inner.left(), inner.right()):
            painter.drawLine(QLineF(x, middle - half, x, middle + half))


def _paint_repeats(painter: QPainter, where: QRectF, place: Place) -> None:
    ends = []
    if place.measure.starts_repeat:
        ends.append((where.left(), 1))
    if place.measure.plays > 1:
        ends.append((where.right(), -1))
    for x, inwards in ends:
        painter.setPen(QPen(ON_PAPER.accent, 3))
        painter.drawLine(QLineF(x + 1.5 * inwards, where.top(), x + 1.5 * inwards, where.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ON_PAPER.accent)
        for share in (0.38, 0.62):
            painter.drawEllipse(QPointF(x + 7 * inwards, where.top() + share * where.height()), 2.2, 2.2)
