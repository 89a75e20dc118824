"""In which order, and when, the pictures of a file's packets are shown: pure decisions about rows."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from practika_desktop.media.packets import PacketRow

_ROUNDING_US = 2_100
_GUESSED_FRAME_US = 40_000


def presentation_order(rows: Sequence[PacketRow], decoded: Callable[[], list[int]]) -> list[int]:
    """Return the ordinals of the shown packets in the order in which their pictures are shown.

    Where each packet has a time of its own, the times say it. Where some lack one or share it, only the decoder knows:
    `decoded()` gives the ordinals in the order in which their pictures come out of it.
    """
    shown = [ordinal for ordinal, row in enumerate(rows) if row.shown]
    timed = all(rows[ordinal].timed for ordinal in shown)
    if timed and len({rows[ordinal].stamp for ordinal in shown}) == len(shown):
        return sorted(shown, key=lambda ordinal: rows[ordinal].stamp)
    come_out = [ordinal for ordinal in decoded() if ordinal < len(rows) and rows[ordinal].shown]
    return sorted(come_out, key=lambda ordinal: rows[ordinal].stamp) if timed else come_out


def presentation_stamps(rows: Sequence[PacketRow], order: Sequence[int]) -> list[int]:
    """Return the time of each picture of `order`, in the stream's ticks; they never fall.

    Packets without a presentation time have decoding times only, each as long apart as the pictures: sorted, they
    are the presentation times but for a constant.
    """
    if all(rows[ordinal].timed for ordinal in order):
        return [rows[ordinal].stamp for ordinal in order]
    return sorted(rows[ordinal].stamp for ordinal in order)


def last_duration_us(starts_us: Sequence[int], stated_us: int) -> int:
    """Return how long the last frame is shown: what the file says, else as long as frames mostly are."""
    if stated_us > 0:
        return stated_us
    gaps = sorted(later - earlier for earlier, later in pairwise(starts_us))
    return (gaps[len(gaps) // 2] if gaps else 0) or _GUESSED_FRAME_US


def is_variable(starts_us: Sequence[int]) -> bool:
    """Tell whether frames are shown for unlike times, beyond what rounding a constant rate to milliseconds does."""
    gaps = [later - earlier for earlier, later in pairwise(starts_us)]
    return bool(gaps) and max(gaps) - min(gaps) > _ROUNDING_US
