"""Shows one page of the score: fitted or zoomed, scrolled, sharp on every screen."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from practika_desktop.ui.score import sheet
from practika_desktop.ui.score.layer import Layer, LayerPointer
from practika_desktop.ui.score.page_hands import PageHands
from practika_desktop.ui.score.pictures import PagePictures
from practika_desktop.ui.score.placement import Placement
from practika_desktop.ui.score.zoom import Fit, Zoom, step_from
from practika_desktop.ui.theme.theme import Theme

PointBox = tuple[float, float, float, float]
"""Left, top, right and bottom of a box on a displayed page, in points from the page's upper left corner."""


class PageView(QAbstractScrollArea):
    """The page on a calm ground; pointer, wheel and keys are worked by its `PageHands`.

    `page_changed` is emitted with the page when another one is shown, `zoom_changed` whenever its size may be another,
    `turn_wanted` with a direction (-1 or 1).
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    turn_wanted = Signal(int)

    def __init__(self, pictures: PagePictures, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._page = 0
        self._zoom = Zoom()
        self._words = ""
        self._pointer = LayerPointer(self)
        self._hands = PageHands(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("page-view")
        self.setAccessibleName("Page of the score")
        self.setAccessibleDescription("Alt and the arrow keys move an enlarged page.")
        self.horizontalScrollBar().valueChanged.connect(self._moved)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        theme.changed.connect(self.viewport().update)

    @property
    def page(self) -> int:
        """The page shown, 0 for none."""
        return self._page

    @property
    def zoom(self) -> Zoom:
        """How the size is chosen."""
        return self._zoom

    @property
    def factor(self) -> float:
        """How large the page is now; 1.0 is 100 %."""
        if not self._page:
            return 1.0
        margin, room = 2 * self._theme.space(4), self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width() if self._zoom.fit is Fit.WIDTH else 0
        free = (max(16, room.width() - margin - bar), max(16, room.height() - margin))
        return self._zoom.factor_for(self._pictures.page_sizes[self._page - 1], free)

    @property
    def placement(self) -> Placement | None:
        """Where the page lies, None while there is none, or no more once the score is closed."""
        if not 0 < self._page <= len(self._pictures.page_sizes):
            return None
        return Placement(
            size=self._pictures.page_sizes[self._page - 1],
            factor=self.factor,
            ratio=self.devicePixelRatioF(),
            room=(self.viewport().width(), self.viewport().height()),
            margin=self._theme.space(4),
            scroll=(self.horizontalScrollBar().value(), self.verticalScrollBar().value()),
        )

    def show_page(self, page: int) -> None:
        """Show a page from its top; 0 shows none."""
        is_other, self._page = page != self._page, page
        self._words = ""
        self.setAccessibleName(f"Page {page} of the score" if page else "Page of the score")
        self.verticalScrollBar().setValue(0)
        self._lay_out()
        self.zoom_changed.emit()
        if page and is_other:
            self.page_changed.emit(page)

    def set_layer(self, layer: Layer | None) -> None:
        """Lay something over the pages in place of what lies there, or nothing."""
        self._pointer.set_layer(layer)
        self.viewport().setMouseTracking(layer is not None)
        self.viewport().update()

    def repaint_layer(self, page: int | None = None, box: PointBox | None = None) -> None:
        """Paint again what lies over the pages in sight, over one page, or over a box of it."""
        placement = self.placement
        to_view = self.to_view(self._page)
        if placement is None or to_view is None or page not in {None, self._page}:
            return
        where = QRectF(*placement.rect) if box is None else to_view.mapRect(_rect(box))
        self.viewport().update(where.toAlignedRect().adjusted(-1, -1, 1, 1))

    def to_view(self, page: int) -> QTransform | None:
        """Return the way from a page's points to pixels of the viewport, None while the page is not in sight."""
        placement = self.placement
        if placement is None or page != self._page:
            return None
        x, y, width, height = placement.rect
        return QTransform(width / placement.size[0], 0, 0, height / placement.size[1], x, y)

    def point_at(self, at: QPointF) -> tuple[int, float, float] | None:
        """Return the page under a place of the viewport, and the place on it in points; None beside the pages."""
        placement, to_view = self.placement, self.to_view(self._page)
        if placement is None or to_view is None or not QRectF(*placement.rect).contains(at):
            return None
        point = to_view.inverted()[0].map(at)
        return self._page, point.x(), point.y()

    def reveal(self, page: int, box: PointBox) -> None:
        """Turn and scroll until a box of a page is in sight; nothing moves where it is already."""
        if not 0 < page <= len(self._pictures.page_sizes):
            return
        if page != self._page:
            self.show_page(page)
        to_view = self.to_view(page)
        if to_view is None:
            return
        margin, room = self._theme.space(4), QRectF(self.viewport().rect())
        where = to_view.mapRect(_rect(box))
        if where.top() < room.top() or where.bottom() > room.bottom():
            self.scroll_by(0, where.top() - margin)
        if where.left() < room.left() or where.right() > room.right():
            self.scroll_by(where.left() - margin, 0)

    def say(self, words: str) -> None:
        """Say something in the page's place while there is none."""
        self._words = words
        self.viewport().update()

    def set_zoom(self, zoom: Zoom, anchor: QPointF | None = None) -> None:
        """Choose another size; the point of the page under `anchor` (of the viewport) stays where it is."""
        before = self.placement
        self._zoom = zoom
        self._lay_out()
        after = self.placement
        if before is not None and after is not None:
            anchor = anchor or QPointF(self.viewport().rect().center())
            (x, y, width, height), (new_x, new_y, new_width, new_height) = before.rect, after.rect
            self.scroll_by(
                new_x + (anchor.x() - x) / width * new_width - anchor.x(),
                new_y + (anchor.y() - y) / height * new_height - anchor.y(),
            )
        self.zoom_changed.emit()

    def zoom_step(self, direction: int, anchor: QPointF | None = None) -> None:
        """Go to the next larger (1) or smaller (-1) step."""
        if self._page:
            self.set_zoom(Zoom(Fit.FREE, step_from(self.factor, direction)), anchor)

    def scroll_by(self, across: float, down: float) -> None:
        """Move the page's view by logical pixels, as far as it goes."""
        for bar, by in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + round(by))

    @property
    def can_scroll(self) -> bool:
        """Whether part of the page lies outside the view."""
        return bool(self.horizontalScrollBar().maximum() or self.verticalScrollBar().maximum())

    @property
    def stands_in(self) -> bool:
        """Whether what is painted is still, in part, a picture of another size."""
        placement = self.placement
        return placement is not None and not self._pictures.has_all(
            self._page, *placement.device_size, placement.visible
        )

    def refresh(self) -> None:
        """Paint again: a picture has come."""
        self.viewport().update()

    def _lay_out(self) -> None:
        """Bring the scroll bars to the page's size and ask for what is to be seen."""
        room = self.maximumViewportSize()
        placement = self.placement
        overflow = placement.overflow if placement else (0, 0)
        for bar, over, have in (
            (self.horizontalScrollBar(), overflow[0], room.width()),
            (self.verticalScrollBar(), overflow[1], room.height()),
        ):
            bar.setRange(0, over)
            bar.setPageStep(have)
            bar.setSingleStep(self._theme.space(8))
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self.can_scroll else Qt.CursorShape.ArrowCursor)
        self._moved()

    def _moved(self) -> None:
        placement = self.placement
        if placement is not None:
            self._pictures.want(self._page, *placement.device_size, placement.visible)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the page and what has come of its picture."""
        painter = QPainter(self.viewport())
        room = QRectF(self.viewport().rect())
        painter.fillRect(room, self._theme.tokens.window)
        placement = self.placement
        if placement is None:
            sheet.paint_words(painter, room, self._words, self._theme)
        else:
            self._paint_page(painter, placement)
        if self.hasFocus():
            sheet.paint_focus(painter, room, self._theme)

    def _paint_page(self, painter: QPainter, placement: Placement) -> None:
        page = QRectF(*placement.rect)
        error = self._pictures.page_error(self._page)
        placed = self._pictures.placed(self._page, *placement.device_size, placement.visible)
        sheet.paint_sheet(painter, page, self._theme)
        sheet.paint_pictures(painter, page, placed, placement.ratio)
        if error is not None and not placed:
            sheet.paint_error(painter, page, error, self._theme)
        sheet.paint_dimmed(painter, page, self._theme)
        to_view = self.to_view(self._page)
        if self._pointer.layer is not None and to_view is not None:
            painter.save()
            painter.setClipRect(page)
            self._pointer.layer.paint(painter, self._page, to_view)
            painter.restore()

    def event(self, event: QEvent) -> bool:
        """Ask for sharper or smaller pictures when the window goes to another screen."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to its new room."""
        super().resizeEvent(event)
        self._lay_out()
        self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, turn or scroll."""
        if not self._hands.rolled(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page, unless what lies over it takes the event."""
        if not self._pointer.took(event):
            self._hands.dragged(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the page that is held, unless what lies over it takes the event."""
        if not self._pointer.took(event):
            self._hands.dragged(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the page go, unless what lies over it takes the event."""
        if not self._pointer.took(event):
            self._hands.dragged(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do as with a press."""
        self._pointer.took(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice when the pointer leaves."""
        if event.type() is QEvent.Type.Leave:
            self._pointer.leave()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the page, or leave the key to the desk's actions."""
        if not self._hands.pressed(event):
            event.ignore()


def _rect(box: PointBox) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
