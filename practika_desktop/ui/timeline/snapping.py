"""Where a dragged time comes to rest: on a neighbour that is near, else on a frame of the take. Pure."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class FrameTimes(Protocol):
    """What is asked of a take's frame index: frames count from 0, times are in ms."""

    def __len__(self) -> int:
        """Return how many frames there are."""

    def ms(self, n: int) -> int:
        """Return when frame n begins."""

    def frame_at_ms(self, ms: int) -> int:
        """Return the frame on screen at a time."""


@dataclass(frozen=True, slots=True)
class Rests:
    """The times at which a drag may come to rest.

    A neighbour within `reach_ms` wins; else the frame on screen there; without frames (sound only) every millisecond.
    `neighbours` are sorted. Moments and starts rest at the last frame's time at the latest, ends at the take's end.
    """

    duration_ms: int
    frames: FrameTimes | None = None
    neighbours: Sequence[int] = ()
    reach_ms: float = 0.0

    @property
    def last_start_ms(self) -> int:
        """The latest time at which a moment or a range may begin."""
        if self.frames is None or len(self.frames) == 0:
            return self.duration_ms
        return min(self.frames.ms(len(self.frames) - 1), self.duration_ms)

    def neighbour(self, ms: int) -> int | None:
        """Return the neighbour nearest to a time if it is within reach."""
        at = bisect.bisect_left(self.neighbours, ms)
        near = self.neighbours[max(at - 1, 0) : at + 1]
        best = min(near, key=lambda other: abs(other - ms), default=None)
        return best if best is not None and abs(best - ms) <= self.reach_ms else None

    def start(self, ms: int) -> int:
        """Return where a moment, or a range's start, rests."""
        near = self.neighbour(ms)
        return min(max(self._frame(ms) if near is None else near, 0), self.last_start_ms)

    def end(self, ms: int) -> int:
        """Return where a range's end rests."""
        near = self.neighbour(ms)
        if near is not None:
            return min(max(near, 0), self.duration_ms)
        return self.duration_ms if ms >= self.duration_ms else self._frame(ms)

    def before(self, ms: int) -> int:
        """Return the last frame's time before a time; 0 if there is none."""
        if self.frames is None or len(self.frames) == 0:
            return max(ms - 1, 0)
        n = self.frames.frame_at_ms(ms)
        while n > 0 and self.frames.ms(n) >= ms:
            n -= 1
        return self.frames.ms(n) if self.frames.ms(n) < ms else 0

    def after(self, ms: int) -> int:
        """Return the first frame's time after a time; the take's end if there is none."""
        if self.frames is None or len(self.frames) == 0:
            return min(ms + 1, self.duration_ms)
        n = self.frames.frame_at_ms(ms)
        while n < len(self.frames) and self.frames.ms(n) <= ms:
            n += 1
        return self.frames.ms(n) if n < len(self.frames) else self.duration_ms

    def _frame(self, ms: int) -> int:
        if self.frames is None or len(self.frames) == 0:
            return min(max(ms, 0), self.duration_ms)
        return self.frames.ms(self.frames.frame_at_ms(ms))


def neighbours(times: Iterable[int | None], *, without: Iterable[int | None] = ()) -> tuple[int, ...]:
    """Return the times sorted, each once, without those that the drag itself brings along."""
    return tuple(sorted({time for time in times if time is not None} - set(without)))
