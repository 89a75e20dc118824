"""A player's pane in a test: reading what is really painted, and waiting until it is."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from practika_desktop.player.player import Player
from practika_desktop.player.state import Phase
from practika_desktop.ui.player.pane import PlayerPane
from practika_desktop.ui.theme.theme import Theme
from tests.support.barcode import read_barcode
from tests.support.videos import MadeVideo


class Stage:
    """A pane on a silent player in a window of its own, and what a teacher would see on it."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self._qtbot = qtbot
        self.theme = theme
        self.player = Player(speaker=None, wake=self._wake)
        self.pane = PlayerPane(self.player, theme)
        qtbot.addWidget(self.pane)
        self.pane.resize(720, 620)
        self.pane.show()

    def _wake(self) -> None:
        self.pane.wake()

    def close(self) -> None:
        """End everything that the pane and its player have started."""
        self.pane.shut_down()
        self.player.close()

    def open(self, video: MadeVideo, key: str = "take") -> None:
        """Show a take and wait until its first frame is painted."""
        self.pane.show_take(key, video.path)
        self._qtbot.waitUntil(
            lambda: self.pane.state.phase is Phase.READY and self.pane.painted_frame == 0, timeout=9_000
        )

    def wait_for(self, frame: int) -> None:
        """Wait until a frame is said to be shown and is painted."""
        self._qtbot.waitUntil(lambda: self.pane.state.frame == frame == self.pane.painted_frame, timeout=9_000)

    def wait_past(self, frame: int) -> None:
        """Wait until a later frame is painted."""
        self._qtbot.waitUntil(lambda: self.pane.painted_frame > frame, timeout=9_000)

    def seen(self) -> int | None:
        """Return the number that can be read in the window, None where no picture stands."""
        return read_picture(self.pane.view.grab().toImage())

    def truthful(self, video: MadeVideo) -> bool:
        """Tell whether what is seen is what the state, the bar and the timeline say."""
        state, total = self.pane.state, len(video.numbers)
        position_ms = self.pane.timeline.content.position_ms
        return (
            self.seen() == video.numbers[state.frame]
            and self.pane.painted_frame == state.frame
            and self.pane.bar.frame_words == f"frame {state.frame} / {total}"
            and state.index is not None
            and position_ms == state.time_ms
            and state.index.frame_at_ms(position_ms) == state.frame
        )


def read_picture(image: QImage) -> int | None:
    """Return the number in an image that holds a picture on a dark ground, wherever in it the picture stands."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    box = _picture_box(image)
    part = image.copy(box)
    return read_barcode(bytes(part.constBits()), part.width(), part.height(), part.bytesPerLine())


def _picture_box(image: QImage) -> QRect:
    """Return where the picture stands: all that differs from the ground at the edges of the middle lines."""
    ground = image.pixel(0, 0)
    middle_x, middle_y = image.width() // 2, image.height() // 2
    columns = [x for x in range(image.width()) if image.pixel(x, middle_y) != ground]
    rows = [y for y in range(image.height()) if image.pixel(middle_x, y) != ground]
    if not columns or not rows:
        return image.rect()
    return QRect(columns[0], rows[0], columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1)
