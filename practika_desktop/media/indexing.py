"""Makes the frame index of a file, by reading it once."""

from array import array
from collections.abc import Callable
from pathlib import Path

from practika_desktop.media.decoded_order import decoded_order
from practika_desktop.media.faults import media_faults, no_picture
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.ordering import is_variable, last_duration_us, presentation_order, presentation_stamps
from practika_desktop.media.orientation import Orientation
from practika_desktop.media.packet_table import PacketTable
from practika_desktop.media.packets import Reading, read_packets
from practika_desktop.media.probe import (
    microseconds,
    open_media,
    picture_stream,
    sound_only,
    sound_stream,
    upright,
)

SOUND_TAIL_US = 100_000
"""Sound that outlasts the pictures by less is padding of its codec; by more, it is to be heard to its end."""


def build_index(path: Path, progress: Callable[[int, int], None] | None = None) -> FrameIndex:
    """Read a file's packets once, all but a few without decoding them, and return its frame index.

    `progress` is called with bytes read and bytes in all, and may raise to stop. Raise SoundOnly for sound without a
    picture, else MediaError, when there is no picture to show.
    """
    progress = progress or (lambda _done, _total: None)
    with open_media(path) as container, media_faults(path):
        pictures = picture_stream(container)
        if pictures is None:
            raise sound_only(path, container) if sound_stream(container) else no_picture(path)
        reading = read_packets(container, pictures, progress)
        order = presentation_order(reading.rows, lambda: decoded_order(path, progress))
        if not order:
            raise no_picture(path)
        container.seek(0)
        width, height, orientation = upright(path, container, pictures)
    return _laid_out(reading, order, width, height, orientation)


def _laid_out(reading: Reading, order: list[int], width: int, height: int, orientation: Orientation) -> FrameIndex:
    rows = reading.rows
    starts = [microseconds(stamp, reading.time_base) for stamp in presentation_stamps(rows, order)]
    zero_us = starts[0] if reading.sound_start_us is None else min(starts[0], reading.sound_start_us)
    end_us = starts[-1] + last_duration_us(starts, microseconds(rows[order[-1]].duration, reading.time_base))
    if reading.sound_end_us is not None and reading.sound_end_us > end_us + SOUND_TAIL_US:
        end_us = reading.sound_end_us
    numbers = array("i", [-1]) * len(rows)
    for number, ordinal in enumerate(order):
        numbers[ordinal] = number
    return FrameIndex(
        pts_us=array("q", [start - zero_us for start in starts]),
        key=bytes(rows[ordinal].entry for ordinal in order),
        width=width,
        height=height,
        rotation=orientation.rotation,
        mirrored=orientation.mirrored,
        duration_us=end_us - zero_us,
        variable=is_variable(starts),
        zero_us=zero_us,
        has_sound=reading.sound_start_us is not None,
        packets=PacketTable(
            stamps=array("q", [row.stamp for row in rows]),
            places=array("q", [row.place for row in rows]),
            sizes=array("i", [row.size for row in rows]),
            numbers=numbers,
            entries=bytes(row.entry for row in rows),
        ),
    )
