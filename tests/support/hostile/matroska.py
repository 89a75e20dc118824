"""MKV and WebM files whose elements lie."""

from random import Random

from tests.support.hostile.flips import Damage

_ELEMENTS = (  # segment, seek head, info, tracks, entry, video, cluster, cues, simple block, block group, codec private
    b"\x18\x53\x80\x67", b"\x11\x4d\x9b\x74", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\xae", b"\xe0",
    b"\x1f\x43\xb6\x75", b"\x1c\x53\xbb\x6b", b"\xa3", b"\xa0", b"\x63\xa2",
)  # fmt: skip
_TICK = b"\x2a\xd7\xb1"
_DURATION = b"\x44\x89"
_SIDES = (b"\xb0", b"\xba")


def lie_about_size(data: bytes, chance: Random) -> bytes:
    """Let an element be as large as it is not, or of unknown size."""
    for _ in range(chance.randrange(1, 4)):
        at = _find(data, chance.choice(_ELEMENTS), chance)
        if at >= 0:
            data = (
                data[:at]
                + chance.choice((b"\x01\xff\xff\xff\xff\xff\xff\xff", b"\x80", b"\xff", b"\x00"))
                + data[at + 1 :]
            )
    return data


def lie_about_time(data: bytes, chance: Random) -> bytes:
    """Let a tick last no time, or years, and the file as long."""
    for element in (_TICK, _DURATION):
        at = _find(data, element, chance)
        if at >= 0:
            length = data[at] & 0x0F
            value = chance.choice((b"\0" * length, b"\xff" * length, b"\x7f" + b"\xf0" * (length - 1)))
            data = data[: at + 1] + value + data[at + 1 + length :]
    return data


def lie_about_picture(data: bytes, chance: Random) -> bytes:
    """Let the pictures be 65535 x 65535, or none."""
    tracks = data.find(b"\x16\x54\xae\x6b")
    for element in _SIDES:
        at = data.find(element + b"\x82", tracks)
        if at >= 0:
            data = data[: at + 2] + chance.choice((b"\xff\xff", b"\0\0", b"\0\1")) + data[at + 4 :]
    return data


def nest_elements(data: bytes, chance: Random) -> bytes:
    """Put elements into elements, thousands deep."""
    at = data.find(b"\x1f\x43\xb6\x75")
    return data[:at] + b"\xa0\x01\xff\xff\xff\xff\xff\xff\xff" * chance.choice((50, 100_000)) + data[at:]


def seek_in_a_circle(data: bytes, chance: Random) -> bytes:
    """Let the table of contents lead to itself."""
    seek = b"\x53\xab\x84\x11\x4d\x9b\x74" + b"\x53\xac\x81" + bytes([chance.choice((0, 1, 5, 255))])
    entry = b"\x4d\xbb" + bytes([0x80 | len(seek)]) + seek
    head = b"\x11\x4d\x9b\x74" + bytes([0x80 | len(entry)]) + entry
    at = data.find(b"\x11\x4d\x9b\x74")
    return data[:at] + head + data[at + len(head) :]


LIES: tuple[Damage, ...] = (
    lie_about_size,
    lie_about_time,
    lie_about_picture,
    nest_elements,
    seek_in_a_circle,
)


def _find(data: bytes, element: bytes, chance: Random) -> int:
    """Return the place of an element's size, -1 where there is none: one of the first few such elements."""
    at = -1
    for _ in range(chance.randrange(1, 4)):
        found = data.find(element, at + 1)
        if found < 0:
            break
        at = found
    return at + len(element) if at >= 0 else -1
