"""Copies packets of a file into another one without encoding them again."""

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av

if TYPE_CHECKING:
    from collections.abc import Callable

    from av.packet import Packet


def share_times(path: Path) -> None:
    """Rewrite a file without sound so that each tenth frame has the time of the one shown after it."""
    times = sorted(pts for pts, _ in _times(path))
    moved = {time: times[at + 1] for at, time in enumerate(times) if at % 10 == 5}
    _rewrite(path, lambda packet: setattr(packet, "pts", moved.get(packet.pts or 0, packet.pts)))


def hide_pictures(path: Path) -> None:
    """Rewrite a VP8 file so that each tenth packet is decoded and never shown, as an alternate reference is."""
    count = itertools.count()

    def hide(packet: "Packet[Any]") -> None:
        if next(count) % 10 == 5:
            packet.update(bytes([bytes(packet)[0] & ~0x10]) + bytes(packet)[1:])

    _rewrite(path, hide)


def _times(path: Path) -> list[tuple[int, int]]:
    with av.open(str(path)) as source:
        return [(packet.pts or 0, packet.size) for packet in source.demux(video=0) if packet.size]


def _rewrite(path: Path, change: "Callable[[Packet[Any]], object]") -> None:
    whole = path.with_name("whole-" + path.name)
    path.rename(whole)
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        copy = target.add_stream_from_template(pictures)
        for packet in source.demux(pictures):
            if packet.size:
                change(packet)
                packet.stream = copy
                target.mux(packet)
    whole.unlink()


def drop_first_group(path: Path) -> None:
    """Rewrite the file so that its picture starts at its second key frame in decoding order, and drop its sound.

    With an open group of pictures the file then begins with pictures that cannot be decoded any more.
    """
    whole = path.with_name("whole-" + path.name)
    path.rename(whole)
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        copy = target.add_stream_from_template(pictures)
        keys = 0
        for packet in source.demux(pictures):
            keys += packet.is_keyframe
            if keys >= 2 and packet.size:
                packet.stream = copy
                target.mux(packet)
    whole.unlink()
