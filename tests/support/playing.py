"""Drives a player as its pane does: ticks when it asks for it or when it is woken, and keeps what it would paint."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from practika_desktop.player.player import Phase, Player
from practika_desktop.player.speaker import Speaker
from practika_desktop.player.state import Shown
from tests.support.barcode import read_barcode
from tests.support.videos import MadeVideo

WAIT_SECONDS = 20.0


@dataclass(frozen=True)
class Painted:
    """A frame that was handed out: its number by the player, the number in its picture, and the moment."""

    n: int
    bars: int | None
    at_ns: int
    tick_ms: float


class Projector:
    """A player at work; `painted` is everything that it handed out so far."""

    def __init__(self, *, with_sound: bool) -> None:
        self._woken = threading.Event()
        self.speaker = Speaker(self._woken.set) if with_sound else None
        self.player = Player(speaker=self.speaker, wake=self._woken.set)
        self.painted: list[Painted] = []

    def open(self, video: MadeVideo, box: tuple[int, int] = (320, 180)) -> None:
        """Open a video and wait for its first picture."""
        self.player.set_box(*box)
        self.player.open(video.path.name, video.path)
        self.until(lambda: self.player.state.frame == 0 or self.player.state.phase is Phase.FAILED)

    def until(self, holds: Callable[[], bool]) -> None:
        """Run until the condition holds, at most a bounded time."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not holds():
            assert time.monotonic() < deadline, f"it never came to that: {self.player.state}"
            self.tick()

    def go_to(self, n: int) -> None:
        """Seek and wait until the frame is shown."""
        self.player.seek_frame(n)
        self.until(lambda: self.player.state.frame == n)

    def step(self, k: int) -> None:
        """Step and wait until the frame is shown."""
        index = self.player.state.index
        assert index is not None
        due = min(max(self.player.state.frame + k, 0), len(index) - 1)
        self.player.step(k)
        self.until(lambda: self.player.state.frame == due)

    def run(self, seconds: float) -> None:
        """Run for so long."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)

    def tick(self) -> None:
        """Tick once and wait until the next tick is due."""
        before_ns = time.monotonic_ns()
        shown = self.player.tick(before_ns)
        after_ns = time.monotonic_ns()
        if shown is not None:
            assert self.player.state.frame == shown.n
            self.painted.append(Painted(shown.n, bars(shown), after_ns, (after_ns - before_ns) / 1e6))
        wait_ms = self.player.next_tick_ms()
        self._woken.wait((20 if wait_ms is None else wait_ms) / 1000)
        self._woken.clear()

    def close(self) -> None:
        """Close the player and the speaker."""
        self.player.close()
        if self.speaker is not None:
            self.speaker.close()


def bars(shown: Shown) -> int | None:
    """Return the number in the picture itself."""
    picture = shown.picture
    return read_barcode(picture.rgb32, picture.width, picture.height, picture.stride)
