"""Where playing is: clocks that follow a course, led by the sound that is heard or, without sound, by the machine.

All moments are `time.monotonic_ns`, which every process of the machine shares on Linux, macOS and Windows.
"""

from collections import deque
from statistics import median
from typing import Protocol

from practika_desktop.media.loops import Course

POINTS_KEPT = 5
JUMP_US = 40_000
LOST_NS = 2_500_000_000


class Clock(Protocol):
    """The time of one start of playing, along the course that it was started on."""

    @property
    def course(self) -> Course:
        """Return the way that is played."""
        ...

    def stream_us(self, now_ns: int) -> float | None:
        """Return how far the playing is, in microseconds of the stream; None until it has begun."""
        ...

    def stream_us_at(self, at_ns: int) -> float | None:
        """Return how far the playing was at a moment that may have passed; None until it has begun."""
        ...


class SilentClock:
    """A clock that runs by itself from `began_ns`, for takes, speeds and machines without sound."""

    def __init__(self, course: Course, began_ns: int) -> None:
        self.course = course
        self._began_ns = began_ns

    def stream_us(self, now_ns: int) -> float | None:
        """Return the time since the start, never less than 0."""
        return max(now_ns - self._began_ns, 0) / 1000

    def stream_us_at(self, at_ns: int) -> float | None:
        """Return the time from the start to a moment."""
        return self.stream_us(at_ns)


class SoundClock:
    """A clock led by points (stream time, moment) of the sound, read off between them at the machine's pace.

    Single points that are off do not move it: it takes the median of the last five, and follows a real jump (sound
    that stalled) from the second point that agrees with it. It never runs backwards.
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self._offsets: deque[float] = deque(maxlen=POINTS_KEPT)
        self._odd: float | None = None
        self._last_us = 0.0
        self._last_point_ns = 0

    @property
    def has_begun(self) -> bool:
        """Tell whether anything has been heard of the sound."""
        return bool(self._offsets)

    def add(self, stream_us: float, at_ns: int) -> None:
        """Take in that `stream_us` of the stream was heard at the moment `at_ns`; points come in order."""
        self._last_point_ns = at_ns
        offset = stream_us - at_ns / 1000
        if self._offsets and abs(offset - median(self._offsets)) > JUMP_US:
            if self._odd is None or abs(offset - self._odd) > JUMP_US:
                self._odd = offset
                return
            self._offsets.clear()
        self._odd = None
        self._offsets.append(offset)

    def stream_us(self, now_ns: int) -> float | None:
        """Return how far the sound is, None before the first point; it stands still rather than go back."""
        if not self._offsets:
            return None
        self._last_us = max(self._last_us, now_ns / 1000 + median(self._offsets))
        return self._last_us

    def stream_us_at(self, at_ns: int) -> float | None:
        """Return how far the sound was at a moment, None before the first point."""
        return max(at_ns / 1000 + median(self._offsets), 0.0) if self._offsets else None

    def is_lost(self, now_ns: int) -> bool:
        """Tell whether the sound has been silent about its time for too long after it had begun."""
        return self.has_begun and now_ns - self._last_point_ns > LOST_NS
