"""The printed measure number above the left end of a system."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from practika_desktop.score.measures.scanned.digits import read_digit
from practika_desktop.score.measures.scanned.ink import Picture
from practika_desktop.score.measures.scanned.sheet import StaffLines

_ABOVE = (6.0, 0.3)  # staff spaces above the top line between which a number stands
_AROUND_LEFT = (3.0, 4.0)  # staff spaces left and right of the left end
_BLACK = 55  # ink of a digit's thinnest strokes
_BLACKER = (110, 170)  # ink of what is left where a digit touches a bracket
_BROKEN = 0.2  # staff spaces by which strokes of a digit may be broken
_HEIGHT = (0.9, 2.4)  # staff spaces of a digit
_WIDTH = (0.25, 5.0)  # staff spaces of a digit, or of several that touch
_PARTS = (2, 3)  # digits that may touch
_SAME_LINE = 0.3  # of a digit's height by which digits of one number may differ in height and foot
_APART = 0.7  # of a digit's height between digits of one number, at most
_MOST_DIGITS = 4
_FREE = 0.6  # of a digit's height: white on both sides of a number
_NARROW = 0.35  # of its height: the narrowest digit
_CUT_WITHIN = 0.25  # of the height: where digits touch, around their even parting


class _Shape(NamedTuple):
    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


def read_number(ink: Picture, staff: StaffLines) -> int | None:
    """Return the number printed above the left end of a system's top staff, None where none can be read for sure."""
    space = staff.space
    top, bottom = (max(0, round(staff.top - part * space)) for part in _ABOVE)
    left = max(0, round(staff.left - _AROUND_LEFT[0] * space))
    piece = ink[top:bottom, left : round(staff.left + _AROUND_LEFT[1] * space)]
    if piece.size == 0:
        return None
    for black in _blacknesses(piece, space):
        for line in _lines(_digit_sized(black, space)):
            digits = "".join(_digits(piece[s.top : s.bottom, s.left : s.left + s.width]) or "?" for s in line)
            if digits.isdigit() and len(digits) <= _MOST_DIGITS and digits[0] != "0" and _alone(piece, line):
                return int(digits)
    return None


def _blacknesses(piece: Picture, space: float) -> Iterator[Picture]:
    """Yield what is black in a piece: as it is, with broken strokes closed, and where only the blackest counts."""
    black = (piece > _BLACK).astype(np.uint8)
    yield black
    reach = 2 * round(_BROKEN * space / 2) + 1
    yield np.asarray(cv2.morphologyEx(black, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)), np.uint8)
    for least in _BLACKER:
        yield (piece > least).astype(np.uint8)


def _alone(piece: Picture, line: list[_Shape]) -> bool:
    """Tell whether no ink stands left or right of the digits' upper halves: a digit that was not told apart.

    Beside their lower halves a bracket may end.
    """
    top, bottom = min(s.top for s in line), max(s.bottom for s in line)
    left, right = line[0].left, line[-1].left + line[-1].width
    free = round(_FREE * (bottom - top))
    middle = (top + bottom) // 2
    beside = (piece[top:middle, max(0, left - free) : left], piece[top:middle, right : right + free])
    return not any((part > _BLACK).any() for part in beside)


def _digits(shape: Picture) -> str:
    """Return the digit that a shape shows, or the two or three that touch in it; nothing where any cannot be read."""
    whole = read_digit(shape)
    if whole is not None:
        return str(whole)
    height, width = shape.shape
    for parts in _PARTS:
        if width < parts * _NARROW * height:
            continue
        cuts = [0, *(_lightest(shape, round(width * k / parts)) for k in range(1, parts)), width]
        read = [_trimmed_digit(shape[:, left:right]) for left, right in pairwise(cuts)]
        if None not in read:
            return "".join(map(str, read))
    return ""


def _lightest(shape: Picture, around: int) -> int:
    """Return the column with the least ink near one."""
    reach = max(1, round(_CUT_WITHIN * len(shape)))
    first = max(1, around - reach)
    return first + int(np.argmin(shape[:, first : around + reach + 1].sum(axis=0, dtype=np.int64)))


def _trimmed_digit(part: Picture) -> int | None:
    rows, columns = np.nonzero(part > _BLACK)
    if not rows.size:
        return None
    return read_digit(part[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1])


def _digit_sized(black: Picture, space: float) -> list[_Shape]:
    """Return the black shapes that are as large as digits, from the left, none that the piece's edge cuts."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(black)
    shapes = [_Shape(*(int(value) for value in row[:4])) for row in stats[1:]]
    height, width = black.shape
    return sorted(
        shape
        for shape in shapes
        if _HEIGHT[0] * space <= shape.height <= _HEIGHT[1] * space
        and _WIDTH[0] * space <= shape.width <= _WIDTH[1] * space
        and shape.left > 0
        and shape.top > 0
        and shape.left + shape.width < width
        and shape.bottom < height
    )


def _lines(shapes: list[_Shape]) -> list[list[_Shape]]:
    """Return shapes that stand side by side on one line, the lowest line first."""
    lines: list[list[_Shape]] = []
    for shape in shapes:
        home = next((line for line in lines if _beside(line[-1], shape)), None)
        if home is None:
            lines.append([shape])
        else:
            home.append(shape)
    return sorted(lines, key=lambda line: line[0].bottom, reverse=True)


def _beside(shape: _Shape, other: _Shape) -> bool:
    tall = max(shape.height, other.height)
    return (
        abs(shape.bottom - other.bottom) <= _SAME_LINE * tall
        and abs(shape.height - other.height) <= _SAME_LINE * tall
        and other.left - (shape.left + shape.width) <= _APART * tall
    )
