"""Pictures for what paints them: as the decoder hands them out, with a frame's number in them as bars."""

import numpy as np

from practika_desktop.player.slots import PIXEL_BYTES, Picture, Slots
from practika_desktop.player.state import Shown
from tests.support import barcode


class _OwnMemory(Slots):
    """One slot in this process's memory, where no worker paints."""

    def __init__(self, pixels: bytes) -> None:
        self._pixels = pixels

    def view(self, slot: int, length: int) -> memoryview:
        """Lend the slot."""
        return memoryview(self._pixels)[slot : slot + length]

    def give_back(self, slot: int) -> None:
        """Need it no more."""


def shown(n: int, width: int, height: int) -> Shown:
    """Return frame n as a picture of that size; its number stands in it as bars."""
    luma = np.full((height, width), 90, np.uint8)
    barcode.paint(luma, n)
    pixels = np.repeat(luma[:, :, None], PIXEL_BYTES, axis=2).tobytes()
    return Shown(n, n * 40, Picture(n, width, height, _OwnMemory(pixels), 0, is_stand_in=False))
