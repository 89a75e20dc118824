"""Lays the pages out in a view, scrolls and turns them, and knows where each is; what is on them it does not know."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from practika_desktop.score.area import Box
from practika_desktop.score.wire import PageSize
from practika_desktop.ui.score.layout import Layout, PagePoint, PointBox, SeenPage
from practika_desktop.ui.score.prefetch import ahead_of
from practika_desktop.ui.score.reading import Mode, Place, Reading, Room
from practika_desktop.ui.score.zoom import Fit, Zoom, step_from
from practika_desktop.ui.theme.theme import Theme

_MOST_AT_ONCE = 0.9
"""The share of the view by which half a turn scrolls at most: what was at its end is still to be seen."""


class PageScroller(QAbstractScrollArea):
    """The pages of a score, read in a mode at a zoom.

    `page_changed` is emitted with the page when another one is shown, `view_changed` when size, mode, or what can be
    turned to may be other ones, `moved` when other parts of the pages may be in sight.
    """

    page_changed = Signal(int)
    view_changed = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: Sequence[PageSize] = ()
        self._mode = Mode.SINGLE
        self._zoom = Zoom()
        self._place = Place(0)
        self._reading: Reading | None = None
        self._layout: Layout | None = None
        self._upper: PagePoint | None = None
        self._was_at = 0
        self._direction = 1
        self._is_placing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    @property
    def page(self) -> int:
        """The page shown, 0 for none; of several the one gone to, or the one of which most is in sight."""
        return self._place.page

    @property
    def is_half(self) -> bool:
        """Whether the page is half turned."""
        return self._place.is_half

    @property
    def mode(self) -> Mode:
        """How the pages are laid out."""
        return self._mode

    @property
    def zoom(self) -> Zoom:
        """How the size is chosen."""
        return self._zoom

    @property
    def factor(self) -> float:
        """How large the page is now; 1.0 is 100 %."""
        return self._reading.factor(self.page) if self._reading else 1.0

    @property
    def port(self) -> Box:
        """The part of the pages' ground that is in sight, in device pixels."""
        scroll = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        room = self.viewport().size()
        return self._layout.port(room.width(), room.height(), scroll) if self._layout else Box(0, 0, 0, 0)

    @property
    def seen(self) -> list[SeenPage]:
        """The pages in sight, from the first on."""
        return self._layout.seen(self.port) if self._layout else []

    @property
    def ahead(self) -> list[SeenPage]:
        """What is likely to come into sight next."""
        return ahead_of(self._reading, self._place, self.port, self._direction) if self._reading else []

    @property
    def can_scroll(self) -> bool:
        """Whether part of what is laid out lies outside the view."""
        return bool(self.horizontalScrollBar().maximum() or self.verticalScrollBar().maximum())

    def show_score(self, sizes: Sequence[PageSize], page: int) -> None:
        """Show a score whose pages have these sizes in points, from a page on; none without sizes."""
        self._sizes, self._direction, self._upper = sizes, 1, None
        self._place = Place(0)
        self._go(Place(page if sizes else 0))

    def show_page(self, page: int) -> None:
        """Show a page from its top."""
        self._go(Place(page))

    def can_turn(self, step: int) -> bool:
        """Tell whether there is something to turn to."""
        return self._reading is not None and self._reading.turned(self._place, step) is not None

    def turn(self, step: int) -> None:
        """Turn so many pages, or pairs of them, forward, or back when negative."""
        place = self._reading.turned(self._place, step) if self._reading else None
        if place is not None:
            self._go(place)

    def turn_half(self, direction: int) -> None:
        """Go on by half a page, or back (-1): what was read gives its place to what follows, or is scrolled away."""
        if self._reading is None or self._layout is None:
            return
        bar = self.verticalScrollBar()
        if not bar.maximum() and self._mode is not Mode.CONTINUOUS:
            place = self._reading.half_turned(self._place, direction)
            if place is not None:
                self._go(place)
            return
        laid, before = self._layout.find(self.page), bar.value()
        half = (laid.height / self._layout.ratio + self._room.gap) / 2 if laid else 0
        self.scroll_by(0, direction * min(half, _MOST_AT_ONCE * self.viewport().height()))
        if bar.value() == before and self._mode is not Mode.CONTINUOUS and self.can_turn(direction):
            self.turn(direction)
            bar.setValue(0 if direction > 0 else bar.maximum())

    def set_mode(self, mode: Mode) -> None:
        """Lay the pages out in another way; the page shown stays."""
        if mode is not self._mode:
            self._mode = mode
            self._go(Place(self.page))

    def set_zoom(self, zoom: Zoom, anchor: QPointF | None = None) -> None:
        """Choose another size; what is under `anchor` (of the viewport) stays there."""
        at = anchor or QPointF(self.viewport().rect().center())
        point = self._layout.nearest_point(*self._on_ground(at)) if self._layout else None
        self._zoom = zoom
        with self._placing():
            self._lay_out()
            self._bring(point, at)
        self.view_changed.emit()

    def zoom_step(self, direction: int, anchor: QPointF | None = None) -> None:
        """Go to the next larger (1) or smaller (-1) step."""
        if self._reading is not None:
            self.set_zoom(Zoom(Fit.FREE, step_from(self.factor, direction)), anchor)

    def scroll_by(self, across: float, down: float) -> None:
        """Move the view over the pages by logical pixels, as far as it goes."""
        for bar, by in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + round(by))

    def to_view(self, page: int) -> QTransform | None:
        """Return the way from a page's points to pixels of the viewport, None while the page is not laid out."""
        laid = self._layout.find(page) if self._layout else None
        if self._layout is None or laid is None:
            return None
        port, ratio = self.port, self._layout.ratio
        across, down = laid.width / laid.points[0] / ratio, laid.height / laid.points[1] / ratio
        return QTransform(across, 0, 0, down, (laid.x - port.x) / ratio, (laid.y - port.y) / ratio)

    def point_at(self, at: QPointF) -> PagePoint | None:
        """Return the page under a place of the viewport, and the place on it in points; None beside the pages."""
        return self._layout.point_at(*self._on_ground(at)) if self._layout else None

    def reveal(self, page: int, box: PointBox) -> None:
        """Turn and scroll until a box of a page is in sight; nothing moves where it is already."""
        if not 0 < page <= len(self._sizes) or self._is_in_sight(page, box):
            return
        if self._mode is not Mode.CONTINUOUS and (self._layout is None or self.is_half or not self._layout.find(page)):
            self.show_page(page)
        to_view, room = self.to_view(page), self.viewport().rect()
        if to_view is None:
            return
        where = to_view.mapRect(box_rect(box))
        if where.top() < 0 or where.bottom() > room.height():
            self.scroll_by(0, where.top() - self._room.margin)  # so that what follows is in sight too
        if where.left() < 0 or where.right() > room.width():
            self.scroll_by(where.left() - self._room.margin, 0)

    def event(self, event: QEvent) -> bool:
        """Lay out anew when the window goes to a screen of another resolution."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to their new room; in a column the same lines stay at the view's top."""
        super().resizeEvent(event)
        with self._placing():
            upper = self._upper if self._mode is Mode.CONTINUOUS else None
            self._lay_out()
            self._bring(upper, QPointF(self.viewport().width() / 2, 0))
        self.view_changed.emit()

    def _go(self, place: Place) -> None:
        """Show a place from its top."""
        before, self._place = self._place, place
        self._direction = -1 if place < before else 1
        with self._placing():
            self._lay_out()
            laid = self._layout.find(place.page) if self._layout and self._layout.is_column else None
            top = laid.y / self.devicePixelRatioF() - self._room.gap if laid else 0
            self.verticalScrollBar().setValue(math.ceil(top))
        if place.page and place.page != before.page:
            self.page_changed.emit(place.page)
        self.view_changed.emit()

    def _lay_out(self) -> None:
        """Bring pages and scroll bars to the room that there is."""
        with self._placing():
            self._make_layout()
            across, down = self._overflow()
            if down and self.is_half:  # half a page can be replaced only where the whole of it was to be seen
                self._place = Place(self.page)
                self._make_layout()
            room = self.maximumViewportSize()
            for bar, over, have in (
                (self.horizontalScrollBar(), across, room.width()),
                (self.verticalScrollBar(), down, room.height()),
            ):
                bar.setRange(0, over)
                bar.setPageStep(have)
                bar.setSingleStep(self._theme.space(8))
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self.can_scroll else Qt.CursorShape.ArrowCursor)

    def _make_layout(self) -> None:
        if not self.page:
            self._reading = self._layout = None
            return
        reading = Reading(self._sizes, self._mode, self._zoom, self._room)
        if reading != self._reading:
            self._reading = reading
        self._layout = reading.layout(self._place)

    @property
    def _room(self) -> Room:
        room, space = self.maximumViewportSize(), self._theme.space
        bar = self.verticalScrollBar().sizeHint().width()
        return Room(room.width(), room.height(), self.devicePixelRatioF(), margin=space(4), gap=space(4), bar=bar)

    def _overflow(self) -> tuple[int, int]:
        """Return how far can be scrolled each way; a bar along one side takes its room from the other."""
        room, across, down = self.maximumViewportSize(), 0, 0
        if self._layout is not None:
            for _ in range(3):
                beside = self.verticalScrollBar().sizeHint().width() if down else 0
                below = self.horizontalScrollBar().sizeHint().height() if across else 0
                across, down = self._layout.overflow(room.width() - beside, room.height() - below)
        return across, down

    def _is_in_sight(self, page: int, box: PointBox) -> bool:
        for laid, visible in self.seen:
            if laid.page == page:
                across, down = laid.width / laid.points[0], laid.height / laid.points[1]
                seen = QRectF(visible.x, visible.y, visible.width, visible.height)
                return seen.contains(QTransform.fromScale(across, down).mapRect(box_rect(box)))
        return False

    def _on_ground(self, at: QPointF) -> tuple[float, float]:
        """Return where a place of the viewport is on the ground, in device pixels."""
        port, ratio = self.port, self.devicePixelRatioF()
        return port.x + at.x() * ratio, port.y + at.y() * ratio

    def _bring(self, point: PagePoint | None, at: QPointF) -> None:
        """Scroll until a point of a page lies at a place of the viewport."""
        to_view = self.to_view(point[0]) if point else None
        if point is not None and to_view is not None:
            away = to_view.map(QPointF(point[1], point[2])) - at
            self.scroll_by(away.x(), away.y())

    @contextmanager
    def _placing(self) -> Iterator[None]:
        """Tell of what is in sight at the end only, not of each step on the way there."""
        was, self._is_placing = self._is_placing, True
        try:
            yield
        finally:
            self._is_placing = was
        if not was:
            self._tell()

    def _tell(self) -> None:
        if self._layout is not None:
            port = self.port
            self._upper = self._layout.nearest_point(port.x + port.width / 2, port.y)
            self._was_at = port.y
        self.moved.emit()

    def _scrolled(self) -> None:
        """Follow with the page's number while one scrolls through a column."""
        if self._is_placing or self._layout is None:
            return
        port = self.port
        if port.y != self._was_at:
            self._direction = 1 if port.y > self._was_at else -1
        self._tell()
        page = self._layout.most_seen(port) if self._layout.is_column else None
        if page is not None and page != self.page:
            self._place = Place(page)
            self.page_changed.emit(page)
            self.view_changed.emit()


def box_rect(box: PointBox) -> QRectF:
    """Return a box as Qt has it."""
    return QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3]))
