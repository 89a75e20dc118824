"""The timeline as a widget: pointer, wheel and Esc become requests."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.canvas import ZOOM_STEP, TimelineCanvas
from practika_desktop.ui.timeline.content import Content
from practika_desktop.ui.timeline.drag import Grip
from practika_desktop.ui.timeline.hits import Hit, Thing
from practika_desktop.ui.timeline.hover import HoverCard
from practika_desktop.ui.timeline.pointer import Act, Choose, Loop, Move, ScrubBegan, ScrubEnded, Seek
from practika_desktop.ui.timeline.times import time_text

_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
# coming back from another window or a menu changes nothing about how the focus came here
_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class TimelineView(TimelineCanvas):
    """A canvas that can be touched; it changes nothing by itself, it asks by its signals. Times in ms."""

    seek_requested = Signal(int)
    scrub_began = Signal()
    scrub_ended = Signal()
    marker_chosen = Signal(str)
    marker_moved = Signal(str, int, object)
    loop_moved = Signal(int, int)
    hovered = Signal(object)
    """The time under the pointer, or of what is dragged; None once the pointer is gone, or scrubs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._card: HoverCard | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_hover_picture(self, image: QImage | None) -> None:
        """Show the picture that answers the last `hovered`; without a pointer here it is not shown."""
        if self._pointer_ms is not None and self._card is not None:
            self._card.set_image(image)
            self._place_card()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seek, or take hold of a marker or an end of the loop."""
        if event.button() is not Qt.MouseButton.LeftButton or self._content.duration_ms <= 0:
            event.ignore()
            return
        self._perform(self._pointer.press(self.scene, event.position().x(), event.position().y()))
        self._hover(event.position().x(), event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow with what is held, and show what is under the pointer."""
        if self._pointer.held is not None:
            free = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._perform(self._pointer.move(self.scene, event.position().x(), snapping=not free))
        if self._pointer.moving_ms is not None:
            self._dirty()
        self._hover(event.position().x(), event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is held."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._perform(self._pointer.release())
            self._dirty()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover card away."""
        super().leaveEvent(event)
        self._hover_nothing()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan; with Ctrl zoom at the pointer."""
        turn = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        along = turn.x() if abs(turn.x()) > abs(turn.y()) else turn.y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_to(self._scale.zoomed(ZOOM_STEP ** (along / 120), event.position().x()))
        else:
            self._zoom_to(self._scale.panned(-along))
        self._hover(event.position().x(), event.position().y())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Esc to itself while something is held, before it reaches the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._ends_drag(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up a drag with Esc; zoom with plus and minus, show all with 0."""
        if self._ends_drag(event):
            self._perform(self._pointer.give_up())
            self._dirty()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keyboard was moved here by the keyboard."""
        super().focusInEvent(event)
        if event.reason() not in _BACK:
            self._ring = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _ends_drag(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._pointer.held is not None

    def _perform(self, acts: list[Act]) -> None:
        for act in acts:
            match act:
                case ScrubBegan():
                    self.scrub_began.emit()
                case Seek(ms):
                    self.seek_requested.emit(ms)
                case ScrubEnded():
                    self.scrub_ended.emit()
                case Choose(marker):
                    self.marker_chosen.emit(marker.id)
                case Move(marker, span):
                    self.marker_moved.emit(marker.id, span.start_ms, span.end_ms)
                case Loop(span):
                    self.loop_moved.emit(span.start_ms, span.end_ms)

    def _hover(self, x: float, y: float) -> None:
        if self._content.duration_ms <= 0:
            return
        if self._pointer.held is not None and self._pointer.held.thing is Thing.TRACK:
            self._hover_nothing()  # the take itself shows the frame, and nothing else shall be decoded meanwhile
            return
        hit = self._pointer.held or self.scene.hit(x, y)
        self.setCursor(_cursor(hit, self._content))
        moving = self._pointer.moving_ms
        ms = self._scale.ms(x) if moving is None else moving
        if moving is None and hit.marker is not None and self._pointer.held is None:
            ms = hit.marker.end_ms or 0 if hit.grip is Grip.END else hit.marker.start_ms
        self._pointer_ms = ms
        if self._card is None:
            self._card = HoverCard(self._theme, self.window())
        self._card.set_words(time_text(ms, self._content.duration_ms), hit.marker, self._place_at(ms))
        self._place_card()
        self.hovered.emit(ms)
        self.update()

    def _place_at(self, ms: int) -> str:
        measured = self._content.measured
        return measured.words_at(ms) if measured is not None else ""

    def _hover_nothing(self) -> None:
        self._pointer_ms = None
        if self._card is not None:
            self._card.hide()
            self._card.set_image(None)
        self.hovered.emit(None)
        self.update()

    def _place_card(self) -> None:
        if self._card is not None and self._pointer_ms is not None:
            above = QPoint(round(self._scale.x(self._pointer_ms)), 0)
            self._card.show_above(self.mapTo(self.window(), above))


def _cursor(hit: Hit, content: Content) -> Qt.CursorShape:
    if hit.thing is Thing.TRACK:
        return Qt.CursorShape.ArrowCursor
    held_at_end = hit.grip is not Grip.WHOLE
    if hit.marker is not None and (not held_at_end or not content.may_move(hit.marker)):
        return Qt.CursorShape.PointingHandCursor
    return Qt.CursorShape.SizeHorCursor
