"""A small picture of a video, for lists; made in a worker, of a key frame, as nobody steps through a list."""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream
from numpy.typing import NDArray

from practika_desktop.media.faults import media_faults, no_picture
from practika_desktop.media.orientation import orientation_of
from practika_desktop.media.probe import open_media, packets, picture_stream, sound_only, square

BOX = (320, 180)
"""The width and height in pixels that a thumbnail fits into."""

_PLACES = (0.15, 0.4, 0.7, 0.0)  # of the length, in this order: takes begin with a hand before the lens
_ENOUGH_CONTRAST = 12.0  # standard deviation of brightness, of 255: below it all is black, fog or a thumb
_TRIES = 300  # packets after a seek; then there is no picture there


def make_thumbnail(path: Path, *, progress: Callable[[int, int], None]) -> bytes:
    """Return a JPEG, upright and at most as large as `BOX`, of a telling place of the video.

    Raise SoundOnly for sound without a picture, MediaError for what cannot be decoded.
    """
    best: tuple[float, av.VideoFrame] | None = None
    with open_media(path) as container, media_faults(path):
        stream = picture_stream(container)
        if stream is None:
            raise sound_only(path, container) if container.streams.audio else no_picture(path)
        stream.thread_type = "SLICE"  # frame threads would decode pictures that nobody looks at
        for step, place in enumerate(_PLACES):
            progress(step, len(_PLACES))
            frame = _near(container, stream, place)
            if frame is None:
                continue
            contrast = float(np.std(frame.reformat(width=64, height=36, format="gray").to_ndarray()))
            if best is None or contrast > best[0]:
                best = (contrast, frame)
            if contrast >= _ENOUGH_CONTRAST:
                break
        if best is None:
            raise no_picture(path)
        shape = stream.codec_context.sample_aspect_ratio or stream.sample_aspect_ratio or Fraction(1)
        return _jpeg(_upright(best[1], shape))


def _near(container: InputContainer, stream: VideoStream, place: float) -> av.VideoFrame | None:
    """Return the first picture that can be decoded from the key frame before a place of the video."""
    with suppress(FFmpegError):  # what cannot be sought in is read on from where it is
        container.seek((container.start_time or 0) + round((container.duration or 0) * place))
    for tried, packet in enumerate(packets(container, stream)):
        if tried > _TRIES:
            break
        try:
            frames = stream.codec_context.decode(packet)
        except FFmpegError:
            continue
        for frame in frames:
            if not frame.is_corrupt:
                return frame
    return None


def _upright(frame: av.VideoFrame, shape: Fraction) -> NDArray[np.uint8]:
    """Return the picture in RGB, in square pixels, turned as its file says, fitted into the box."""
    rotation, mirrored = orientation_of(frame)
    quarters = -rotation // 90 % 4
    width, height = square(frame.width, frame.height, shape)
    most_width, most_height = BOX if quarters % 2 == 0 else BOX[::-1]
    scale = min(most_width / width, most_height / height, 1.0)
    size = {"width": max(2, round(width * scale)), "height": max(2, round(height * scale))}
    rgb = frame.reformat(**size, format="rgb24", interpolation="AREA").to_ndarray()
    return np.ascontiguousarray(np.rot90(rgb[:, ::-1] if mirrored else rgb, quarters))


def _jpeg(rgb: NDArray[np.uint8]) -> bytes:
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuvj420p")
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height = frame.width, frame.height
    encoder.pix_fmt = "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.options = {"qmin": "3", "qmax": "3"}
    return b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None)))
