"""How wide and high the rooms of the window are: fitted to the window until the teacher moves a border."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter

from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import RIGHT_HEIGHTS, ROOM_WIDTHS
from practika_desktop.ui.theme.theme import Theme

_PAGE = 1.42
"""How much higher than wide a page of music is."""


class RoomSizes(QObject):
    """Sets the borders between the rooms across, and between the score and what is below it.

    `fit` is to be called whenever the window changes its size, `keep` at its end; all is in logical pixels.
    """

    def __init__(self, across: QSplitter, right: QSplitter, theme: Theme, settings: Settings) -> None:
        super().__init__(across)
        self._across = across
        self._right = right
        self._theme = theme
        self._settings = settings
        self._chosen_widths = settings.numbers(ROOM_WIDTHS)
        self._chosen_heights = settings.numbers(RIGHT_HEIGHTS)
        across.splitterMoved.connect(self._widths_chosen)
        right.splitterMoved.connect(self._heights_chosen)
        self.restore()

    def restore(self) -> None:
        """Set the borders as they were moved; for rooms that came since."""
        if len(self._chosen_widths) == 3:
            self._across.setSizes(self._chosen_widths)
        if len(self._chosen_heights) == 2:
            self._right.setSizes(self._chosen_heights)

    def fit(self, width: int, height: int) -> None:
        """Share a window of this size among the rooms, as far as no border was moved."""
        if len(self._chosen_widths) != 3:
            self._across.setSizes(self.widths(width))
        if len(self._chosen_heights) != 2:
            self._right.setSizes(self.heights(self._across.sizes()[2], height))

    def keep(self) -> None:
        """Remember the borders that were moved."""
        if self._chosen_widths:
            self._settings.set(ROOM_WIDTHS, self._chosen_widths)
        if self._chosen_heights:
            self._settings.set(RIGHT_HEIGHTS, self._chosen_heights)

    def widths(self, width: int) -> list[int]:
        """Return the widths of inbox, player and score in a window so wide.

        The inbox is as wide as its names and titles need, the score grows with the window, the picture has the rest.
        """
        space = self._theme.space
        left = min(max(space(62), width * 21 // 100), space(80))
        right = max(space(74), width // 4)
        return [left, max(0, width - left - right), right]

    def heights(self, width: int, height: int) -> list[int]:
        """Return the heights of a score so wide, and of the markers below it, in a room so high.

        The page is seen whole where that leaves the markers a third.
        """
        score = min(round(width * _PAGE) + self._theme.space(18), height * 2 // 3)
        return [score, height - score]

    def _widths_chosen(self) -> None:
        self._chosen_widths = self._across.sizes()

    def _heights_chosen(self) -> None:
        self._chosen_heights = self._right.sizes()
