"""Single exact frames of a video as pictures."""

from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import VideoFrame

from practika_desktop.media.decoder import ExactDecoder
from practika_desktop.media.fitting import Box, fit
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.indexing import build_index
from practika_desktop.media.painting import Painter, copy_rows
from practika_desktop.model.errors import MediaError

_ONE_STILL_CACHE = 16 << 20


def still(
    path: Path,
    *,
    frame: int | None = None,
    ms: int | None = None,
    index: FrameIndex | None = None,
    box: Box | None = None,
) -> tuple[bytes, int, int]:
    """Return one frame, upright, as bytes red, green, blue of each pixel, with its width and height.

    The frame is given by its number, or by a moment in ms at which it is on screen. `box` bounds the size, without it
    the video's own is kept. Raise MediaError, also for a frame or a moment that the video does not have.
    """
    if (frame is None) == (ms is None):
        raise ValueError("a still is of a frame or of a moment")
    index = index or build_index(path)
    if ms is not None and ms > index.duration_ms:
        end = index.duration_ms
        raise MediaError(f"“{path.name}” ends before {ms} ms.", f"It lasts {end} ms; name a time from 0 to {end}.")
    number = frame if frame is not None else index.frame_at_ms(ms or 0)
    if not 0 <= number < len(index):
        raise MediaError(f"“{path.name}” has no frame {number}.", f"Its frames are 0 to {len(index) - 1}.")
    painter = Painter(index, fit(index.width, index.height, box))
    decoder = ExactDecoder(path, index, cache_bytes=_ONE_STILL_CACHE, shape=painter.shape)
    try:
        picture = painter.paint(decoder.frame(number))
    finally:
        decoder.close()
    width, height = painter.size
    return _rgb(picture), width, height


def write_png(target: Path, rgb: bytes, width: int, height: int) -> None:
    """Write a picture of `still` as a PNG file; raise OSError."""
    codec = av.CodecContext.create("png", "w")
    codec.width, codec.height, codec.pix_fmt, codec.time_base = width, height, "rgb24", Fraction(1, 25)
    frame = VideoFrame(width, height, "rgb24")
    plane = frame.planes[0]
    rows = (rgb[at : at + 3 * width] for at in range(0, len(rgb), 3 * width))
    padded = b"".join(row.ljust(plane.line_size, b"\0") for row in rows)
    plane.update(padded.ljust(plane.buffer_size, b"\0"))
    target.write_bytes(b"".join(bytes(packet) for packet in [*codec.encode(frame), *codec.encode(None)]))


def _rgb(picture: VideoFrame) -> bytes:
    bgra = bytearray(picture.width * picture.height * 4)
    copy_rows(picture, memoryview(bgra))
    rgb = bytearray(picture.width * picture.height * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = bgra[2::4], bgra[1::4], bgra[0::4]
    return bytes(rgb)
