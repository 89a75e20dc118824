"""Pictures as they go to the screen: size, turn, colour."""

import numpy as np
import pytest
from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.decoder import ExactDecoder
from practika_desktop.media.fitting import fit
from practika_desktop.media.indexing import build_index
from practika_desktop.media.painting import Painter, copy_rows
from tests.support import videos
from tests.support.barcode import read_barcode

SIDES = st.integers(2, 4000)


def painted(kind: str, size: tuple[int, int], n: int) -> bytes:
    made = videos.made(kind)
    index = build_index(made.path)
    painter = Painter(index, size)
    decoder = ExactDecoder(made.path, index, shape=painter.shape)
    data = bytearray(size[0] * size[1] * 4)
    copy_rows(painter.paint(decoder.frame(n)), memoryview(data))
    decoder.close()
    return bytes(data)


@pytest.mark.parametrize("kind", ["h264", "h264-90", "h264-180", "h264-270", "hevc-ten-bit", "vp8"])
@pytest.mark.parametrize("size", [(320, 180), (201, 113), (133, 640), (960, 540)])
def test_pictures_are_upright_at_any_size(kind: str, size: tuple[int, int]) -> None:
    assert read_barcode(painted(kind, size, 57), *size) == 57


@given(SIDES, SIDES, SIDES, SIDES)
def test_a_fitting_picture_fills_one_side_and_keeps_its_shape(width: int, height: int, across: int, down: int) -> None:
    size = fit(width, height, (across, down))
    assert size[0] <= across
    assert size[1] <= down
    assert size[0] == across or size[1] == down
    assert abs(size[0] * height - size[1] * width) <= 2 * max(width, height)


def test_without_a_box_a_picture_keeps_its_size() -> None:
    assert fit(1280, 720, None) == (1280, 720)


@pytest.mark.parametrize(
    ("ycbcr", "full", "bgr"),
    [((81, 90, 240), False, (0, 0, 255)), ((16, 128, 128), False, (0, 0, 0)), ((235, 128, 128), False, (255, 255, 255)),
     ((255, 128, 128), True, (255, 255, 255)), ((16, 128, 128), True, (16, 16, 16))],
)  # fmt: skip
def test_colours_and_ranges_are_right(ycbcr: tuple[int, int, int], bgr: tuple[int, int, int], *, full: bool) -> None:
    frame = VideoFrame(320, 180, "yuv420p")
    for plane, value in zip(frame.planes, ycbcr, strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    frame.color_range = 2 if full else 1
    painter = Painter(build_index(videos.made("h264").path), (160, 90))
    data = bytearray(160 * 90 * 4)
    copy_rows(painter.paint(painter.shape(frame)), memoryview(data))
    pixel = np.frombuffer(data, np.uint8).reshape(90, 160, 4)[45, 80, :3]
    assert np.abs(pixel.astype(int) - bgr).max() <= 4


@pytest.mark.parametrize("width", range(304, 321))
def test_every_column_is_painted_whatever_the_width(width: int) -> None:
    frame = VideoFrame(width, 180, "yuv420p")
    for plane, value in zip(frame.planes, (200, 128, 128), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    painter = Painter(build_index(videos.made("h264").path), (width, 180))
    data = bytearray(width * 180 * 4)
    for _ in range(3):  # what is left unwritten is by chance sometimes right
        rubbish = [np.full(300_000, 170, np.uint8) for _ in range(8)]
        del rubbish
        copy_rows(painter.paint(frame), memoryview(data))
        picture = np.frombuffer(data, np.uint8).reshape(180, width, 4)[:, :, :3].astype(int)
        assert np.abs(picture - picture[0, 0]).max() <= 1
