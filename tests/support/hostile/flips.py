"""Damage that any file can take."""

from collections.abc import Callable
from random import Random

Damage = Callable[[bytes, Random], bytes]
"""Returns a damaged copy of a file's bytes."""

_FRONT = 2048


def flip_bits(data: bytes, chance: Random) -> bytes:
    """Flip up to a thousand bits anywhere."""
    return _flipped(data, chance, 0, len(data))


def flip_front(data: bytes, chance: Random) -> bytes:
    """Flip bits of the headers in front."""
    return _flipped(data, chance, 0, min(_FRONT, len(data)))


def flip_end(data: bytes, chance: Random) -> bytes:
    """Flip bits at the end, where tables stand."""
    return _flipped(data, chance, max(len(data) - 2 * _FRONT, 0), len(data))


def cut(data: bytes, chance: Random) -> bytes:
    """Let the file end early."""
    return data[: chance.randrange(1, len(data))]


def cut_hole(data: bytes, chance: Random) -> bytes:
    """Take a piece out of the middle."""
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, len(data) // 4) :]


def repeat_piece(data: bytes, chance: Random) -> bytes:
    """Put a piece in twice."""
    at = chance.randrange(len(data))
    return data[:at] + data[at : at + chance.randrange(1, 4096)] + data[at:]


def fill_zeros(data: bytes, chance: Random) -> bytes:
    """Let a piece be zeros, as a drive's bad blocks are."""
    at = chance.randrange(len(data))
    piece = data[at : at + chance.choice((512, 4096, 65536))]
    return data[:at] + bytes(len(piece)) + data[at + len(piece) :]


ANYWHERE: tuple[Damage, ...] = (flip_bits, flip_front, flip_end, cut, cut_hole, repeat_piece, fill_zeros)


def _flipped(data: bytes, chance: Random, start: int, end: int) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 4, 30, 1000))):
        spoiled[chance.randrange(start, end)] ^= 1 << chance.randrange(8)
    return bytes(spoiled)
