"""Decoded frames kept in memory, those nearest to where the person looks, and which ones to decode next."""

from collections.abc import Callable

from av.video.frame import VideoFrame

_BEHIND_WEIGHT = 3  # a frame behind goes as early as one three times as far ahead
_AHEAD = 48
_LEAST = 4  # frames, however large they are
_BEHIND_FORWARD = 32


class FrameCache:
    """Frames by number, within a budget of bytes; the ones farthest from the focus go first, pinned ones last."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._frames: dict[int, VideoFrame] = {}
        self._bytes = 0
        self._frame_bytes = 1
        self._centre = 0
        self._direction = 1
        self._pinned = range(0)

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

    def focus(self, centre: int, direction: int, pinned: range) -> None:
        """Say which frame is looked at, in which direction (1 or -1) it goes, and what is to stay (a loop's head)."""
        self._centre, self._direction, self._pinned = centre, direction, pinned

    @property
    def capacity(self) -> int:
        """How many frames of the size of the last one fit."""
        return max(self._budget // self._frame_bytes, _LEAST)

    def _weight(self, number: int) -> int:
        if number == self._centre:
            return -1
        if number in self._pinned:
            return 0
        distance = (number - self._centre) * self._direction
        return distance if distance > 0 else -distance * _BEHIND_WEIGHT


def size_of(frame: VideoFrame) -> int:
    """Return how many bytes a frame's pictures take."""
    return sum(plane.buffer_size for plane in frame.planes)


def next_goal(
    has: Callable[[int], bool], centre: int, direction: int, count: int, capacity: int, pinned: range
) -> range | None:
    """Return the frames to decode next while there is time, None when all that is likely wanted is there.

    `has` tells whether a frame is there (or known to be damaged), count is the number of frames of the video.
    Forward, the next few; backward, a whole stretch at a time, since each stretch is decoded from a key frame on.
    """
    if direction < 0:
        reach = capacity * 3 // 4
        return _stretch_before(has, centre, reach, max(capacity * 3 // 8, 1))
    last = min(centre + min(_AHEAD, capacity // 3), count - 1)
    for number in (*range(centre + 1, last + 1), *pinned[: capacity // 3]):
        if not has(number):
            return range(number, number + 1)
    reach = min(capacity // 3, _BEHIND_FORWARD)
    return _stretch_before(has, centre, reach, max(reach, 1))


def _stretch_before(has: Callable[[int], bool], centre: int, reach: int, length: int) -> range | None:
    low = centre
    while low > 0 and centre - low < reach and has(low - 1):
        low -= 1
    if low == 0 or centre - low > reach - length:
        return None
    return range(max(low - length, 0), low)
