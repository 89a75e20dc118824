"""Which pictures make up what is visible of a page: the whole page, or tiles of it where it is large. Pure."""

from practika_desktop.score.area import Box, PageArea
from practika_desktop.score.wire import PageSize

WHOLE_PIXELS = 3_000_000
"""Pages of up to so many device pixels are drawn whole: twice what fits into a usual room on a 2x screen. A picture is
copied on the window's thread, and a larger one would hold it up for more than a few milliseconds."""
STAND_IN_PIXELS = 1_000_000
TILE = 768
"""Of a scan the whole picture is unpacked for each tile: few large ones are sooner there than many small ones."""


def is_whole(width: int, height: int) -> bool:
    """Tell whether a page of this size in device pixels is drawn as one picture."""
    return width * height <= WHOLE_PIXELS


def areas_of(page: int, width: int, height: int, visible: Box) -> list[PageArea]:
    """Return the areas that cover the visible part of a page of width x height device pixels, from its middle out."""
    if is_whole(width, height):
        return [PageArea(page, width, height)]
    middle_x, middle_y = visible.x + visible.width / 2, visible.y + visible.height / 2
    boxes = [
        Box(x, y, min(TILE, width - x), min(TILE, height - y))
        for y in _starts(visible.y, visible.height, height)
        for x in _starts(visible.x, visible.width, width)
    ]
    boxes.sort(key=lambda box: abs(box.x + box.width / 2 - middle_x) + abs(box.y + box.height / 2 - middle_y))
    return [PageArea(page, width, height, box) for box in boxes]


def stand_in(page: int, size: PageSize) -> PageArea:
    """Return the small whole picture that stands in while tiles are drawn, of a page of `size` points."""
    scale = (STAND_IN_PIXELS / (size[0] * size[1])) ** 0.5
    return PageArea(page, max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def _starts(first: int, length: int, limit: int) -> range:
    start = max(0, first) // TILE * TILE
    return range(start, min(limit, first + max(0, length)), TILE)
