"""Shows the pages of the score: their pictures, and what lies over them; sharp on every screen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from practika_desktop.score.area import PagePicture
from practika_desktop.ui.score import sheet
from practika_desktop.ui.score.layer import Layer, LayerPointer
from practika_desktop.ui.score.layout import LaidPage, PointBox, SeenPage
from practika_desktop.ui.score.page_hands import PageHands
from practika_desktop.ui.score.pictures import PagePictures
from practika_desktop.ui.score.scroller import PageScroller, box_rect
from practika_desktop.ui.theme.theme import Theme


class PageView(PageScroller):
    """The pages on a calm ground; what lies over them gets the pointer first, then their `PageHands`."""

    def __init__(self, pictures: PagePictures, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pictures = pictures
        self._words = ""
        self._pointer = LayerPointer(self)
        self._hands = PageHands(self)
        self.setObjectName("page-view")
        self.setAccessibleName("Page of the score")
        self.rest()
        self.moved.connect(self._ask)
        self.page_changed.connect(lambda page: self.setAccessibleName(f"Page {page} of the score"))
        theme.changed.connect(self.viewport().update)

    @property
    def stands_in(self) -> bool:
        """Whether what is painted is still, in part, a picture of another size."""
        return not all(self._pictures.has_all(seen) for seen in self.seen)

    def rest(self) -> None:
        """Describe itself as it is while one reads."""
        self.setAccessibleDescription("Alt and the arrow keys move an enlarged page.")

    def say(self, words: str) -> None:
        """Say something in the pages' place while there are none."""
        self._words = words
        self.viewport().update()

    def refresh(self, came: Sequence[PagePicture]) -> None:
        """Paint again what these pictures, just come, are a part of; everything where there are none."""
        if not came:
            self.viewport().update()
        for picture in came:
            for laid, _ in self.seen:
                if laid.page == picture.area.page:
                    box, page = picture.area.bounds, self._rect(laid)
                    across, down = page.width() / picture.area.width, page.height() / picture.area.height
                    part = QRectF(box.x * across, box.y * down, box.width * across, box.height * down)
                    self._update(part.translated(page.topLeft()))

    def set_layer(self, layer: Layer | None) -> None:
        """Lay something over the pages in place of what lies there, or nothing."""
        self._pointer.set_layer(layer)
        self.viewport().setMouseTracking(layer is not None)
        self.viewport().update()

    def repaint_layer(self, page: int | None = None, box: PointBox | None = None) -> None:
        """Paint again what lies over the pages in sight, over one page, or over a box of it."""
        for laid, _ in self.seen:
            to_view = self.to_view(laid.page)
            if page in {None, laid.page} and to_view is not None:
                self._update(self._rect(laid) if box is None else to_view.mapRect(box_rect(box)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the pages and what has come of their pictures."""
        painter = QPainter(self.viewport())
        room = QRectF(self.viewport().rect())
        painter.fillRect(event.rect(), self._theme.tokens.window)
        seen = self.seen
        if not seen:
            sheet.paint_words(painter, room, self._words, self._theme)
        for one in seen:
            self._paint_page(painter, one)
        if self.hasFocus():
            sheet.paint_focus(painter, room, self._theme)

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
        self.mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice when the pointer leaves."""
        if event.type() is QEvent.Type.Leave:
            self._pointer.leave()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the page, or leave the key to the desk's actions."""
        if not self._hands.pressed(event):
            event.ignore()

    def _ask(self) -> None:
        self._pictures.want(self.seen, self.ahead)
        self.viewport().update()

    def _update(self, where: QRectF) -> None:
        self.viewport().update(where.toAlignedRect().adjusted(-1, -1, 1, 1) & self.viewport().rect())

    def _rect(self, laid: LaidPage) -> QRectF:
        """Return where the whole of a page lies in the viewport."""
        port, ratio = self.port, self.devicePixelRatioF()
        return QRectF((laid.x - port.x) / ratio, (laid.y - port.y) / ratio, laid.width / ratio, laid.height / ratio)

    def _paint_page(self, painter: QPainter, seen: SeenPage) -> None:
        laid, page = seen.laid, self._rect(seen.laid)
        ratio, placed = self.devicePixelRatioF(), self._pictures.placed(seen)
        painter.save()
        if laid.top or laid.bottom < laid.height:
            sheet.clip_half(painter, page, laid.top / ratio, laid.bottom / ratio)
        sheet.paint_sheet(painter, page, self._theme, ratio)
        sheet.paint_pictures(painter, page, placed, ratio)
        error = self._pictures.page_error(laid.page)
        if error is not None and not placed:
            sheet.paint_error(painter, page, error, self._theme)
        sheet.paint_dimmed(painter, page, self._theme)
        self._paint_layer(painter, laid.page, page)
        if laid.top:
            sheet.paint_seam(painter, page, laid.top / ratio, self._theme)
        painter.restore()

    def _paint_layer(self, painter: QPainter, page: int, where: QRectF) -> None:
        to_view = self.to_view(page)
        if self._pointer.layer is not None and to_view is not None:
            painter.save()
            painter.setClipRect(where, Qt.ClipOperation.IntersectClip)
            self._pointer.layer.paint(painter, page, to_view)
            painter.restore()
