"""A take that has sound and no picture: its clock has steps in the place of frames, and its pictures are dark."""

from array import array

from practika_desktop.media.decoder import ExactDecoder
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.packet_table import PacketTable
from practika_desktop.media.painting import black

STEP_US = 20_000
_SIDE = 16


def sound_index(duration_us: int, zero_us: int) -> FrameIndex:
    """Return the index of sound alone: one step each 20 ms, of which no packet holds a picture."""
    pts_us = array("q", range(0, max(duration_us, 1), STEP_US))
    return FrameIndex(
        pts_us=pts_us,
        key=bytes([1]) * len(pts_us),
        width=_SIDE,
        height=_SIDE,
        rotation=0,
        duration_us=duration_us,
        variable=False,
        zero_us=zero_us,
        has_sound=True,
        packets=PacketTable(array("q"), array("q"), array("i"), array("i"), b""),
    )


class DarkDecoder(ExactDecoder):
    """Gives a small black picture for each step of sound alone; reads nothing."""

    def work(self, number: int, keep: range | None = None) -> bool:
        """Have the step's picture at hand."""
        del keep
        self.cache.put(number, self._shape(black((_SIDE, _SIDE))))
        return True

    def prefetch(self) -> bool:
        """Tell that there is nothing to do ahead."""
        return False
