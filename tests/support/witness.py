"""Reads each picture that is painted in the desk's window, and compares it with what the desk says it shows."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage

from practika_desktop.ui.player.pane import PlayerPane
from tests.support.barcode import CELLS, number_in
from tests.support.videos import MadeVideo

_LINES = (0.6, 0.75, 0.9)  # of the picture's height: a picture that is torn says different numbers
_ACROSS = np.linspace(0.3, 0.7, 8)  # of a cell


class Witness(QObject):
    """Looks at a pane of takes, each known by its key; `wrong` tells in words what was not as the desk said.

    `painted` counts the pictures that were compared, `shown` are the frames painted since `forget`.
    """

    def __init__(self, pane: PlayerPane, takes: Mapping[str, MadeVideo]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._takes = takes
        self.painted = 0
        self.shown: list[int] = []
        self.wrong: list[str] = []
        pane.view.frame_painted.connect(self._look)

    def forget(self) -> None:
        """Begin to list the painted frames anew."""
        self.shown.clear()

    def check(self, after: str) -> None:
        """Compare what stands on the screen now with all that the desk says of it."""
        screen = QGuiApplication.primaryScreen()
        self._compare(screen.grabWindow(self._pane.window().winId()).toImage(), self._pane.painted_frame, after)

    def _look(self, frame: int) -> None:
        """Read a picture as it is being painted: nothing can come between it and what is said about it."""
        canvas = self._pane.window().backingStore().paintDevice()
        if not isinstance(canvas, QImage):  # the window paints itself for somebody else, on no screen
            return
        self._compare(canvas, frame, "painting")
        self.painted += 1
        self.shown.append(frame)

    def _compare(self, image: QImage, frame: int, when: str) -> None:
        state = self._pane.state
        video = self._takes[state.key or ""]
        seen = read_bars(image, self._box(video))
        due = video.numbers[frame] if 0 <= frame < len(video.numbers) else None
        words = f"frame {state.frame} / {len(video.numbers)}"
        position_ms = self._pane.timeline.content.position_ms
        if seen is None or seen != due or state.frame != frame:
            self.wrong.append(f"{when}: frame {frame} is bars {due}, seen {seen}, said {state.frame}")
        elif self._pane.bar.frame_words != words or position_ms != state.time_ms:
            self.wrong.append(f"{when}: {words} at {state.time_ms} ms, the bar says {self._pane.bar.frame_words}")

    def _box(self, video: MadeVideo) -> QRect:
        """Return where the picture must stand in the window, in device pixels."""
        view, window = self._pane.view, self._pane.window()
        ratio = view.devicePixelRatioF()
        room = view.size() * ratio
        size = QSize(video.width, video.height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        corner = view.mapTo(window, QPoint(0, 0)) * ratio
        beside = QPoint((room.width() - size.width()) // 2, (room.height() - size.height()) // 2)
        return QRect(corner + beside, size)


def read_bars(image: QImage, box: QRect) -> int | None:
    """Return the number in the picture that fills the box; None without a code, or where its lines disagree."""
    cells = (np.arange(CELLS)[:, None] + _ACROSS) * box.width() / CELLS
    columns = box.left() + cells.astype(int)
    numbers = {number_in(_means(image, box.top() + int(box.height() * at), columns)) for at in _LINES}
    return numbers.pop() if len(numbers) == 1 else None


def _means(image: QImage, y: int, columns: NDArray[np.int64]) -> list[float]:
    pixels = np.frombuffer(bytes(image.copy(0, y, image.width(), 1).constBits()), np.uint8).reshape(-1, 4)
    return [float(mean) for mean in pixels[columns, 1].mean(axis=1)]
