"""The ruler's ticks: steps that people count in, never closer than can be read. Pure."""

import math
from dataclasses import dataclass

from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.times import ruler_text

# (step with a label, parts that it is divided into)
_STEPS_MS = (
    (10, 2),
    (20, 2),
    (50, 5),
    (100, 5),
    (200, 4),
    (500, 5),
    (1_000, 5),
    (2_000, 4),
    (5_000, 5),
    (10_000, 5),
    (15_000, 3),
    (30_000, 6),
    (60_000, 6),
    (120_000, 4),
    (300_000, 5),
    (600_000, 5),
    (900_000, 3),
    (1_800_000, 6),
    (3_600_000, 6),
    (7_200_000, 4),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the ruler; `label` is empty for the lines between the named ones."""

    ms: int
    label: str


def ticks(scale: TimeScale, label_width: float) -> list[Tick]:
    """Return the visible ticks in order; labels stand at least 1.5 label widths (in pixels) from one another."""
    step, parts = _step_for(scale, label_width * 1.5)
    minor = step // parts
    first = math.ceil(scale.start_ms / minor)
    last = math.floor(scale.end_ms / minor)
    return [_tick(n * minor, step, scale.duration_ms) for n in range(first, last + 1)]


def _tick(ms: int, step: int, duration_ms: int) -> Tick:
    return Tick(ms, "" if ms % step else ruler_text(ms, step, duration_ms))


def _step_for(scale: TimeScale, least_px: float) -> tuple[int, int]:
    for step, parts in _STEPS_MS:
        if step / scale.ms_per_px >= least_px:
            return step, parts
    coarsest = _STEPS_MS[-1][0]
    times = math.ceil(least_px * scale.ms_per_px / coarsest)
    return coarsest * times, 4
