"""Decodes exactly the frames that are asked for, in any order, and keeps what is likely to be asked for next."""

import os
from collections.abc import Callable
from pathlib import Path

from av.video.frame import VideoFrame

from practika_desktop.media.cursor import Cursor
from practika_desktop.media.faults import DamagedPictureError
from practika_desktop.media.frame_cache import Focus, FrameCache, kept_before, next_goal, size_of
from practika_desktop.media.index import FrameIndex

CACHE_BYTES = 64 << 20
_MOST_THREADS = 5
_SEEK_COST = 4  # in packets: what finding an entry costs beside decoding from it
_UNSHAPED_BYTES = 24 << 20
_ALONE = 360  # packets, more than most stretches from a key frame: then the other cursor is no longer wanted


class ExactDecoder:
    """Frames of one video by their numbers in its index; not for several threads.

    Two cursors read the file: while one goes on playing, the other fetches what lies behind, or the head of a loop. It
    holds as many frames as the one that plays, so it goes when nothing has asked for it in a while.
    `shape` is applied to each frame before it is kept (to scale it down, say); what came on the way to a wanted frame
    waits for that until there is time. Close it. All methods that decode raise MediaError, and DamagedPictureError for
    a frame that cannot be had.
    """

    def __init__(
        self,
        path: Path,
        index: FrameIndex,
        *,
        cache_bytes: int = CACHE_BYTES,
        threads: int | None = None,
        shape: Callable[[VideoFrame], VideoFrame] = lambda frame: frame,
    ) -> None:
        self._path = path
        self._index = index
        self._threads = threads or min((os.cpu_count() or 1) + 2, _MOST_THREADS)
        self._shape = shape
        self._cursors: list[Cursor] = []
        self._alone = 0
        self._damaged: set[int] = set()
        self._earlier_entries: dict[int, int] = {}
        self._goal: range | None = None
        self._unshaped: dict[int, VideoFrame] = {}
        self.cache = FrameCache(cache_bytes)

    def close(self) -> None:
        """Close the file and forget all frames."""
        self.cache.clear()
        self._unshaped.clear()
        for cursor in self._cursors:
            cursor.close()
        self._cursors.clear()

    def reshape(self, shape: Callable[[VideoFrame], VideoFrame]) -> None:
        """Apply another shape from now on; what is kept in the old one is forgotten."""
        self._shape = shape
        self._goal = None
        self.cache.clear()

    def frame(self, number: int) -> VideoFrame:
        """Return frame `number` in its shape, decoding until it is there."""
        self.focus(Focus(number))
        while not self.work(number):
            pass
        frame = self.cache.get(number)
        if frame is None:
            raise self._damage(number)
        return frame

    def focus(self, focus: Focus) -> None:
        """Say which frame is looked at and what may be wanted after it."""
        if focus._replace(centre=0) != self.cache.focus._replace(centre=0) or not self._has(focus.centre):
            self._goal = None
        self.cache.focus = focus

    def work(self, number: int, keep: range | None = None) -> bool:
        """Decode one packet on the way to a frame; tell whether it is there. Frames in keep are kept on the way."""
        if number in self._unshaped:
            self._shape_now(number)
        if number in self.cache:
            return True
        if number in self._damaged:
            raise self._damage(number)
        ordinal = self._index.ordinals[number]
        cursor = self._cursor_for(number, ordinal)
        if keep is None:
            before = kept_before(self.cache.focus, self.cache.capacity)
            keep = range(max(number - before, 0), len(self._index))
        for decoded in cursor.step(keep):
            if decoded.number in keep and not self._has(decoded.number):
                self._unshaped[decoded.number] = decoded.frame
        came = number in self._unshaped
        if came:
            self._shape_now(number)
        self._shape_some()
        if not came and cursor.is_overdue(number, ordinal):
            self._try_earlier(cursor, number)
        return came

    def _shape_some(self) -> None:
        """Shape the oldest of the frames that came on the way, while they take too much room as they are."""
        while sum(map(size_of, self._unshaped.values())) > _UNSHAPED_BYTES:
            self._shape_now(next(iter(self._unshaped)))

    def _shape_now(self, number: int) -> None:
        self.cache.put(number, self._shape(self._unshaped.pop(number)))

    def prefetch(self) -> bool:
        """Shape a frame or decode one packet of what is likely wanted next; tell whether there is more to do."""
        if self._unshaped:
            self._shape_now(next(iter(self._unshaped)))
            return True
        goal = self._goal or next_goal(self._is_settled, self.cache.focus, len(self._index), self.cache.capacity)
        if not goal:
            return False
        keep = range(goal[0], len(self._index))  # what comes behind the goal would else be decoded from the entry again
        try:
            self._goal = None if self.work(goal[-1], keep) else goal
        except DamagedPictureError:
            self._goal = goal[:-1] or None
        return True

    def _has(self, number: int) -> bool:
        return number in self.cache or number in self._unshaped

    def _is_settled(self, number: int) -> bool:
        return self._has(number) or number in self._damaged

    def _cursor_for(self, number: int, ordinal: int) -> Cursor:
        """Return the cursor that gives the frame soonest, and make it the first of the two."""
        entry = self._earlier_entries.get(number, self._index.packets.entry_for(ordinal))
        ready = [cursor for cursor in self._cursors if cursor.will_give(number, ordinal)]
        ready.sort(key=lambda cursor: -cursor.at)
        if ready and ready[0].at + _SEEK_COST >= entry:
            cursor = ready[0]
        else:
            cursor = self._spare_cursor()
            cursor.begin(entry)
        self._put_first(cursor)
        return cursor

    def _put_first(self, cursor: Cursor) -> None:
        """Note which cursor is used now, and close the other one when it has not been used for long."""
        self._alone = self._alone + 1 if cursor is self._cursors[0] else 0
        self._cursors.remove(cursor)
        self._cursors.insert(0, cursor)
        if self._alone > _ALONE and len(self._cursors) > 1:
            self._cursors.pop().close()

    def _spare_cursor(self) -> Cursor:
        if len(self._cursors) < 2:
            self._cursors.append(Cursor(self._path, self._index, self._threads))
        return self._cursors[-1]

    def _try_earlier(self, cursor: Cursor, number: int) -> None:
        """Begin at the entry before; a frame that does not come even from the file's start is damaged."""
        if cursor.entry == 0:
            self._damaged.add(number)
            raise self._damage(number)
        self._earlier_entries[number] = self._index.packets.entry_before(cursor.entry)
        cursor.begin(self._earlier_entries[number])

    def _damage(self, number: int) -> DamagedPictureError:
        seconds = self._index.pts_us[number] / 1_000_000
        return DamagedPictureError(f"The picture at {seconds:.2f} s of “{self._path.name}” is damaged.")
