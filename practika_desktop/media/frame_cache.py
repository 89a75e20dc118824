"""Decoded frames kept in memory, those nearest to where the person looks, and which ones to decode next."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from av.video.frame import VideoFrame

_BEHIND_WEIGHT = 3  # a frame behind goes as early as one three times as far ahead
_NEAR = 8
_AHEAD = 48
_LEAST = 4  # frames, however large they are
_KEPT_BEFORE = 4  # frames before a wanted one, for steps back until more of them are decoded


class Focus(NamedTuple):
    """The frame that is looked at, and what may be wanted after it.

    `direction` is 1 or -1; `pinned` are frames that are to stay (a loop's head). While `resting`, nothing moves but by
    steps, and either way.
    """

    centre: int = 0
    direction: int = 1
    pinned: range = range(0)
    resting: bool = False


class FrameCache:
    """Frames by number, within a budget of bytes; the ones farthest from the focus go first, pinned ones last."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._frames: dict[int, VideoFrame] = {}
        self._bytes = 0
        self._frame_bytes = 1
        self.focus = Focus()

    def __contains__(self, number: int) -> bool:
        return number in self._frames

    def get(self, number: int) -> VideoFrame | None:
        """Return the frame, None when it is not here."""
        return self._frames.get(number)

    def put(self, number: int, frame: VideoFrame) -> None:
        """Keep a frame; others may go, the focus itself never does."""
        if number in self._frames:
            return
        self._frame_bytes = max(size_of(frame), 1)
        self._frames[number] = frame
        self._bytes += self._frame_bytes
        while self._bytes > self._budget and len(self._frames) > _LEAST:
            farthest = max(self._frames, key=self._weight)
            self._bytes -= size_of(self._frames.pop(farthest))

    def clear(self) -> None:
        """Forget all frames."""
        self._frames.clear()
        self._bytes = 0

    @property
    def capacity(self) -> int:
        """How many frames of the size of the last one fit."""
        return max(self._budget // self._frame_bytes, _LEAST)

    def _weight(self, number: int) -> int:
        if number == self.focus.centre:
            return -1
        if number in self.focus.pinned:
            return 0
        distance = (number - self.focus.centre) * self.focus.direction
        return distance if distance > 0 else -distance * _BEHIND_WEIGHT


def size_of(frame: VideoFrame) -> int:
    """Return how many bytes a frame's pictures take."""
    return sum(plane.buffer_size for plane in frame.planes)


def next_goal(has: Callable[[int], bool], focus: Focus, count: int, capacity: int) -> range | None:
    """Return the frames to decode next while there is time, None when all that is likely wanted is there.

    `has` tells whether a frame is there (or known to be damaged), count is the number of frames of the video.
    Forward, the next few; backward, a whole stretch at a time, since each stretch is decoded from a key frame on.
    """
    centre, third = focus.centre, capacity // 3
    if focus.direction < 0:
        return _stretch_before(has, centre, least=capacity // 2, most=_stretch(capacity))
    near = (*range(centre + 1, min(centre + min(_NEAR, third), count - 1) + 1), *focus.pinned[:third])
    far = range(centre + 1, min(centre + min(_AHEAD, third), count - 1) + 1)
    behind = _stretch_before(has, centre, least=third // 2, most=capacity // 2) if focus.resting else None
    return _first_missing(has, near) or behind or _first_missing(has, far)


def kept_before(focus: Focus, capacity: int) -> int:
    """Return how many frames before a wanted one are kept on the way to it, as they are likely wanted after it."""
    return _stretch(capacity) if focus.direction < 0 else _KEPT_BEFORE


def _stretch(capacity: int) -> int:
    """Return how many frames there may be before the focus while it goes backward; some stay behind it."""
    return capacity * 15 // 16


def _first_missing(has: Callable[[int], bool], numbers: Iterable[int]) -> range | None:
    return next((range(number, number + 1) for number in numbers if not has(number)), None)


def _stretch_before(has: Callable[[int], bool], centre: int, *, least: int, most: int) -> range | None:
    """Return what makes `most` frames be there before the centre, once fewer than `least` are."""
    low = centre
    while low > 0 and centre - low < max(least, 1) and has(low - 1):
        low -= 1
    return range(max(centre - max(most, 1), 0), low) if low > 0 and centre - low < max(least, 1) else None
