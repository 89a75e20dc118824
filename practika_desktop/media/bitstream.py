"""What a packet of pictures says about itself: whether decoding may begin with it, and whether its picture is shown.

Containers lie about both: they flag pictures as key frames that need what stood before them, and they carry pictures
that are never shown (VP8's and VP9's alternate references) or cannot be decoded (the leading pictures of an open group
whose predecessor was cut away). A few bytes at a packet's start tell, so nothing is decoded here.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from av.video.codeccontext import VideoCodecContext

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream

_LOOK_BYTES = 4096  # parameter sets and messages stand before a picture's first slice; they are mostly short


class Sight(NamedTuple):
    """Whether decoding may begin with a packet, and whether its picture can be shown."""

    entry: bool
    shown: bool


class Begin(IntEnum):
    """How far decoding may begin with a packet."""

    NO = 0
    OPEN = 1
    """Yes, but pictures that are shown before this one need what stood before it."""
    BROKEN = 2
    """As open, and what stood before it is not there."""
    CLOSED = 3
    """Yes, and nothing behind it needs anything before it."""


class PacketLook:
    """Looks at a stream's packets one by one, in the order of the file from its start. This one believes the flags."""

    def __init__(self) -> None:
        self._started = False
        self._gap_before: int | None = None

    def see(self, packet: "Packet[VideoStream]") -> Sight:
        """Return what the packet says about itself."""
        # a file may leave its first key frame unflagged; behind that, what is not flagged is not looked at
        begin = self._begin(packet) if packet.is_keyframe or not self._started else Begin.NO
        if begin is not Begin.NO:
            cut_off = begin is Begin.BROKEN or (begin is Begin.OPEN and not self._started)
            self._gap_before = packet.pts if cut_off else None
            self._started = True
        lost = self._gap_before is not None and packet.pts is not None and packet.pts < self._gap_before
        shown = self._started and self._visible(packet) and not (lost and self._needs_lost(packet))
        return Sight(begin is not Begin.NO, shown)

    def _begin(self, packet: "Packet[VideoStream]") -> Begin:
        return Begin.CLOSED if packet.is_keyframe else Begin.NO

    def _visible(self, packet: "Packet[VideoStream]") -> bool:  # noqa: ARG002
        return True

    def _needs_lost(self, packet: "Packet[VideoStream]") -> bool:  # noqa: ARG002
        return True


def look_of(codec: VideoCodecContext) -> PacketLook:
    """Return what looks at the packets of that codec."""
    extradata = codec.extradata or b""
    if codec.name == "h264":
        is_avcc = extradata[:1] == b"\x01" and len(extradata) > 6
        return H264Look((extradata[4] & 3) + 1 if is_avcc else 0)
    if codec.name == "hevc":
        is_hvcc = len(extradata) > 22 and extradata[:3] not in {b"\0\0\0", b"\0\0\1"}
        return HevcLook((extradata[21] & 3) + 1 if is_hvcc else 0)
    if codec.name in {"vp8", "libvpx"}:
        return Vp8Look()
    if codec.name in {"vp9", "libvpx-vp9"}:
        return Vp9Look()
    return PacketLook()


class H264Look(PacketLook):
    """H.264: begins with an IDR picture, or with an intra picture that is no gradual refresh."""

    def __init__(self, length_size: int) -> None:
        super().__init__()
        self._length_size = length_size

    def _begin(self, packet: "Packet[VideoStream]") -> Begin:
        for unit in _units_of(packet, self._length_size):
            kind = unit[0] & 31
            if kind == 6 and _recovers_late(unit):
                return Begin.NO
            if kind == 5:
                return Begin.CLOSED
            if 1 <= kind <= 4:
                return Begin.OPEN if _is_intra_slice(unit) else Begin.NO
        return Begin.NO


class HevcLook(PacketLook):
    """HEVC: begins with an IRAP picture; skipped leading pictures (RASL) need what stood before it."""

    def __init__(self, length_size: int) -> None:
        super().__init__()
        self._length_size = length_size

    def _begin(self, packet: "Packet[VideoStream]") -> Begin:
        kind = self._first_picture(packet)
        if kind in {19, 20}:
            return Begin.CLOSED
        if 16 <= kind <= 18:
            return Begin.BROKEN
        return Begin.OPEN if kind == 21 else Begin.NO

    def _needs_lost(self, packet: "Packet[VideoStream]") -> bool:
        return self._first_picture(packet) in {8, 9}

    def _first_picture(self, packet: "Packet[VideoStream]") -> int:
        kinds = (unit[0] >> 1 & 63 for unit in _units_of(packet, self._length_size))
        return next((kind for kind in kinds if kind < 32), -1)


class Vp8Look(PacketLook):
    """VP8: one bit each for key and shown; an alternate reference is a packet of its own."""

    def _begin(self, packet: "Packet[VideoStream]") -> Begin:
        return Begin.CLOSED if not _head(packet)[0] & 1 else Begin.NO

    def _visible(self, packet: "Packet[VideoStream]") -> bool:
        return bool(_head(packet)[0] >> 4 & 1)


class Vp9Look(PacketLook):
    """VP9: a superframe may hold an alternate reference and a picture; a packet may hold the former alone."""

    def _begin(self, packet: "Packet[VideoStream]") -> Begin:
        frame = _vp9_frames(packet)[0]
        return Begin.CLOSED if frame.key and not frame.repeats else Begin.NO

    def _visible(self, packet: "Packet[VideoStream]") -> bool:
        return any(frame.shown for frame in _vp9_frames(packet))


def units(data: bytes, length_size: int) -> Iterator[bytes]:
    """Yield the non-empty units of H.264 or HEVC; length_size 0 means start codes. The last one may be cut off.

    Start codes are found where lengths were promised, too: no first unit is one byte long.
    """
    at = 0
    if length_size and not data.startswith(b"\0\0\0\1"):
        while at + length_size < len(data):
            size = int.from_bytes(data[at : at + length_size], "big")
            at += length_size
            if size:
                yield data[at : at + size]
            at += size
        return
    at = data.find(b"\0\0\1")
    while at >= 0:
        end = data.find(b"\0\0\1", at + 3)
        if unit := data[at + 3 : end if end >= 0 else len(data)]:
            yield unit
        at = end


def _units_of(packet: "Packet[VideoStream]", length_size: int) -> Iterator[bytes]:
    """Yield the packet's first units, and only where none of them was the one looked for, all of them."""
    yield from units(_head(packet), length_size)
    if packet.size > _LOOK_BYTES:
        yield from units(bytes(packet), length_size)


def _head(packet: "Packet[VideoStream]") -> bytes:
    return bytes(memoryview(packet)[:_LOOK_BYTES])


def _recovers_late(unit: bytes) -> bool:
    """Tell whether a message unit says that pictures are right only some pictures later (gradual refresh)."""
    data = unit[1:].replace(b"\0\0\3", b"\0\0")
    at = 0
    while at + 2 < len(data):
        kind, at = _sized(data, at)
        size, at = _sized(data, at)
        if kind == 6:
            return _exp_golomb(data[at : at + size], 0)[0] > 0
        at += size
    return False


def _sized(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while at < len(data) and data[at] == 255:
        value, at = value + 255, at + 1
    return value + (data[at] if at < len(data) else 0), at + 1


def _is_intra_slice(unit: bytes) -> bool:
    data = unit[1:24].replace(b"\0\0\3", b"\0\0")
    _, bit = _exp_golomb(data, 0)
    kind, _ = _exp_golomb(data, bit)
    return kind % 5 in {2, 4}


def _exp_golomb(data: bytes, bit: int) -> tuple[int, int]:
    """Return the unsigned number that begins at the bit, and the bit behind it."""
    total = len(data) * 8
    value = int.from_bytes(data, "big")
    zeros = 0
    while bit + zeros < total and not value >> (total - 1 - bit - zeros) & 1:
        zeros += 1
    end = bit + 2 * zeros + 1
    if end > total:
        return 0, total
    return (value >> (total - end) & ((1 << (zeros + 1)) - 1)) - 1, end


class _Vp9Frame(NamedTuple):
    key: bool
    shown: bool
    repeats: bool


def _vp9_frames(packet: "Packet[VideoStream]") -> list[_Vp9Frame]:
    data = memoryview(packet)
    frames = []
    at = 0
    for size in _vp9_sizes(data):
        frames.append(_vp9_frame(data[at]))
        at += size
    return frames


def _vp9_sizes(data: memoryview) -> list[int]:
    marker = data[-1]
    if marker & 0xE0 == 0xC0:
        width, count = (marker >> 3 & 3) + 1, (marker & 7) + 1
        length = 2 + width * count
        if len(data) > length and data[-length] == marker:
            table = bytes(data[-length + 1 : -1])
            sizes = [int.from_bytes(table[n * width : (n + 1) * width], "little") for n in range(count)]
            if sum(sizes) <= len(data) - length and all(sizes):
                return sizes
    return [len(data)]


def _vp9_frame(head: int) -> _Vp9Frame:
    shift = 3 if head >> 4 & 3 != 3 else 2  # profile 3 has a reserved bit more
    if head >> shift & 1:
        return _Vp9Frame(key=False, shown=True, repeats=True)
    return _Vp9Frame(key=not head >> (shift - 1) & 1, shown=bool(head >> (shift - 2) & 1), repeats=False)
