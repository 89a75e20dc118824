"""Paints a take's row: thumbnail, student, what was played, age, state, and how much is in its thread."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from practika_desktop.store.takes import TakeSummary
from practika_desktop.ui.inbox.ages import length_figures
from practika_desktop.ui.inbox.model import TakeRole
from practika_desktop.ui.inbox.thumbnails import Thumbnails
from practika_desktop.ui.inbox.tints import Tints
from practika_desktop.ui.inbox.words import state_lines, waits_too_long, work_title
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.theme.tokens import Tokens

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a row stand."""

    picture: QRect
    first: QRect
    second: QRect
    third: QRect


class TakeDelegate(QStyledItemDelegate):
    """Paints the rows of `TakeListModel`; asks `thumbnails` only for what it paints. `now` gives ms since 1970."""

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, now: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._now = now
        self._tints = Tints()
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self._strong = self._theme.font(TypeStep.STRONG)
        self._body = self._theme.font(TypeStep.BODY)
        self._caption = self._theme.font(TypeStep.CAPTION)
        heights = [QFontMetrics(font).height() for font in (self._strong, self._body, self._caption)]
        self._lines = (heights[0], heights[1], max(heights[2], self._theme.space(4)))
        self._inner = sum(self._lines) + self._theme.space(1)
        self._tints.clear()

    def row_height(self) -> int:
        """Return the height of every row in logical pixels."""
        return self._inner + 2 * self._theme.space(2)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        """Return the size of a row, the same for all."""
        return QSize(self._theme.space(60), self.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        take = index.data(TakeRole.SUMMARY)
        if not isinstance(take, TakeSummary):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, option)
        places = self._places(option.rect)
        self._paint_picture(painter, places.picture, take)
        self._paint_first(painter, places.first, take)
        self._paint_second(painter, places.second, take)
        self._paint_third(painter, places.third, take)
        painter.restore()

    def _places(self, row: QRect) -> _Places:
        space = self._theme.space
        inner = row.adjusted(space(3), space(2), -space(3), -space(2))
        picture = QRect(inner.left(), inner.top(), round(inner.height() * 16 / 9), inner.height())
        left, top = picture.right() + 1 + space(2.5), inner.top()
        lines = []
        for place, height in enumerate(self._lines):
            lines.append(QRect(left, top, max(0, inner.right() + 1 - left), height))
            top += height + (space(1) if place else 0)
        return _Places(picture, *lines)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, space = self._theme.tokens, self._theme.space
        card = QRectF(option.rect).adjusted(space(1), 1, -space(1), -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            path = QPainterPath()
            path.addRoundedRect(card, space(1.5), space(1.5))
            painter.fillPath(path, tokens.selected if chosen else tokens.hover)
        if chosen:
            bar = QPainterPath()
            bar.addRoundedRect(QRectF(card.left(), card.top() + space(3), 3, card.height() - space(6)), 1.5, 1.5)
            painter.fillPath(bar, tokens.accent_ink)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.focus, 2))
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), space(1.5), space(1.5))

    def _paint_picture(self, painter: QPainter, rect: QRect, take: TakeSummary) -> None:
        tokens, radius = self._theme.tokens, self._theme.space(1)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(rect), radius, radius)
        painter.save()
        painter.setClipPath(frame)
        picture = self._thumbnails.picture(take.media_id)
        if picture is None:
            painter.fillRect(rect, tokens.sunken)
            side = rect.height() // 3
            self._icon(painter, "video", tokens.text_faint, _centred(rect, side))
        else:
            painter.fillRect(rect, tokens.picture)
            size = QSize(picture.size()).scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(rect.topLeft(), size)
            target.moveCenter(rect.center())
            painter.drawPixmap(target, picture)
        painter.restore()
        if take.duration_ms > 0:
            self._paint_badge(painter, rect, length_figures(take.duration_ms))

    def _paint_badge(self, painter: QPainter, rect: QRect, figures: str) -> None:
        space = self._theme.space
        metrics = QFontMetrics(self._caption)
        width, height = metrics.horizontalAdvance(figures) + space(2), metrics.height()
        badge = QRectF(rect.right() - width - space(0.5), rect.bottom() - height - space(0.5), width, height)
        path = QPainterPath()
        path.addRoundedRect(badge, space(0.75), space(0.75))
        painter.fillPath(path, QColor(0, 0, 0, 190))
        painter.setFont(self._caption)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, figures)

    def _paint_first(self, painter: QPainter, rect: QRect, take: TakeSummary) -> None:
        """Paint the student, and a dot at the end where something is unread."""
        tokens, side = self._theme.tokens, self._theme.space(2)
        if take.unread:
            dot = QRectF(rect.right() + 1 - side, rect.center().y() - side / 2 + 0.5, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent_ink)
            painter.drawEllipse(dot)
            rect = rect.adjusted(0, 0, -2 * side, 0)
        self._text(painter, rect, take.student_name, self._strong, tokens.text)

    def _paint_second(self, painter: QPainter, rect: QRect, take: TakeSummary) -> None:
        self._text(painter, rect, work_title(take), self._body, self._theme.tokens.text_soft)

    def _paint_third(self, painter: QPainter, rect: QRect, take: TakeSummary) -> None:
        """Paint the state in shape and word with the age, and to the right how many markers and messages there are."""
        tokens, space = self._theme.tokens, self._theme.space
        left = rect.right() + 1
        for amount, icon, ink in (
            (take.message_count, "thread", tokens.accent_ink if take.unread else tokens.text_soft),
            (take.marker_count, "markers", tokens.text_soft),
        ):
            if amount:
                left = self._count(painter, rect, left, amount, icon, ink) - space(2)
        side = self._lines[2] - space(0.5)
        sign = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        now = self._now()
        overdue = waits_too_long(take, now)
        self._state_sign(painter, sign, take, tokens, overdue=overdue)
        font = QFont(self._caption)
        font.setWeight(QFont.Weight.DemiBold if overdue else QFont.Weight.Normal)
        ink = tokens.danger_ink if overdue else tokens.accent_ink if take.unread else tokens.text_soft
        room = _until(rect.adjusted(side + space(1), 0, 0, 0), left)
        metrics = QFontMetrics(font)
        lines = state_lines(take, now)
        line = next((one for one in lines if metrics.horizontalAdvance(one) <= room.width()), lines[-1])
        self._text(painter, room, line, font, ink)

    def _state_sign(self, painter: QPainter, rect: QRect, take: TakeSummary, tokens: Tokens, *, overdue: bool) -> None:
        if take.mastered_at is not None:
            self._icon(painter, "star-filled", tokens.feedback, rect)
        elif take.reviewed_at is not None:
            self._icon(painter, "check-circle", tokens.praise, rect)
        elif overdue:
            self._icon(painter, "clock", tokens.danger_ink, rect)
        else:
            centre = QPointF(QRectF(rect).center())
            radius = rect.height() * 0.26
            painter.setPen(QPen(tokens.accent_ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius, radius)

    def _count(self, painter: QPainter, rect: QRect, right: int, amount: int, icon: str, ink: QColor) -> int:
        """Paint a sign and a number that end at `right`; return where they begin."""
        side = self._theme.space(3.5)
        left = self._text_right(painter, _until(rect, right), str(amount), self._caption, ink)
        left -= side + self._theme.space(0.75)
        self._icon(painter, icon, ink, QRect(left, rect.center().y() - side // 2, side, side))
        return left

    def _text(self, painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, elided)

    def _text_right(self, painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> int:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, _RIGHT, text)
        return rect.right() + 1 - QFontMetrics(font).horizontalAdvance(text)

    def _icon(self, painter: QPainter, name: str, ink: QColor, rect: QRect) -> None:
        painter.drawPixmap(
            rect.topLeft(), self._tints.pixmap(name, ink, rect.height(), painter.device().devicePixelRatio())
        )


def _until(rect: QRect, right: int) -> QRect:
    """Return rect cut off at x = right."""
    return QRect(rect.left(), rect.top(), max(0, right - rect.left()), rect.height())


def _centred(rect: QRect, side: int) -> QRect:
    square = QRect(0, 0, side, side)
    square.moveCenter(rect.center())
    return square
