"""Where pages lie on the ground that is scrolled, on the device's own grid so that they stay sharp. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from practika_desktop.score.area import Box
from practika_desktop.score.wire import PageSize

PagePoint = tuple[int, float, float]
"""A page, and a place on it in points from its upper left corner."""
PointBox = tuple[float, float, float, float]
"""Left, top, right and bottom of a box on a displayed page, in points from the page's upper left corner."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """What is left free around the pages and between them, in device pixels, `ratio` of them to a logical one."""

    ratio: float
    margin: int
    gap: int


class SizedPage(NamedTuple):
    """A page, its size in points, and how large it is shown in device pixels."""

    page: int
    points: PageSize
    width: int
    height: int


class LaidPage(NamedTuple):
    """A page on the ground, in device pixels; only its rows from `top` to before `bottom` are shown."""

    page: int
    points: PageSize
    x: int
    y: int
    width: int
    height: int
    top: int
    bottom: int


class SeenPage(NamedTuple):
    """A page that is in sight, with the part of it that is, in device pixels from the page's upper left corner."""

    laid: LaidPage
    visible: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Pages on a ground of width x height device pixels; in a column all are there, below each other in order."""

    pages: tuple[LaidPage, ...]
    width: int
    height: int
    ratio: float
    is_column: bool = False

    def overflow(self, width: int, height: int) -> tuple[int, int]:
        """Return how far the ground can be scrolled each way in a view so large; all in logical pixels."""
        across, down = round(self.width / self.ratio) - width, round(self.height / self.ratio) - height
        return across if across > 1 else 0, down if down > 1 else 0  # a pixel is lost in rounding

    def port(self, width: int, height: int, scroll: tuple[int, int]) -> Box:
        """Return the part of the ground that a view shows when scrolled so far; all given in logical pixels.

        Where all of the ground fits it is in the middle.
        """
        wide, tall = round(width * self.ratio), round(height * self.ratio)
        across, down = self.overflow(width, height)
        x = round(scroll[0] * self.ratio) if across else (self.width - wide) // 2
        y = round(scroll[1] * self.ratio) if down else (self.height - tall) // 2
        return Box(x, y, wide, tall)

    def find(self, page: int) -> LaidPage | None:
        """Return where a page lies, None when it is not on the ground."""
        if self.is_column:
            return self.pages[page - 1] if 0 < page <= len(self.pages) else None
        return next((laid for laid in self.pages if laid.page == page), None)

    def seen(self, port: Box) -> list[SeenPage]:
        """Return the pages in sight through a part of the ground, in their order on it."""
        found = []
        for laid in self._near(port.y, port.y + port.height):
            left, top = max(0, port.x - laid.x), max(laid.top, port.y - laid.y)
            right = min(laid.width, port.x + port.width - laid.x)
            bottom = min(laid.bottom, port.y + port.height - laid.y)
            if left < right and top < bottom:
                found.append(SeenPage(laid, Box(left, top, right - left, bottom - top)))
        return found

    def most_seen(self, port: Box) -> int | None:
        """Return the page of which most is in sight, the first of several; None when none is."""
        seen = self.seen(port)
        return max(seen, key=lambda one: one.visible.width * one.visible.height).laid.page if seen else None

    def point_at(self, x: float, y: float) -> PagePoint | None:
        """Return the page at a place of the ground, and the place on it in points; None beside the pages."""
        laid = self._nearest(x, y)
        return _point(laid, x, y) if _distance(laid, x, y) == 0 else None

    def nearest_point(self, x: float, y: float) -> PagePoint:
        """Return a place of the ground in points of the page that is nearest, beside which it may lie."""
        return _point(self._nearest(x, y), x, y)

    def place_of(self, point: PagePoint) -> tuple[float, float] | None:
        """Return where a point of a page lies on the ground; None when the page does not."""
        page, x, y = point
        laid = self.find(page)
        if laid is None:
            return None
        return laid.x + x / laid.points[0] * laid.width, laid.y + y / laid.points[1] * laid.height

    def _nearest(self, x: float, y: float) -> LaidPage:
        near = list(self._near(y, y)) or [self.pages[-1]]
        return min(near, key=lambda laid: (_distance(laid, x, y), y - laid.y >= laid.bottom))

    def _near(self, top: float, bottom: float) -> Iterator[LaidPage]:
        """Give the pages that may meet the rows from top to bottom, in a column with the one below them."""
        first = bisect_right(self.pages, top, key=lambda laid: laid.y + laid.height) if self.is_column else 0
        for number in range(first, len(self.pages)):
            yield self.pages[number]
            if self.is_column and self.pages[number].y > bottom:
                return


def column(pages: Sequence[SizedPage], spacing: Spacing) -> Layout:
    """Lay pages below each other."""
    width, y = max(page.width for page in pages) + 2 * spacing.margin, spacing.margin
    laid = []
    for page in pages:
        laid.append(_laid(page, (width - page.width) // 2, y))
        y += page.height + spacing.gap
    height = y - spacing.gap + spacing.margin
    return Layout(pages=tuple(laid), width=width, height=height, ratio=spacing.ratio, is_column=True)


def single(page: SizedPage, spacing: Spacing) -> Layout:
    """Lay one page by itself."""
    return replace(column([page], spacing), is_column=False)


def halves(present: SizedPage, following: SizedPage, spacing: Spacing) -> Layout:
    """Lay the upper half of the following page over the lower half of the present one, each in its own place."""
    width = max(present.width, following.width) + 2 * spacing.margin
    height = max(present.height, following.height) + 2 * spacing.margin
    laid = []
    for page in (following, present):
        whole = _laid(page, (width - page.width) // 2, (height - page.height) // 2)
        middle = height // 2 - whole.y
        laid.append(whole._replace(bottom=middle) if page is following else whole._replace(top=middle))
    return Layout(pages=tuple(laid), width=width, height=height, ratio=spacing.ratio)


def facing(left: SizedPage, right: SizedPage | None, spacing: Spacing) -> Layout:
    """Lay two pages beside each other, or the left one alone with the other's place left free."""
    pages = [left, right] if right else [left]
    slot, height = max(page.width for page in pages), max(page.height for page in pages)
    middle = spacing.margin + slot + spacing.gap
    starts = (spacing.margin + slot - left.width, middle)
    laid = [
        _laid(page, x, spacing.margin + (height - page.height) // 2) for page, x in zip(pages, starts, strict=False)
    ]
    return Layout(
        pages=tuple(laid),
        width=middle + slot + spacing.margin,
        height=height + 2 * spacing.margin,
        ratio=spacing.ratio,
    )


def _laid(page: SizedPage, x: int, y: int) -> LaidPage:
    return LaidPage(page.page, page.points, x, y, page.width, page.height, 0, page.height)


def _point(laid: LaidPage, x: float, y: float) -> PagePoint:
    return laid.page, (x - laid.x) / laid.width * laid.points[0], (y - laid.y) / laid.height * laid.points[1]


def _distance(laid: LaidPage, x: float, y: float) -> float:
    """Return how far a place is from what is shown of a page, across and down together."""
    left, top = x - laid.x, y - laid.y
    return max(-left, left - laid.width, 0) + max(laid.top - top, top - laid.bottom, 0)
