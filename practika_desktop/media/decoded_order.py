"""Decodes a whole file to learn in which order its pictures come out: for files whose times do not tell."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext

from practika_desktop.media.faults import media_faults, no_picture
from practika_desktop.media.probe import open_media, packets, picture_stream

if TYPE_CHECKING:
    from av.packet import Packet

_REPORT_EVERY = 16


def decoded_order(path: Path, progress: Callable[[int, int], None]) -> list[int]:
    """Return the ordinals of the packets whose pictures come out of the decoder, in the order in which they do.

    `progress` gets bytes done and in all, and may raise. Raise MediaError.
    """
    order: list[int] = []
    with open_media(path) as container, media_faults(path):
        pictures = picture_stream(container)
        if pictures is None:
            raise no_picture(path)
        size = max(container.size, 0)
        for ordinal, packet in enumerate(packets(container, pictures)):
            if ordinal % _REPORT_EVERY == 0:
                progress(min(max(packet.pos or 0, 0), size), size)
            packet.pts = ordinal
            order += _come_out(pictures.codec_context, packet)
        order += _come_out(pictures.codec_context, None)
    return order


def _come_out(codec: VideoCodecContext, packet: "Packet[Any] | None") -> list[int]:
    try:
        frames = codec.decode(packet)
    except FFmpegError:  # a damaged packet has no picture
        return []
    return [frame.pts for frame in frames if frame.pts is not None]
