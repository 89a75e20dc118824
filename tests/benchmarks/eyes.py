"""Times what a bench does to the player: from the act until the right picture is painted in the real desk's window."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QTimer

from practika_desktop.media.fitting import fit
from practika_desktop.media.index import FrameIndex
from practika_desktop.player.state import Phase
from practika_desktop.ui.player.pane import PlayerPane
from tests.benchmarks.desks import BenchDesk, Studio, bench_desk
from tests.benchmarks.takes import BenchTake
from tests.support.library import MINUTE, MONDAY, LibraryBuilder

_PATIENCE_MS = 20_000
_SETTLE_MS = 1_500


class Eyes:
    """Eyes on the picture of the take that is on the desk; `wrong` counts pictures with another number than due."""

    def __init__(self, bench: BenchDesk, take: BenchTake) -> None:
        self.bench = bench
        self.take = take
        self.wrong = 0
        self.painted: list[tuple[int, float]] = []
        """Each painted frame since the last act, and the moment (`time.perf_counter`) at which it was handed over."""
        self._came = QEventLoop()
        self._seen = -1
        self.pane.view.frame_painted.connect(self._note)

    def close(self) -> None:
        """Look away."""
        self.pane.view.frame_painted.disconnect(self._note)

    @property
    def pane(self) -> PlayerPane:
        """The player's pane of the desk."""
        return self.bench.open.panes.player

    @property
    def index(self) -> FrameIndex:
        """The take's index."""
        index = self.pane.state.index
        if index is None:
            raise AssertionError("no take is open")
        return index

    @property
    def picture_size(self) -> tuple[int, int]:
        """The picture's size on the display."""
        return fit(self.index.width, self.index.height, (self.pane.view.width(), self.pane.view.height()))

    def settle(self) -> None:
        """Let the desk do what it does while a teacher looks at a picture."""
        self.bench.teacher.rest(_SETTLE_MS)

    def look_at(self, frame: int) -> None:
        """Be on a frame, and let the desk settle."""
        if self.pane.painted_frame != frame:
            self.seek(frame)
        self.settle()

    def seek(self, frame: int) -> float:
        """Go to a frame as a click in the timeline does; return the milliseconds until it was painted."""
        return self.time(lambda: self.pane.timeline.seek_requested.emit(self.index.ms(frame)), frame)

    def press(self, key: str, frame: int) -> float:
        """Press a key that leads to a frame; return the milliseconds until it was painted."""
        return self.time(lambda: self.bench.teacher.press(key), frame)

    def time(self, act: Callable[[], object], frame: int) -> float:
        """Do something, and return after how many milliseconds that frame was painted because of it."""
        self.painted.clear()
        began = time.perf_counter()
        act()
        self._wait_for(frame)
        self.wrong += self.bench.number_on_screen() != frame
        return (self.painted[-1][1] - began) * 1000

    def _wait_for(self, frame: int) -> None:
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(self._came.quit)
        guard.start(_PATIENCE_MS)
        while not self.painted or self.painted[-1][0] != frame:
            if not guard.isActive():
                raise AssertionError(f"frame {frame} does not come")
            self._came.exec()

    def _note(self, frame: int) -> None:
        """Note a picture once the window has handed over what it painted."""
        self._seen = frame
        QTimer.singleShot(0, self._note_now)

    def _note_now(self) -> None:
        self.painted.append((self._seen, time.perf_counter()))
        self._came.quit()


@contextmanager
def desk_of(takes: Sequence[BenchTake], *, others: int = 0, with_sound: bool = False) -> Iterator[BenchDesk]:
    """Open the real desk on these takes, which come first, and on so many others."""

    def fill(build: LibraryBuilder, _studio: Studio) -> None:
        for place, take in enumerate(takes):
            build.take(
                video=take.made().path,
                duration_ms=take.recipe.footage.end_us // 1000,
                recorded_at=MONDAY - (len(takes) - place) * MINUTE,
            )

    with bench_desk(takes=others, with_sound=with_sound, fill=fill) as bench:
        yield bench


def each(bench: BenchDesk, takes: Sequence[BenchTake]) -> Iterator[Eyes]:
    """Go to one take after the other with the key for that, and give the eyes on it once its first picture is there."""
    player, pane = bench.open.player, bench.open.panes.player
    seen: list[str | None] = [None]
    for take in takes:
        if seen[-1] is not None:
            bench.teacher.press("N")
        bench.teacher.until(
            lambda: player.state.key not in seen and player.state.phase is Phase.READY and pane.painted_frame == 0,
            "the first picture of the next take",
        )
        seen.append(player.state.key)
        eyes = Eyes(bench, take)
        eyes.settle()
        yield eyes
        eyes.close()
