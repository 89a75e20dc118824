"""Which of the numbers that were read in pictures are believed: those that agree with each other and with counting.

A page number above a system's head, or a digit that was misread, agrees with nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

_AS_COUNTED = 1.0
_SECOND_PIECE = 0.8  # as counted from the head of a line in between
_IN_PARTS = 0.4  # up to so many measures in two parts in between
_MOST_PARTS = 4
_LONG_RESTS = 0.1  # any number higher may come of rests whose lengths were not read
_TOO_MANY = 2  # systems of which a single one has a number, that is not as counted: one may be an extract's
_FROM_THE_START = 0.5  # the first number is as counted from the document's first measure


def believed(counts: Sequence[int], printed: Sequence[int | None]) -> list[int | None]:
    """Return the printed numbers of a document's systems without those that do not fit most of the others.

    `counts` holds how many measures each system has.
    """
    before = [0, *accumulate(counts)]
    read = [(index, number) for index, number in enumerate(printed) if number is not None]
    best: dict[int, tuple[float, int | None]] = {}
    for place, (index, number) in enumerate(read):
        best[index] = (_FROM_THE_START if number in (before[index], before[index] + 1) else 0.0, None)
        for earlier, first in read[:place]:
            worth = _worth(before, earlier, first, index, number)
            if worth is not None and best[earlier][0] + worth > best[index][0]:
                best[index] = (best[earlier][0] + worth, earlier)
    kept = set(_chain(best))
    if len(kept) == 1 and len(counts) > _TOO_MANY and not any(best[index][0] for index in kept):
        kept = set()
    return [number if index in kept else None for index, number in enumerate(printed)]


def _chain(best: dict[int, tuple[float, int | None]]) -> Iterator[int]:
    """Yield the systems of the worthiest chain of numbers that fit each other, from the last."""
    index = max(best, key=lambda each: best[each][0], default=None)
    while index is not None:
        yield index
        index = best[index][1]


def _worth(before: Sequence[int], earlier: int, first: int, later: int, number: int) -> float | None:
    """Return what it speaks for two numbers that one follows the other, None where it cannot."""
    counted = first + before[later] - before[earlier]
    if number == counted:
        return _AS_COUNTED
    if any(number - (before[later] - before[line]) in (0, 1) for line in range(earlier + 1, later + 1)):
        return _SECOND_PIECE
    if 0 < counted - number <= _MOST_PARTS:
        return _IN_PARTS
    return _LONG_RESTS if number > counted else None
