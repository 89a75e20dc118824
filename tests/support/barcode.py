"""A frame's number painted into it as bars, so that a picture says itself which frame it is.

The code is 20 cells wide: a dark and a light guard, 14 bits (most significant first), and the count of ones as 4 bits.
It fills the picture's width in its lower half; the upper part is for flashes and for what makes the codec work.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BITS = 14
_CHECK = 4
CELLS = 2 + _BITS + _CHECK
_TOP = 0.55
_DARK, _LIGHT = 24, 232

Luma = NDArray[np.uint8]


def cells_of(number: int) -> list[bool]:
    """Return the cells, left to right, True for light; raise ValueError for a number that does not fit."""
    if not 0 <= number < 1 << _BITS:
        raise ValueError(f"no bars for {number}")
    bits = [bool(number >> bit & 1) for bit in reversed(range(_BITS))]
    ones = sum(bits)
    return [False, True, *bits, *(bool(ones >> bit & 1) for bit in reversed(range(_CHECK)))]


def paint(luma: Luma, number: int) -> None:
    """Paint the number over the lower part of an upright picture's luma, in place."""
    height, width = luma.shape
    edges = [round(width * cell / CELLS) for cell in range(CELLS + 1)]
    row = np.empty(width, np.uint8)
    for cell, light in enumerate(cells_of(number)):
        row[edges[cell] : edges[cell + 1]] = _LIGHT if light else _DARK
    luma[int(height * _TOP) :, :] = row


def read_barcode(rgb: bytes | memoryview, width: int, height: int, stride: int | None = None) -> int | None:
    """Return the number in an upright picture of 3 or 4 bytes a pixel, None when no valid code is there.

    Works at any scale of at least two pixels a cell. `stride` is in bytes; without it rows follow each other.
    """
    pixels = np.frombuffer(rgb, np.uint8)
    stride = stride if stride is not None else len(pixels) // height
    depth = min(stride // width, 4)
    rows = pixels[: stride * height].reshape(height, stride)[:, : width * depth].reshape(height, width, depth)
    return read_luma(rows[:, :, :3].mean(axis=2).astype(np.uint8))


def read_luma(luma: Luma) -> int | None:
    """Return the number in an upright picture's luma, None when no valid code is there."""
    height, width = luma.shape
    band = luma[int(height * 0.65) : max(int(height * 0.9), int(height * 0.65) + 1)]
    cell = width / CELLS
    return number_in([float(band[:, _middle(cell, at)].mean()) for at in range(CELLS)])


def number_in(means: Sequence[float]) -> int | None:
    """Return the number that the cells with these brightnesses say, None when it is no valid code."""
    dark, light = means[0], means[1]
    if light - dark < 60:
        return None
    cells = [mean > (dark + light) / 2 for mean in means]
    number = _number(cells[2 : 2 + _BITS])
    return number if cells_of(number) == cells else None


def _middle(cell: float, at: int) -> slice:
    start = int((at + 0.3) * cell)
    return slice(start, max(start + 1, int((at + 0.7) * cell)))


def _number(bits: list[bool]) -> int:
    number = 0
    for bit in bits:
        number = number << 1 | bit
    return number
