"""Paints the page's sheet, its pictures, and words in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from practika_desktop.model.errors import ScoreError
from practika_desktop.ui.score.pictures import Placed
from practika_desktop.ui.score.shadow import paint_shadow
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.theme import Theme

_PAPER = QColor("#ffffff")
_INK = QColor("#33363d")
_DIM = QColor(18, 20, 28, 44)
"""Over the page in the dark theme: white paper would glare there; the ink keeps more than 9:1 on what is left."""
_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


def paint_sheet(painter: QPainter, page: QRectF, theme: Theme, ratio: float) -> None:
    """Paint the empty sheet with its shadow; `ratio` is the number of device pixels to a logical one."""
    paint_shadow(painter, page, reach=theme.space(2.5), dark=theme.tokens.dark, ratio=ratio)
    painter.fillRect(page, _PAPER)


def paint_pictures(painter: QPainter, page: QRectF, placed: Sequence[Placed], ratio: float) -> None:
    """Paint the page's pictures, device pixel on device pixel where they have the page's own size."""
    painter.save()
    painter.setClipRect(page, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for one in placed:
        if (one.image.width(), one.image.height()) == (round(one.target.width()), round(one.target.height())):
            one.image.setDevicePixelRatio(ratio)
            painter.drawImage(page.topLeft() + one.target.topLeft() / ratio, one.image)
        else:
            corner = page.topLeft() + one.target.topLeft() / ratio
            painter.drawImage(QRectF(corner, one.target.size() / ratio), one.image)
    painter.restore()


def clip_half(painter: QPainter, page: QRectF, top: float, bottom: float) -> None:
    """Paint from now on only the rows of a page from `top` to `bottom`, and the ground beside and beyond them."""
    far = page.adjusted(-page.width(), -page.height(), page.width(), page.height())
    if top:
        far.setTop(page.top() + top)
    else:
        far.setBottom(page.top() + bottom)
    painter.setClipRect(far, Qt.ClipOperation.IntersectClip)


def paint_seam(painter: QPainter, page: QRectF, top: float, theme: Theme) -> None:
    """Show where what follows ends above the rest of a page."""
    painter.setPen(QPen(theme.tokens.accent, 1, Qt.PenStyle.DashLine))
    seam = page.top() + top
    painter.drawLine(QPointF(page.left(), seam), QPointF(page.right(), seam))


def paint_dimmed(painter: QPainter, page: QRectF, theme: Theme) -> None:
    """Take the glare off the page in the dark theme."""
    if theme.tokens.dark:
        painter.fillRect(page, _DIM)


def paint_error(painter: QPainter, page: QRectF, error: ScoreError, theme: Theme) -> None:
    """Say on the sheet why this page cannot be shown."""
    title = theme.font(TypeStep.TITLE)
    width = min(page.width() - 2 * theme.space(4), float(theme.space(70)))
    if width < theme.space(16):
        return
    middle = QRectF(page.center().x() - width / 2, page.y() + page.height() / 3, width, page.height())
    _paint_lines(painter, middle, [(error.title, title, _INK), (error.advice, theme.font(), _INK)], theme.space(2))


def paint_words(painter: QPainter, room: QRectF, words: str, theme: Theme) -> None:
    """Say something quietly in the middle of the room."""
    height = QFontMetricsF(theme.font()).height()
    _paint_lines(painter, room.adjusted(0, (room.height() - height) / 2, 0, 0), [_soft(words, theme)], 0)


def paint_focus(painter: QPainter, room: QRectF, theme: Theme) -> None:
    """Show that the keyboard is here."""
    painter.setPen(QPen(theme.tokens.focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(1, 1, -1, -1))


def _soft(words: str, theme: Theme) -> tuple[str, QFont, QColor]:
    return words, theme.font(), theme.tokens.text_soft


def _paint_lines(painter: QPainter, room: QRectF, lines: Sequence[tuple[str, QFont, QColor]], gap: float) -> None:
    corner = QPointF(room.topLeft())
    for words, font, colour in lines:
        needed = QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), 10_000), int(_WORDS), words).height()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(corner.x(), corner.y(), room.width(), needed + 1), int(_WORDS), words)
        corner.setY(corner.y() + needed + gap)
