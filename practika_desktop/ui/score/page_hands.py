"""What pointer, wheel and keys do to the page: move it, zoom it, turn it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from practika_desktop.ui.score.page_view import PageView

_NOTCH = 120
_ARROWS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
_KEY_STEP = 80


class PageHands(QObject):
    """Works a `PageView`: dragging and Alt+arrows move the page, Ctrl+wheel zooms, the wheel turns a fitted page.

    `turn_wanted` is emitted with the direction (-1 or 1). Plain arrows belong to the player and are let through.
    """

    turn_wanted = Signal(int)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._held_at: QPoint | None = None
        self._wheel = 0
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what moves, zooms or turns the page."""
        on_page = watched is self._view.viewport()
        if isinstance(event, QWheelEvent) and on_page:
            return self._rolled(event)
        if isinstance(event, QMouseEvent) and on_page:
            return self._dragged(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not on_page:
            return self._pressed(event)
        return False

    def _rolled(self, event: QWheelEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._in_notches(event, lambda direction: self._view.zoom_step(direction, event.position()))
            return True
        if self._view.verticalScrollBar().maximum() == 0 and not event.angleDelta().x():
            self._in_notches(event, lambda direction: self.turn_wanted.emit(-direction))
            return True
        return False

    def _in_notches(self, event: QWheelEvent, act: Callable[[int], None]) -> None:
        """Act once a notch; a touch pad's small moves add up to notches."""
        delta = event.angleDelta().y()
        self._wheel = delta if self._wheel * delta < 0 else self._wheel + delta
        while abs(self._wheel) >= _NOTCH:
            direction = 1 if self._wheel > 0 else -1
            self._wheel -= direction * _NOTCH
            act(direction)

    def _dragged(self, event: QMouseEvent) -> bool:
        here, kind = event.position().toPoint(), event.type()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._held_at = here
            self._show_hand(Qt.CursorShape.ClosedHandCursor)
        elif kind is QEvent.Type.MouseMove and self._held_at is not None:
            self._view.scroll_by(self._held_at.x() - here.x(), self._held_at.y() - here.y())
            self._held_at = here
        elif kind is QEvent.Type.MouseButtonRelease and self._held_at is not None:
            self._held_at = None
            self._show_hand(Qt.CursorShape.OpenHandCursor)
        return False

    def _show_hand(self, shape: Qt.CursorShape) -> None:
        if self._view.can_scroll:
            self._view.viewport().setCursor(shape)

    def _pressed(self, event: QKeyEvent) -> bool:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._view.scroll_by(way[0] * _KEY_STEP, way[1] * _KEY_STEP)
        else:
            event.ignore()
        return True
