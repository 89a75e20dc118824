"""The frame index: when each frame of a video is shown. It is the video's clock and its only numbering."""

import struct
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from practika_desktop.media.packet_table import PacketTable

_MAGIC = b"PFI2"
_HEAD = struct.Struct("<4s8q")


@dataclass(frozen=True)
class FrameIndex:
    """Every frame that a video shows, in the order in which it shows them; frame numbers count from 0.

    `pts_us[n]` is the time from which frame n is on screen, until frame n + 1 is, the last one until `duration_us`.
    Times count from the file's one zero (see `media.probe`), so the first frame's is above 0 where sound starts
    earlier. They never fall; two frames share a time only where the file says so. What an edit list hides, and what
    cannot be decoded because its predecessors were cut away, has no number. `key[n]` is 1 for a key frame.

    Width and height are upright and in square pixels; `rotation` is what was applied for that (0, 90, 180 or 270
    degrees clockwise), after left and right were exchanged where the file is `mirrored`. `duration_us` is the end of
    the last frame, or of the sound where that is clearly later. `zero_us` is the clock's zero in the file's own time.
    """

    pts_us: "array[int]" = field(repr=False)
    key: bytes = field(repr=False)
    width: int
    height: int
    rotation: int
    duration_us: int
    variable: bool
    zero_us: int
    has_sound: bool
    packets: PacketTable = field(repr=False)
    mirrored: bool = False

    def __len__(self) -> int:
        return len(self.pts_us)

    def frame_at_us(self, time_us: int) -> int:
        """Return the frame on screen at that time; the first one before its start, the last one after the end."""
        return max(bisect_right(self.pts_us, time_us) - 1, 0)

    def frame_at_ms(self, time_ms: int) -> int:
        """Return the frame on screen at that whole millisecond."""
        return self.frame_at_us(time_ms * 1000)

    def ms(self, n: int) -> int:
        """Return the first whole millisecond at which frame n is on screen: `frame_at_ms` gives n back.

        Where frames are less than a millisecond apart it may give a later one.
        """
        return -(-self.pts_us[n] // 1000)

    def end_us(self, n: int) -> int:
        """Return the time at which frame n leaves the screen."""
        return self.pts_us[n + 1] if n + 1 < len(self) else self.duration_us

    @property
    def duration_ms(self) -> int:
        """Return the duration in whole milliseconds, rounded up."""
        return -(-self.duration_us // 1000)

    @property
    def has_picture(self) -> bool:
        """Tell whether there is anything to see: else the frames are steps of sound alone."""
        return len(self.packets) > 0

    @cached_property
    def is_reordered(self) -> bool:
        """Whether pictures are decoded in another order than they are shown in."""
        return any(later < earlier for earlier, later in pairwise(self.ordinals))

    @cached_property
    def ordinals(self) -> "array[int]":
        """The packet of each frame, by frame number."""
        return self.packets.ordinals()

    @cached_property
    def by_stamp(self) -> list[int]:
        """The packets' ordinals sorted by their stamps."""
        return sorted(range(len(self.packets)), key=self.packets.stamps.__getitem__)

    def to_bytes(self) -> bytes:
        """Return the index in a form that `from_bytes` reads, for a cache on the same machine."""
        table = self.packets
        head = _HEAD.pack(
            _MAGIC, len(self), len(table), self.width, self.height, self.rotation, self.duration_us,
            self.zero_us, self.variable | self.has_sound << 1 | self.mirrored << 2,
        )  # fmt: skip
        columns = (self.pts_us, table.stamps, table.places, table.sizes, table.numbers)
        return b"".join([head, self.key, table.entries, *(column.tobytes() for column in columns)])

    @classmethod
    def from_bytes(cls, data: bytes) -> "FrameIndex":
        """Return the index that `to_bytes` wrote; raise ValueError for anything else."""
        if len(data) < _HEAD.size or data[:4] != _MAGIC:
            raise ValueError("no frame index")
        _, frames, packets, width, height, rotation, duration_us, zero_us, flags = _HEAD.unpack_from(data)
        if frames < 1 or 0 < packets < frames or len(data) != _HEAD.size + 9 * frames + 25 * packets:
            raise ValueError("a damaged frame index")
        rest = memoryview(data)[_HEAD.size :]
        key, entries, rest = bytes(rest[:frames]), bytes(rest[frames : frames + packets]), rest[frames + packets :]
        pts_us, rest = _column("q", rest, frames)
        stamps, rest = _column("q", rest, packets)
        places, rest = _column("q", rest, packets)
        sizes, rest = _column("i", rest, packets)
        numbers, rest = _column("i", rest, packets)
        return cls(
            pts_us, key, width, height, rotation, duration_us, bool(flags & 1), zero_us, bool(flags & 2),
            PacketTable(stamps, places, sizes, numbers, entries), bool(flags & 4),
        )  # fmt: skip


def index_json(index: FrameIndex) -> dict[str, object]:
    """Return the index as plain values for the command line: times in microseconds, and `ms` as markers have it."""
    return {
        "frames": [
            {"n": n, "pts_us": pts_us, "ms": index.ms(n), "key": bool(index.key[n])}
            for n, pts_us in enumerate(index.pts_us)
        ],
        "width": index.width,
        "height": index.height,
        "rotation": index.rotation,
        "duration_us": index.duration_us,
        "variable": index.variable,
    }


def _column(kind: str, data: memoryview, count: int) -> tuple["array[int]", memoryview]:
    column = array(kind)
    size = column.itemsize * count
    column.frombytes(data[:size])
    return column, data[size:]
