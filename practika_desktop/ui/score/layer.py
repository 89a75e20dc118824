"""What can be laid over the pages: it is painted above them and is offered the pointer before they are."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QMouseEvent, QPainter, QTransform

if TYPE_CHECKING:
    from practika_desktop.ui.score.page_view import PageView


class Layer(Protocol):
    """Something over the pages; pages count from 1, x and y are points of the displayed page from its upper left.

    What is asked with an event answers whether it took it: then the pages neither move nor turn for it. A press that
    it took is followed by the moves and the release at the same page, even where they lie beside it.
    """

    def paint(self, painter: QPainter, page: int, to_view: QTransform) -> None:
        """Paint what lies over a page that is in sight; `to_view` leads from its points to the viewport's pixels."""

    def pressed(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Take a press or a double click on a page, or leave it."""

    def moved(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Take a move over a page, with or without a button, or leave it."""

    def released(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Take a release, or leave it."""

    def left(self) -> None:
        """Note that the pointer is over no page any more."""


class LayerPointer:
    """Offers the pointer's events on a view's pages to what lies over them."""

    def __init__(self, view: "PageView") -> None:
        self._view = view
        self._layer: Layer | None = None
        self._held_on: int | None = None
        self._over: int | None = None

    @property
    def layer(self) -> Layer | None:
        """What lies over the pages."""
        return self._layer

    def set_layer(self, layer: Layer | None) -> None:
        """Offer to another one, or to none."""
        self.leave()
        self._layer, self._held_on = layer, None

    def took(self, event: QMouseEvent) -> bool:
        """Offer a press, a move or a release; tell whether it was taken."""
        if self._layer is None:
            return False
        at = self._point(event.position())
        if at is None:
            self.leave()
            return False
        self._over = at[0]
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                if not self._layer.pressed(*at, event):
                    return False
                self._held_on = at[0]
                return True
            case QEvent.Type.MouseMove:
                return self._layer.moved(*at, event) or self._held_on is not None
            case _:
                was_held, self._held_on = self._held_on is not None, None
                return self._layer.released(*at, event) or was_held

    def leave(self) -> None:
        """Note that the pointer has left the view."""
        if self._layer is not None and self._over is not None:
            self._layer.left()
        self._over = None

    def _point(self, at: QPointF) -> tuple[int, float, float] | None:
        """Return the page and the point on it, that of the page where a press was taken as long as it is held."""
        to_view = self._view.to_view(self._held_on) if self._held_on is not None else None
        if self._held_on is None or to_view is None:
            return self._view.point_at(at)
        point = to_view.inverted()[0].map(at)
        return self._held_on, point.x(), point.y()
