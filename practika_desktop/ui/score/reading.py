"""How one reads: which pages are there together, how large, and what comes when they are turned. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from practika_desktop.score.wire import PageSize
from practika_desktop.ui.score.layout import Layout, SizedPage, Spacing, column, facing, halves, single
from practika_desktop.ui.score.zoom import PIXELS_PER_POINT, Fit, Zoom


class Mode(StrEnum):
    """How the pages are laid out."""

    SINGLE = "single"
    FACING = "facing"
    CONTINUOUS = "continuous"


class Place(NamedTuple):
    """A page; half turned, what follows has taken the first half's place while the second is still there."""

    page: int
    is_half: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The view's own room in logical pixels, `ratio` device pixels to each, and what is left free in it.

    `margin` is around the pages, `gap` between them, `bar` what a scroll bar takes.
    """

    width: int
    height: int
    ratio: float = 1.0
    margin: int = 0
    gap: int = 0
    bar: int = 0


@dataclass(frozen=True)
class Reading:
    """How a score of pages with these sizes in points is read: in a mode, at a zoom, in a room."""

    sizes: Sequence[PageSize]
    mode: Mode
    zoom: Zoom
    room: Room

    def factor(self, page: int) -> float:
        """Return how large a page is; 1.0 is 100 %."""
        room = self.room
        bar = room.bar if self.mode is Mode.CONTINUOUS or self.zoom.fit is Fit.WIDTH else 0
        across, down = room.width - 2 * room.margin - bar, room.height - 2 * room.margin
        if self.mode is Mode.FACING:
            across = (across - room.gap) // 2
        return self.zoom.factor_for(self.sizes[page - 1], (max(16, across), max(16, down)))

    def layout(self, place: Place) -> Layout:
        """Return the pages that are there at a place, on their ground."""
        if self.mode is Mode.CONTINUOUS:
            return self._column
        first, last = self._first(place), len(self.sizes)
        if self.mode is Mode.FACING:
            left = first + 2 if place.is_half and first + 2 <= last else first
            return facing(self._sized(left), self._sized(first + 1) if first < last else None, self._spacing)
        if place.is_half and first < last:
            return halves(self._sized(first), self._sized(first + 1), self._spacing)
        return single(self._sized(first), self._spacing)

    def turned(self, place: Place, step: int) -> Place | None:
        """Return where so many turns forward lead from a place, or back when negative; None where there is no page."""
        if place.is_half and step < 0:
            step += 1  # the first turn back leads to the whole of what is half there
        page = self._first(place) + step * self._step
        return Place(page) if (step or place.is_half) and 1 <= page <= len(self.sizes) else None

    def half_turned(self, place: Place, direction: int) -> Place | None:
        """Return where half a turn leads, forward (1) or back (-1); None where there is no page."""
        if place.is_half:
            return self.turned(place, direction)
        if direction > 0:
            return self._half(place) if self.turned(place, 1) else None
        before = self.turned(place, -1)
        return self._half(before) if before else None

    @cached_property
    def _column(self) -> Layout:
        return column([self._sized(page) for page in range(1, len(self.sizes) + 1)], self._spacing)

    @property
    def _spacing(self) -> Spacing:
        room = self.room
        return Spacing(room.ratio, round(room.margin * room.ratio), round(room.gap * room.ratio))

    @property
    def _step(self) -> int:
        return 2 if self.mode is Mode.FACING else 1

    def _first(self, place: Place) -> int:
        """Return the first of the pages that are turned together."""
        return place.page - (place.page - 1) % self._step

    def _half(self, place: Place) -> Place:
        """Return the place half turned, with the last of its pages, which stays."""
        return Place(self._first(place) + self._step - 1, is_half=True)

    def _sized(self, page: int) -> SizedPage:
        scale, points = self.factor(page) * PIXELS_PER_POINT * self.room.ratio, self.sizes[page - 1]
        return SizedPage(page, points, max(1, round(points[0] * scale)), max(1, round(points[1] * scale)))
