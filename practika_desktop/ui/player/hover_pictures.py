"""Small pictures for the timeline, from a decoder of their own, so that the take on screen is never disturbed."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from practika_desktop.player.pictures import Picture, TakePictures

REST_MS = 20_000
"""How long the decoder is kept after the pointer has gone."""

Wish = tuple[int, tuple[int, int]]
"""A frame and the box in device pixels into which its picture is to fit."""


class HoverPictures(QObject):
    """Brings the picture of the frame that was wished for last; older wishes are dropped.

    Its process is started by the first wish for a take and ends when nobody has wished for a while. A take that it
    cannot read has no pictures here: what is wrong is said where the take is shown.
    """

    arrived = Signal(QImage)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._pictures: TakePictures | None = None
        self._wish: Wish | None = None
        self._asked: Wish | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.close)
        self._woken.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def want(self, path: Path, frame: int, box: tuple[int, int], index_file: Path | None = None) -> None:
        """Wish for a frame of a take, in a box in device pixels; its index may be kept in `index_file`."""
        self._rest.stop()
        if path != self._path:
            self.close()
            self._path = path
            self._pictures = TakePictures(path, wake=self._woken.emit, index_file=index_file, aside=True)
        if (frame, box) != self._wish:
            self._wish = (frame, box)
            self._look()

    def rest(self) -> None:
        """Wish for nothing; the decoder is kept for a while."""
        self._wish = None
        if self._pictures is not None:
            self._rest.start()

    def close(self) -> None:
        """End the decoder."""
        self._rest.stop()
        if self._pictures is not None:
            self._pictures.close()
        self._pictures = self._path = self._wish = self._asked = None

    def _look(self) -> None:
        """Take in what the decoder has done, and hand out what is still wished for."""
        if self._pictures is None:
            return
        self._pictures.poll()
        if self._wish is None or self._pictures.index is None:
            return
        frame, box = self._wish
        if self._wish != self._asked:
            self._asked = self._wish
            self._pictures.want(frame, box=box, roam=False)
        picture = self._pictures.picture(frame)
        if picture is not None:
            self._wish = None
            self.arrived.emit(_image(picture))


def _image(picture: Picture) -> QImage:
    """Return a copy that outlives the decoder's memory."""
    lent = QImage(picture.rgb32, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return lent.copy()
