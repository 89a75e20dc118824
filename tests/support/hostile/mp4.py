"""MP4 and MOV files whose boxes lie."""

import struct
from collections.abc import Iterator
from random import Random

from tests.support.hostile.flips import Damage

_NESTED = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"moof", b"traf"}
_TABLES = (b"stsz", b"stts", b"ctts", b"stco", b"stsc", b"stss", b"elst", b"trun", b"dref", b"stsd")
_EXTREME = (0, 1, 7, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
CANARY = "/canary-of-another-student.mp4"
"""The file and the place that external references point to."""


def lie_about_size(data: bytes, chance: Random) -> bytes:
    """Let a box be as large as it is not."""
    at, _, size = chance.choice(list(boxes(data)))
    return _put(data, at, chance.choice((*_EXTREME, size * 2, max(size - 9, 0))))


def lose_moov(data: bytes, _chance: Random) -> bytes:
    """Leave out the box without which nothing can be found."""
    for at, kind, size in boxes(data):
        if kind == b"moov":
            return data[:at] + data[at + size :]
    return data


def lie_about_timescale(data: bytes, chance: Random) -> bytes:
    """Let a second have no ticks, or billions."""
    for at, kind, _ in boxes(data):
        if kind in {b"mvhd", b"mdhd"} and chance.random() < 0.8:
            data = _put(data, at + 20, chance.choice(_EXTREME))
    return data


def lie_about_length(data: bytes, chance: Random) -> bytes:
    """Let it last for years, or no time at all."""
    for at, kind, _ in boxes(data):
        if kind in {b"mvhd", b"mdhd", b"tkhd"}:
            data = _put(data, at + (28 if kind == b"tkhd" else 24), chance.choice(_EXTREME))
    return data


def lie_about_picture(data: bytes, chance: Random) -> bytes:
    """Let the pictures be 65535 x 65535, or none."""
    side = chance.choice((0, 1, 65535))
    for kind in (b"avc1", b"hev1", b"hvc1", b"vp09", b"mp4v"):
        at = data.find(kind)
        if at > 0:
            data = data[: at + 28] + struct.pack(">HH", side, side) + data[at + 32 :]
    for at, kind, size in boxes(data):
        if kind == b"tkhd":
            data = data[: at + size - 8] + struct.pack(">HHHH", side, 0, side, 0) + data[at + size :]
    return data


def lie_about_table(data: bytes, chance: Random) -> bytes:
    """Let a table have as many entries as do not fit into it."""
    tables = [(at, kind) for at, kind, _ in boxes(data) if kind in _TABLES]
    for at, kind in chance.sample(tables, min(len(tables), chance.randrange(1, 4))):
        data = _put(data, at + (16 if kind == b"stsz" else 12), chance.choice((0x10000000, 0x7FFFFFFF, 0xFFFFFFFF)))
    return data


def lie_in_table(data: bytes, chance: Random) -> bytes:
    """Let tables hold times, sizes and places from nowhere."""
    tables = [(at, size) for at, kind, size in boxes(data) if kind in _TABLES and size > 20]
    for _ in range(chance.randrange(1, 40)):
        at, size = chance.choice(tables)
        data = _put(data, at + 16 + 4 * chance.randrange((size - 16) // 4), chance.choice(_EXTREME))
    return data


def nest_boxes(data: bytes, chance: Random) -> bytes:
    """Put boxes into boxes, thousands deep."""
    inner = b""
    for _ in range(chance.choice((50, 5_000))):
        inner = _box(chance.choice((b"moov", b"trak", b"udta", b"meta")), inner)
    return data + inner


def repeat_boxes(data: bytes, chance: Random) -> bytes:
    """Put in front a million boxes of nothing, or one that never ends."""
    endless = struct.pack(">I4sQ", 1, b"free", chance.choice((0, 8, 1 << 62)))
    return data[:32] + chance.choice((_box(b"free", b"") * 1_000_000, endless)) + data[32:]


def refer_elsewhere(data: bytes, chance: Random) -> bytes:
    """Let the media lie in another file, or in the network."""
    place = chance.choice((f"file://{CANARY}", CANARY, f"http://127.0.0.1:9{CANARY}")).encode() + b"\0"
    link = chance.choice((_box(b"url ", bytes(4) + place), _alias(place)))
    dref = _box(b"dref", struct.pack(">II", 0, 1) + link)
    for at, kind, size in reversed(list(boxes(data))):
        if kind == b"dref":
            data = data[:at] + dref + data[at + size :]
            grown = len(dref) - size
            for outer, _, its in reversed([box for box in boxes(data[:at]) if box[0] + box[2] > at]):
                data = _put(data, outer, its + grown)
    return data


def make_reference_movie(_data: bytes, chance: Random) -> bytes:
    """Be a QuickTime movie that is nothing but a reference to another one."""
    place = chance.choice((f"file://{CANARY}", f"rtsp://127.0.0.1:9{CANARY}")).encode() + b"\0"
    rdrf = _box(b"rdrf", struct.pack(">I4sI", 0, b"url ", len(place)) + place)
    return _box(b"ftyp", b"qt  \0\0\0\0qt  ") + _box(b"moov", _box(b"rmra", _box(b"rmda", rdrf)))


LIES: tuple[Damage, ...] = (
    lie_about_size,
    lose_moov,
    lie_about_timescale,
    lie_about_length,
    lie_about_picture,
    lie_about_table,
    lie_in_table,
    nest_boxes,
    repeat_boxes,
    refer_elsewhere,
    make_reference_movie,
)


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes, int]]:
    """Yield place, kind and size of each box, those inside others after the one around them."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        if size == 1 and start + 16 <= end:
            (size,) = struct.unpack_from(">Q", data, start + 8)
        size = size or end - start
        if size < 8:
            return
        yield start, kind, size
        if kind in _NESTED:
            yield from boxes(data, start + 8, min(start + size, end))
        start += size


def _alias(place: bytes) -> bytes:
    """Return a reference as QuickTime wrote it: a record of the Finder, of which only the path says anything."""
    path = place.ljust(len(place) + len(place) % 2, b"\0")
    return _box(b"alis", bytes(154) + struct.pack(">HH", 2, len(path)) + path + struct.pack(">hH", -1, 0))


def _put(data: bytes, at: int, value: int) -> bytes:
    return data[:at] + struct.pack(">I", value & 0xFFFFFFFF) + data[at + 4 :]


def _box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I4s", len(payload) + 8, kind) + payload
