"""The pictures that pages are painted from: asked of the renderer, and what stands in until they come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.area import BYTES_PER_PIXEL, PageArea, PagePicture
from practika_desktop.score.renderer import ScoreRenderer
from practika_desktop.ui.score.layout import LaidPage, SeenPage
from practika_desktop.ui.score.tiling import areas_of, is_whole, stand_in


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture and the rectangle that it fills, in device pixels from the page's upper left corner."""

    image: QImage
    target: QRectF
    pixels: bytes | memoryview
    """The image's own bytes: a QImage does not keep them alive by itself."""


class PagePictures:
    """Knows which pictures to ask for, for the pages in sight and those to come, and which to paint."""

    def __init__(self, renderer: ScoreRenderer) -> None:
        self._renderer = renderer
        self._last: dict[int, PageArea] = {}

    def forget(self) -> None:
        """Forget what was shown: another score comes."""
        self._last.clear()

    def page_error(self, page: int) -> ScoreError | None:
        """Return why a page cannot be shown."""
        return self._renderer.page_error(page)

    def want(self, seen: Sequence[SeenPage], ahead: Sequence[SeenPage]) -> None:
        """Ask for what is in sight, then for what stands in as one scrolls on, then for what is likely to come.

        What would not fit beside what is in sight is not asked for ahead.
        """
        wanted = [area for one in seen for area in _areas(one)]
        later = [_stand_in(one.laid) for one in seen if not is_whole(one.laid.width, one.laid.height)]
        later += [area for one in ahead for area in _areas(one)]
        room = self._renderer.cache_bytes - sum(area.byte_count for area in wanted)
        self._renderer.request(wanted, ahead=list(_fitting(later, room)))

    def has_all(self, seen: SeenPage) -> bool:
        """Tell whether all that is in sight of a page has come at its own size."""
        return all(self._renderer.picture(area) for area in _areas(seen))

    def placed(self, seen: SeenPage) -> list[Placed]:
        """Return what there is to paint of a page now, from the back to the front."""
        laid, wanted = seen.laid, _areas(seen)
        there = [picture for area in wanted if (picture := self._renderer.picture(area))]
        if len(there) == len(wanted):
            if is_whole(laid.width, laid.height):
                self._last[laid.page] = wanted[0]
        elif (behind := self._behind(laid)) is not None:
            there.insert(0, behind)
        return [_placed(picture, laid.width, laid.height) for picture in there]

    def _behind(self, laid: LaidPage) -> PagePicture | None:
        """Return the best whole page there is at another size."""
        for area in (_stand_in(laid), self._last.get(laid.page)):
            picture = self._renderer.picture(area) if area else None
            if picture is not None:
                return picture
        return None


def _stand_in(laid: LaidPage) -> PageArea:
    return stand_in(laid.page, laid.points)


def _areas(seen: SeenPage) -> list[PageArea]:
    return areas_of(seen.laid.page, seen.laid.width, seen.laid.height, seen.visible)


def _fitting(areas: Sequence[PageArea], room: int) -> Iterator[PageArea]:
    """Give the areas from the first on as long as they fit into so many bytes."""
    for area in dict.fromkeys(areas):
        room -= area.byte_count
        if room < 0:
            return
        yield area


def _placed(picture: PagePicture, width: int, height: int) -> Placed:
    row = picture.width * BYTES_PER_PIXEL
    image = QImage(picture.pixels, picture.width, picture.height, row, QImage.Format.Format_RGB32)
    box, whole = picture.area.bounds, picture.area
    across, down = width / whole.width, height / whole.height
    target = QRectF(box.x * across, box.y * down, box.width * across, box.height * down)
    return Placed(image, target, picture.pixels)
