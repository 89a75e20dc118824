"""The thumbnails of the rows that are looked at: asked for when painted, there when they are made."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

Answer = Callable[[QImage | None], None]
Ask = Callable[[str, Answer], None]
"""Starts the making of the thumbnail of a media id; calls back with it, or with None, on the window's thread."""

KEPT = 80  # several windows full of rows, and 18 MB
WISHES = 40
AT_ONCE = 2
LARGEST = QSize(320, 180)


class Thumbnails(QObject):
    """Keeps the latest thumbnails and asks for missing ones: the last wish first, old wishes dropped.

    Wishes wait until `ask_by` names who makes them. A picture that cannot be made is not asked for again.
    """

    arrived = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask: Ask | None = None
        self._pictures: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wishes: list[str] = []
        self._asked: set[str] = set()

    def ask_by(self, ask: Ask) -> None:
        """Ask in this way from now on, first for what was wished until now."""
        self._ask = ask
        self._ask_next()

    def picture(self, media_id: str) -> QPixmap | None:
        """Return the thumbnail of a media, at most 320 by 180 pixels; None while there is none (see `arrived`)."""
        if media_id in self._pictures:
            self._pictures.move_to_end(media_id)
            return self._pictures[media_id]
        if media_id in self._wishes:
            self._wishes.remove(media_id)
        if media_id not in self._asked:
            self._wishes = [*self._wishes[-WISHES + 1 :], media_id]
            self._ask_next()
        return None

    def _ask_next(self) -> None:
        while self._ask is not None and self._wishes and len(self._asked) < AT_ONCE:
            media_id = self._wishes.pop()
            self._asked.add(media_id)
            self._ask(media_id, partial(self._take, media_id))

    def _take(self, media_id: str, image: QImage | None) -> None:
        self._asked.discard(media_id)
        self._pictures[media_id] = _fitted(image)
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(media_id)
        self._ask_next()


def _fitted(image: QImage | None) -> QPixmap | None:
    if image is None or image.isNull():
        return None
    if image.width() > LARGEST.width() or image.height() > LARGEST.height():
        image = image.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return QPixmap.fromImage(image)
