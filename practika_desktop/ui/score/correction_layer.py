"""What lies over the pages while their measures are corrected, and what the pointer does to it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QTransform

from practika_desktop.model.measures.lines import Barline
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box
from practika_desktop.ui.score.choosing import Chosen
from practika_desktop.ui.score.correction_paint import CorrectionPaint
from practika_desktop.ui.score.hits import Hit, hit
from practika_desktop.ui.score.page_view import PageView
from practika_desktop.ui.theme.theme import Theme

_REACH_PX = 5
_FAR_PX = 3  # less than the system's for dragging things: a barline is often a little off only
_LINE_PX = 24  # a box drawn with the pointer is a line from this width on


@dataclass(frozen=True, slots=True)
class _Held:
    """What the pointer has taken hold of: a barline, or the corner of a box that is being drawn."""

    page: int
    at: QPointF
    barline: Barline | None
    x: float
    y: float


class CorrectionLayer(QObject):
    """Shows every line and measure. A click in a measure splits it, one on its number chooses it.

    `split_wanted(id, x)`, `chosen(id, extends)`, `barline_moved(barline, x)`, `line_drawn(page, box)`, and
    `menu_wanted(place on the screen)` tell what the pointer asks for; x is in points of the page.
    """

    split_wanted = Signal(str, float)
    chosen = Signal(str, bool)
    barline_moved = Signal(object, float)
    line_drawn = Signal(int, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, view: PageView, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._paint = CorrectionPaint(theme)
        self._measures: Measures | None = None
        self._chosen: Chosen | None = None
        self._typed = ""
        self._held: _Held | None = None
        self._now: tuple[float, float] | None = None  # of what is held
        self._under: tuple[int, Hit, float] | None = None

    @property
    def pointed_at(self) -> tuple[str, float] | None:
        """The measure under the pointer and the place in it, in points, where a barline would be put."""
        if self._under is None or self._under[1].place is None:
            return None
        return self._under[1].place.id, self._under[2]

    @property
    def is_holding(self) -> bool:
        """Whether something is being dragged."""
        return self._held is not None

    def show(self, measures: Measures | None, chosen: Chosen | None, typed: str) -> None:
        """Show a map, which of its measures are chosen, and what is being typed for them."""
        self._measures, self._chosen, self._typed = measures, chosen, typed
        self._held = self._now = None
        self._view.repaint_layer()

    def give_up(self) -> None:
        """Let go of what is held, where it was."""
        self._held = self._now = None
        self._view.repaint_layer()

    def forget_pointer(self) -> None:
        """Take no notice of where the pointer rests until it moves again: the keyboard is used."""
        self._under = None
        self._view.repaint_layer()

    def paint(self, painter: QPainter, page: int, to_view: QTransform) -> None:
        """Paint all lines of a page, and what the pointer is about to do."""
        if self._measures is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._chosen.places(self._measures) if self._chosen is not None else ()
        self._paint.page(painter, to_view, self._measures.on_page(page))
        self._paint.chosen(painter, to_view, [place for place in chosen if place.page == page])
        head = self._measures.find(self._chosen.head) if self._chosen is not None else None
        if self._typed and head is not None and head.page == page:
            self._paint.typed(painter, to_view, head, self._typed)
        if self._held is not None and self._now is not None and self._held.page == page:
            self._paint_held(painter, to_view, self._held, self._now)
        elif self._under is not None and self._under[0] == page:
            _, found, x = self._under
            if found.barline is None and found.place is not None and found.is_inside:
                self._paint.split(painter, to_view, found.place, x)

    def pressed(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Take hold of a barline or of a box's corner, choose, or ask for the menu."""
        if self._measures is None or event.type() is QEvent.Type.MouseButtonDblClick:
            return True
        found = self._hit(page, x, y)
        if event.button() is Qt.MouseButton.RightButton:
            if found.place is not None and not self._is_chosen(found.place.id):
                self.chosen.emit(found.place.id, False)
            self.menu_wanted.emit(event.globalPosition().toPoint())
        elif event.button() is Qt.MouseButton.LeftButton:
            self._held = _Held(page, event.position(), found.barline, x, y)
            self._now = None
        return True

    def moved(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Drag what is held, or show what a click would do."""
        if self._held is None:
            found = self._hit(page, x, y)
            self._under = (page, found, x)
            self._show_hand(found)
        elif self._now is not None or _is_far(event.position() - self._held.at):
            self._now = (x, y)
        self._view.repaint_layer(page)
        return True

    def released(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Put down what was held; where nothing was moved, it was a click."""
        held, now = self._held, self._now
        self._held = self._now = None
        if held is None or event.button() is not Qt.MouseButton.LeftButton:
            return True
        if now is None:
            self._clicked(page, x, y, extends=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif held.barline is not None:
            self.barline_moved.emit(held.barline, x)
        else:
            self._drawn(held, x, y)
        self._view.repaint_layer()
        return True

    def left(self) -> None:
        """Show nothing of what a click would do."""
        self._under = None
        self._view.repaint_layer()

    def _clicked(self, page: int, x: float, y: float, *, extends: bool) -> None:
        found = self._hit(page, x, y)
        if found.place is None:
            return
        if extends or found.barline is not None or not found.is_inside:
            self.chosen.emit(found.place.id, extends)
        else:
            self.split_wanted.emit(found.place.id, x)

    def _drawn(self, held: _Held, x: float, y: float) -> None:
        to_view = self._view.to_view(held.page)
        if to_view is not None and abs(x - held.x) * to_view.m11() >= _LINE_PX:
            self.line_drawn.emit(held.page, Box(held.x, held.y, x, y))

    def _paint_held(self, painter: QPainter, to_view: QTransform, held: _Held, now: tuple[float, float]) -> None:
        if held.barline is not None and self._measures is not None:
            place = self._measures.find(held.barline.begins or held.barline.ends)
            if place is not None:
                self._paint.split(painter, to_view, place, now[0])
        else:
            self._paint.drawn(painter, to_view.mapRect(QRectF(QPointF(held.x, held.y), QPointF(*now)).normalized()))

    def _hit(self, page: int, x: float, y: float) -> Hit:
        to_view = self._view.to_view(page)
        if self._measures is None or to_view is None:
            return Hit()
        return hit(self._measures, page, x, y, _REACH_PX / to_view.m11())

    def _is_chosen(self, measure_id: str) -> bool:
        if self._measures is None or self._chosen is None:
            return False
        return any(place.id == measure_id for place in self._chosen.places(self._measures))

    def _show_hand(self, found: Hit) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if found.barline is not None:
            shape = Qt.CursorShape.SplitHCursor
        elif found.place is None:
            shape = Qt.CursorShape.CrossCursor
        self._view.viewport().setCursor(shape)


def _is_far(way: QPointF) -> bool:
    return way.manhattanLength() >= _FAR_PX
