"""Ranges that overlap lie in lanes above one another. Pure."""

import heapq
from collections.abc import Sequence

Range = tuple[int, int]
"""Start and end in ms, the end after the start."""


def lanes(ranges: Sequence[Range]) -> list[int]:
    """Return each range's lane, from 0, in the order given; lanes are as few as can be.

    Ranges of one lane never overlap; one that begins where another ends may share its lane.
    """
    result = [0] * len(ranges)
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    used = 0
    for index in sorted(range(len(ranges)), key=lambda i: ranges[i]):
        start, end = ranges[index]
        while busy and busy[0][0] <= start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            lane = heapq.heappop(free)
        else:
            lane, used = used, used + 1
        result[index] = lane
        heapq.heappush(busy, (end, lane))
    return result
