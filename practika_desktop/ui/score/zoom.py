"""How large a page is shown: fitted to the room, or at a factor of its own. Pure."""

from dataclasses import dataclass
from enum import Enum

from practika_desktop.score.wire import PageSize

PIXELS_PER_POINT = 96 / 72
"""Logical pixels for a point at 100 %."""
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
SMALLEST, LARGEST = STEPS[0], STEPS[-1]


class Fit(Enum):
    """What decides the size of the page."""

    PAGE = "page"
    WIDTH = "width"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Zoom:
    """The chosen way; `factor` (1.0 is 100 %) counts where nothing is fitted."""

    fit: Fit = Fit.PAGE
    factor: float = 1.0

    def factor_for(self, page: PageSize, room: tuple[float, float]) -> float:
        """Return the factor for a page of so many points in a room of so many logical pixels."""
        if self.fit is Fit.FREE:
            return self.factor
        wide = room[0] / (page[0] * PIXELS_PER_POINT)
        tall = room[1] / (page[1] * PIXELS_PER_POINT)
        return min(LARGEST, max(0.02, wide if self.fit is Fit.WIDTH else min(wide, tall)))


def step_from(factor: float, direction: int) -> float:
    """Return the next step above (direction 1) or below (-1) a factor, the last one at the end of the scale."""
    if direction > 0:
        return next((step for step in STEPS if step > factor * 1.01), LARGEST)
    return next((step for step in reversed(STEPS) if step < factor * 0.99), SMALLEST)


def percent(factor: float) -> str:
    """Return the factor as the bar shows it."""
    return f"{round(factor * 100)} %"
