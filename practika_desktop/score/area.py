"""What is to be drawn: a page at a size in device pixels, or a rectangle of it."""

from dataclasses import dataclass
from typing import NamedTuple

BYTES_PER_PIXEL = 4
MOST_PIXELS = 24_000_000
"""The largest single picture: a page of 4,000 x 6,000 device pixels. What is larger is drawn in tiles."""


class Box(NamedTuple):
    """A rectangle in device pixels of the whole page's picture, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageArea:
    """Page `page` (from 1) drawn `width` x `height` device pixels large; only the rectangle `box` of it when given.

    Raise ValueError for an empty area, a box outside the page, or more than `MOST_PIXELS`.
    """

    page: int
    width: int
    height: int
    box: Box | None = None

    def __post_init__(self) -> None:
        x, y, width, height = self.bounds
        inside = x >= 0 and y >= 0 and x + width <= self.width and y + height <= self.height
        if self.page < 1 or width < 1 or height < 1 or not inside:
            raise ValueError(f"no such area: {self}")
        if width * height > MOST_PIXELS:
            raise ValueError(f"too large for one picture: {self}")

    @property
    def bounds(self) -> Box:
        """The rectangle to draw, the whole page where no box was given."""
        return self.box or Box(0, 0, self.width, self.height)

    @property
    def byte_count(self) -> int:
        """How many bytes the picture takes."""
        return self.bounds.width * self.bounds.height * BYTES_PER_PIXEL


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn area: rows of `width` pixels from the top, each as the bytes blue, green, red, 255."""

    area: PageArea
    pixels: bytes | memoryview

    @property
    def width(self) -> int:
        """Pixels in a row."""
        return self.area.bounds.width

    @property
    def height(self) -> int:
        """Rows."""
        return self.area.bounds.height
