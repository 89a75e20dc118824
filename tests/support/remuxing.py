"""Copies packets of a file into another one without encoding them again."""

import itertools
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame

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


def drop_packets(count: int) -> "Callable[[Path], None]":
    """Return what rewrites a file without its first packets of pictures, wherever that is, and without its sound."""
    return lambda path: _rewrite_from(path, lambda ordinal, _keys: ordinal >= count)


def shrink_behind(path: Path) -> None:
    """Rewrite a file without sound so that the second half of its pictures is half as large."""
    whole = path.with_name("whole-" + path.name)
    path.rename(whole)
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        copy = target.add_stream_from_template(pictures)
        small = cast(VideoCodecContext, av.CodecContext.create(copy.codec_context.name, "w"))
        small.width, small.height, small.pix_fmt = pictures.width // 2, pictures.height // 2, "yuv420p"
        small.time_base = pictures.time_base or Fraction(1, 1000)
        small.options = {"deadline": "realtime", "cpu-used": "8", "crf": "10", "b": "0", "lag-in-frames": "0"}
        frames = list(source.decode(pictures))
        source.seek(0)
        middle = frames[len(frames) // 2].pts or 0
        kept = [packet for packet in source.demux(pictures) if packet.size and (packet.pts or 0) < middle]
        behind = [small.encode(_smaller(frame, small)) for frame in frames[len(frames) // 2 :]]
        for packet in itertools.chain(kept, *behind, small.encode(None)):
            packet.stream = copy
            target.mux(packet)
    whole.unlink()


def _smaller(frame: VideoFrame, codec: VideoCodecContext) -> VideoFrame:
    small = frame.reformat(codec.width, codec.height)
    small.pts, small.time_base = frame.pts, frame.time_base
    small.pict_type = PictureType.NONE
    return small


def drop_first_group(path: Path) -> None:
    """Rewrite the file so that its picture starts at its second key frame in decoding order, and drop its sound.

    With an open group of pictures the file then begins with pictures that cannot be decoded any more.
    """
    _rewrite_from(path, lambda _ordinal, keys: keys >= 2)


def _rewrite_from(path: Path, begun: "Callable[[int, int], bool]") -> None:
    """Keep the packets of pictures for whose ordinal, and number of key frames so far, `begun` is true."""
    whole = path.with_name("whole-" + path.name)
    path.rename(whole)
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        copy = target.add_stream_from_template(pictures)
        keys = 0
        for ordinal, packet in enumerate(source.demux(pictures)):
            keys += packet.is_keyframe
            if begun(ordinal, keys) and packet.size:
                packet.stream = copy
                target.mux(packet)
    whole.unlink()
