"""The take's sound as bars: how loud it is, column by column of what is visible. Pure."""

import math
from collections.abc import Sequence

from practika_desktop.ui.timeline.geometry import TimeScale

BAR_PX = 3.0
"""The distance from one bar to the next; two thirds of it are bar."""

Peaks = Sequence[float]
"""Loudness from 0 to 1 at even distances over the whole take."""


def bars(peaks: Peaks, scale: TimeScale) -> tuple[float, list[float]]:
    """Return the x of the first visible bar and the loudness of it and of all that follow at `BAR_PX` from one another.

    Each is as loud as the loudest peak under it. Bars keep to a grid of time, not of the window: they do not shimmer
    while one pans.
    """
    step_ms = BAR_PX * scale.ms_per_px
    first = math.floor(scale.start_ms / step_ms)
    last = math.ceil(min(scale.end_ms, scale.duration_ms) / step_ms)
    a_bar = step_ms / scale.duration_ms * len(peaks)
    loud = [_loudest(peaks, bar * a_bar, (bar + 1) * a_bar) for bar in range(first, last)]
    return scale.x(first * step_ms), loud


def _loudest(peaks: Peaks, start: float, end: float) -> float:
    low = min(max(math.floor(start), 0), max(len(peaks) - 1, 0))
    return max(peaks[low : max(math.ceil(end), low + 1)], default=0.0)
