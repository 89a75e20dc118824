"""Where a page lies in its view, on the device's own grid so that it stays sharp. Pure."""

from dataclasses import dataclass

from practika_desktop.score.area import Box
from practika_desktop.score.wire import PageSize
from practika_desktop.ui.score.zoom import PIXELS_PER_POINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A page of `size` points at `factor`, in a view of `room` logical pixels, scrolled by `scroll`.

    `ratio` is the number of device pixels to a logical one, `margin` the ground to leave around the page.
    """

    size: PageSize
    factor: float
    ratio: float
    room: tuple[int, int]
    margin: int
    scroll: tuple[int, int] = (0, 0)

    @property
    def device_size(self) -> tuple[int, int]:
        """The page's size in device pixels."""
        scale = self.factor * PIXELS_PER_POINT * self.ratio
        return max(1, round(self.size[0] * scale)), max(1, round(self.size[1] * scale))

    @property
    def overflow(self) -> tuple[int, int]:
        """How far the page can be scrolled each way, in logical pixels."""
        across, down = (
            round(pixels / self.ratio) + 2 * self.margin - have
            for pixels, have in zip(self.device_size, self.room, strict=True)
        )
        return max(0, across) if across > 1 else 0, max(0, down) if down > 1 else 0

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """The page's x, y, width and height in logical pixels, each a whole number of device pixels."""
        width, height = self.device_size
        x = self._start(0, width)
        y = self._start(1, height)
        return x / self.ratio, y / self.ratio, width / self.ratio, height / self.ratio

    @property
    def visible(self) -> Box:
        """The part of the page that is in view, in device pixels from its upper left corner."""
        width, height = self.device_size
        x, y = self._start(0, width), self._start(1, height)
        left, top = max(0, -x), max(0, -y)
        right = min(width, round(self.room[0] * self.ratio) - x)
        bottom = min(height, round(self.room[1] * self.ratio) - y)
        return Box(left, top, max(0, right - left), max(0, bottom - top))

    def _start(self, axis: int, length: int) -> int:
        """Return where the page begins along an axis, in device pixels: centred when it fits."""
        if self.overflow[axis] == 0:
            return round((self.room[axis] * self.ratio - length) / 2)
        return round((self.margin - self.scroll[axis]) * self.ratio)
