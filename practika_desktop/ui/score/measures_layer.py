"""What lies over the pages while one reads: the measure under the pointer, the linked one, the one that sounds."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.pages import Box, System
from practika_desktop.ui.score.over_paper import (
    ON_PAPER,
    chip_size,
    faint,
    paint_chip,
    paint_doubt,
    paint_frame,
    paint_wash,
    rect_of,
)
from practika_desktop.ui.score.page_view import PageView
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.theme import Theme

_REACH = 1.0  # staff spaces by which a highlight is higher than the staff
_LOOKED_AT, _SOUNDING, _LINKED = 22, 52, 34


class MeasuresLayer(QObject):
    """Knows the score's measures and paints only what is asked for: a page is read, not looked through.

    `measure_clicked` is emitted with a measure's id and the modifiers of the click.
    """

    measure_clicked = Signal(str, object)

    def __init__(self, view: PageView, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._measures: Measures | None = None
        self._under: Place | None = None
        self._linked: Place | None = None
        self._linked_id: str | None = None
        self._sounding: Place | None = None
        self._pressed_at: QPointF | None = None

    @property
    def under_pointer(self) -> Place | None:
        """The measure under the pointer."""
        return self._under

    @property
    def linked(self) -> Place | None:
        """The measure that the chosen marker is linked to."""
        return self._linked

    @property
    def sounding(self) -> Place | None:
        """The measure that is shown as sounding."""
        return self._sounding

    def set_measures(self, measures: Measures | None) -> None:
        """Know other measures; what is highlighted stays where its measure is still there."""
        self._measures = measures
        self._under = self._again(self._under)
        self._sounding = self._again(self._sounding)
        self._linked = measures.find(self._linked_id) if measures is not None else None
        self._view.repaint_layer()

    def set_linked(self, measure_id: str | None) -> None:
        """Show the measure that the chosen marker is linked to, None for none."""
        self._linked_id = measure_id
        before = self._linked
        self._linked = self._measures.find(measure_id) if self._measures is not None else None
        self._repaint(before, self._linked)

    def set_sounding(self, place: Place | None) -> None:
        """Show the measure that sounds now, None for none; nothing is painted again where it is the same."""
        before, self._sounding = self._sounding, place
        if (before and before.id) != (place and place.id):
            self._repaint(before, place)

    def paint(self, painter: QPainter, page: int, to_view: QTransform) -> None:
        """Paint the highlights of a page."""
        if self._measures is None or not 0 < page <= len(self._measures.pages):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caption = self._theme.font(TypeStep.CAPTION)
        for system in self._measures.pages[page - 1].systems:
            if not system.is_sure:
                paint_doubt(painter, rect_of(system.box, to_view), caption)
        for place, colour, alpha in (
            (self._sounding, ON_PAPER.accent, _SOUNDING),
            (self._linked, ON_PAPER.accent, _LINKED),
            (self._under, ON_PAPER.text, _LOOKED_AT),
        ):
            if place is not None and place.page == page:
                paint_wash(painter, rect_of(_reached(place), to_view), colour, alpha)
        if self._linked is not None and self._linked.page == page:
            paint_frame(painter, rect_of(_reached(self._linked), to_view), ON_PAPER.accent, width=2)
        if self._under is not None and self._under.page == page:
            self._paint_under(painter, self._under, to_view)

    def pressed(self, _page: int, _x: float, _y: float, event: QMouseEvent) -> bool:
        """Note where a click may begin; the page may be moved all the same."""
        self._pressed_at = event.position() if event.button() is Qt.MouseButton.LeftButton else None
        return False

    def moved(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Show the measure under the pointer."""
        if self._pressed_at is not None and self._is_far(event.position()):
            self._pressed_at = None
        self._look_at(self._measures.at(page, x, y) if self._measures is not None else None)
        return False

    def released(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Tell of a click on a measure."""
        is_click, self._pressed_at = self._pressed_at is not None, None
        place = self._measures.at(page, x, y) if self._measures is not None else None
        if is_click and place is not None:
            self.measure_clicked.emit(place.id, event.modifiers())
        return False

    def left(self) -> None:
        """Look at no measure any more."""
        self._pressed_at = None
        self._look_at(None)

    def _paint_under(self, painter: QPainter, place: Place, to_view: QTransform) -> None:
        font = self._theme.font(TypeStep.CAPTION)
        if not place.is_sure:
            for measure in place.system.measures:
                paint_frame(painter, rect_of(measure.box, to_view), ON_PAPER.feedback, dashed=True)
        words = place.label if place.is_sure else f"{place.label} ?"
        where = rect_of(_reached(place), to_view)
        corner = QPointF(where.left(), where.top() - chip_size(words, font)[1] - 1)
        fill = ON_PAPER.text if place.is_sure else ON_PAPER.feedback_fill
        paint_chip(painter, corner, words, font, fill=faint(fill, 225), ink=_ink_on(fill))

    def _look_at(self, place: Place | None) -> None:
        before, self._under = self._under, place
        if (before and before.id) != (place and place.id):
            self._repaint(before, place)

    def _repaint(self, *places: Place | None) -> None:
        for place in places:
            to_view = self._view.to_view(place.page) if place is not None else None
            if place is None or to_view is None:
                continue
            chip = 2 * chip_size("?", self._theme.font(TypeStep.CAPTION))[1] / to_view.m11()
            box = _whole_line(place.system) if not place.is_sure else _reached(place)
            self._view.repaint_layer(place.page, (box.x0 - chip, box.y0 - chip, box.x1 + 3 * chip, box.y1 + chip))

    def _again(self, place: Place | None) -> Place | None:
        return self._measures.find(place.id) if place is not None and self._measures is not None else None

    def _is_far(self, at: QPointF) -> bool:
        way = at - self._pressed_at if self._pressed_at is not None else QPointF()
        return way.manhattanLength() >= QApplication.startDragDistance()


def _reached(place: Place) -> Box:
    box, reach = place.measure.box, _REACH * place.system.staff_space
    return box._replace(y0=box.y0 - reach, y1=box.y1 + reach)


def _whole_line(system: System) -> Box:
    return system.box._replace(y0=system.box.y0 - system.staff_space, y1=system.box.y1 + system.staff_space)


def _ink_on(fill: QColor) -> QColor:
    return ON_PAPER.text if fill == ON_PAPER.feedback_fill else ON_PAPER.raised
