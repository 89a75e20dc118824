"""The page made straight: every staff on rows of its own, barlines upright, and the way back to the page's points."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.scanned.ink import Picture
from practika_desktop.score.measures.scanned.skew import Lie, lie_of, slant_of
from practika_desktop.score.measures.scanned.staves import Staff, find_staves, staff_space

_SMALLEST_PAGE = 80  # pixels of a side: less holds no system whose lines could be told apart


@dataclass(frozen=True, slots=True)
class StaffLines:
    """A staff of the straight page, in pixels: its middle line's row, its first column and the one after its last."""

    row: float
    space: float
    left: int
    right: int
    level: float
    clarity: float

    @property
    def top(self) -> int:
        """The row of the top line."""
        return round(self.row - 2 * self.space)

    @property
    def bottom(self) -> int:
        """The row of the bottom line."""
        return round(self.row + 2 * self.space)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page made straight: its ink, its staves from the top, and `lift`, what straightening moved upwards (h x w)."""

    ink: Picture
    staves: tuple[StaffLines, ...]
    lie: Lie
    lift: NDArray[np.float32]

    def box_on_page(self, left: float, top: float, right: float, bottom: float, points_per_pixel: float) -> Box:
        """Return the bounding box on the page, in points, of a rectangle given in pixels of the straight page."""
        x = np.array([left, right, right, left])
        y = np.array([top, top, bottom, bottom])
        rows = np.clip(np.round(y).astype(int), 0, self.lie.height - 1)
        columns = np.clip(np.round(x).astype(int), 0, self.lie.width - 1)
        page_x, page_y = self.lie.to_picture(x, y + self.lift[rows, columns])
        sides = (page_x.min(), page_y.min(), page_x.max(), page_y.max())
        return Box(*(float(side) * points_per_pixel for side in sides))


def straighten(ink: Picture) -> Sheet | None:
    """Return the page made straight along its staves, None where it has none."""
    if min(ink.shape) < _SMALLEST_PAGE:
        return None
    lie = lie_of(ink)
    levelled = lie.levelled(ink)
    space = staff_space(levelled)
    staves = [] if space is None else find_staves(levelled, space)
    if not staves:
        return None
    lift = _lift(staves, *levelled.shape)
    upright = replace(lie, slant=slant_of(levelled))
    return Sheet(upright.levelled(ink, lift), tuple(_lines(staff, upright) for staff in staves), upright, lift)


def _lines(staff: Staff, lie: Lie) -> StaffLines:
    aside = round(lie.slant * (staff.row - lie.height / 2))
    return StaffLines(staff.row, staff.space, staff.left - aside, staff.right - aside, staff.level, staff.clarity)


def _lift(staves: list[Staff], height: int, width: int) -> NDArray[np.float32]:
    """Return how far each pixel's ink lies below it: what the nearest staves above and below wander, by distance."""
    columns = np.arange(width)
    wander = [np.interp(columns, np.arange(s.left, s.right), s.centre - s.row).astype(np.float32) for s in staves]
    rows = np.arange(height, dtype=np.float32)
    lift = np.empty((height, width), np.float32)
    lift[: round(staves[0].row)] = wander[0]
    lift[round(staves[-1].row) :] = wander[-1]
    for (upper, above), (lower, below) in pairwise(zip(staves, wander, strict=True)):
        first, last = round(upper.row), round(lower.row)
        part = ((rows[first:last] - upper.row) / max(1.0, lower.row - upper.row))[:, None]
        lift[first:last] = (1 - part) * above + part * below
    return lift
