"""What pointer, wheel and keys do to the page: move it, zoom it, turn it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

if TYPE_CHECKING:
    from practika_desktop.ui.score.page_view import PageView

_NOTCH = 120
_ARROWS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
_KEY_STEP = 80


class PageHands:
    """Works a `PageView`, which hands its events to it: each method tells whether it took the event.

    Dragging and Alt+arrows move the page, Ctrl+wheel zooms, the wheel turns a page that is seen whole. Plain arrows
    belong to the player and are let through.
    """

    def __init__(self, view: "PageView") -> None:
        self._view = view
        self._held_at: QPoint | None = None
        self._wheel = 0

    def rolled(self, event: QWheelEvent) -> bool:
        """Zoom, or turn the page, once a notch."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._in_notches(event, lambda direction: self._view.zoom_step(direction, event.position()))
            return True
        if self._view.verticalScrollBar().maximum() == 0 and not event.angleDelta().x():
            self._in_notches(event, lambda direction: self._view.turn(-direction))
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

    def dragged(self, event: QMouseEvent) -> bool:
        """Take hold of the page, move it, let it go."""
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
        else:
            return False
        return True

    def _show_hand(self, shape: Qt.CursorShape) -> None:
        if self._view.can_scroll:
            self._view.viewport().setCursor(shape)

    def pressed(self, event: QKeyEvent) -> bool:
        """Move the page with Alt and an arrow."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self._view.scroll_by(way[0] * _KEY_STEP, way[1] * _KEY_STEP)
        return True
