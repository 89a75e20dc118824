"""The take's sound as bars: how loud it is, column by column of what is visible. Pure but for numpy."""

import math

import numpy as np
from numpy.typing import NDArray

from practika_desktop.ui.timeline.geometry import TimeScale

BAR_PX = 3.0
"""The distance from one bar to the next; two thirds of it are bar."""

Peaks = NDArray[np.float32]
"""Loudness from 0 to 1 at even distances over the whole take."""


def bars(peaks: Peaks, scale: TimeScale) -> tuple[float, list[float]]:
    """Return the x of the first visible bar and the loudness of it and of all that follow at `BAR_PX` from one another.

    Each is as loud as the loudest peak under it. Bars keep to a grid of time, not of the window: they do not shimmer
    while one pans.
    """
    step_ms = BAR_PX * scale.ms_per_px
    first = math.floor(scale.start_ms / step_ms)
    last = math.ceil(min(scale.end_ms, scale.duration_ms) / step_ms)
    edges = np.arange(first, last + 1) * step_ms / scale.duration_ms * len(peaks)
    low = np.clip(np.floor(edges[:-1]).astype(int), 0, max(len(peaks) - 1, 0))
    high = np.maximum(np.ceil(edges[1:]).astype(int), low + 1)
    loud = [float(peaks[a:b].max(initial=0)) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    return scale.x(first * step_ms), loud
