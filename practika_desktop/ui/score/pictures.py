"""The pictures that a page is painted from: asked of the renderer, and what stands in until they come."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.area import BYTES_PER_PIXEL, Box, PageArea, PagePicture
from practika_desktop.score.renderer import ScoreRenderer
from practika_desktop.score.wire import PageSize
from practika_desktop.ui.score.tiling import areas_of, is_whole, stand_in


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture and the rectangle that it fills, in device pixels from the page's upper left corner."""

    image: QImage
    target: QRectF
    pixels: bytes | memoryview
    """The image's own bytes: a QImage does not keep them alive by itself."""


class PagePictures:
    """Knows, for the page shown, which pictures to ask for and which to paint."""

    def __init__(self, renderer: ScoreRenderer) -> None:
        self._renderer = renderer
        self._last: dict[int, PageArea] = {}

    @property
    def page_sizes(self) -> tuple[PageSize, ...]:
        """The pages' sizes in points; empty while no score is open."""
        return self._renderer.page_sizes

    def forget(self) -> None:
        """Forget what was shown: another score comes."""
        self._last.clear()

    def page_error(self, page: int) -> ScoreError | None:
        """Return why a page cannot be shown."""
        return self._renderer.page_error(page)

    def want(self, page: int, width: int, height: int, visible: Box) -> None:
        """Ask for a page at a size in device pixels, what is visible of it first, then for its neighbours."""
        areas = areas_of(page, width, height, visible)
        if not is_whole(width, height):
            areas.insert(0, stand_in(page, width, height))
        self._renderer.request(areas, ahead=self._neighbours(page, width, height))

    def has_all(self, page: int, width: int, height: int, visible: Box) -> bool:
        """Tell whether all that is visible of a page has come at its own size."""
        return all(self._renderer.picture(area) for area in areas_of(page, width, height, visible))

    def placed(self, page: int, width: int, height: int, visible: Box) -> list[Placed]:
        """Return what there is to paint of a page now, from the back to the front."""
        wanted = areas_of(page, width, height, visible)
        there = [picture for area in wanted if (picture := self._renderer.picture(area))]
        if len(there) == len(wanted):
            if is_whole(width, height):
                self._last[page] = wanted[0]
        elif (behind := self._behind(page, width, height)) is not None:
            there.insert(0, behind)
        return [_placed(picture, width, height) for picture in there]

    def _behind(self, page: int, width: int, height: int) -> PagePicture | None:
        """Return the best whole page there is at another size."""
        for area in (stand_in(page, width, height), self._last.get(page)):
            picture = self._renderer.picture(area) if area else None
            if picture is not None:
                return picture
        return None

    def _neighbours(self, page: int, width: int, height: int) -> list[PageArea]:
        """Return the next and the previous page at the same scale, if they are small enough to be drawn ahead."""
        sizes = self.page_sizes
        scale_x, scale_y = width / sizes[page - 1][0], height / sizes[page - 1][1]
        ahead = []
        for other in (page + 1, page - 1):
            if 1 <= other <= len(sizes):
                wide, tall = round(sizes[other - 1][0] * scale_x), round(sizes[other - 1][1] * scale_y)
                if is_whole(wide, tall):
                    ahead.append(PageArea(other, max(1, wide), max(1, tall)))
        return ahead


def _placed(picture: PagePicture, width: int, height: int) -> Placed:
    row = picture.width * BYTES_PER_PIXEL
    image = QImage(picture.pixels, picture.width, picture.height, row, QImage.Format.Format_RGB32)
    box, whole = picture.area.bounds, picture.area
    across, down = width / whole.width, height / whole.height
    target = QRectF(box.x * across, box.y * down, box.width * across, box.height * down)
    return Placed(image, target, picture.pixels)
