"""Single frames as pictures and files."""

from pathlib import Path

import pytest
from PIL import Image

from practika_desktop.media.stills import still, write_png
from practika_desktop.model.errors import MediaError
from tests.support import videos
from tests.support.barcode import read_barcode


@pytest.mark.parametrize("kind", ["h264-270", "h264-edit", "h264-late", "hevc-open-gop-cut", "vp8-hidden"])
def test_a_still_is_exactly_the_frame(kind: str, tmp_path: Path) -> None:
    made = videos.made(kind)
    rgb, width, height = still(made.path, frame=33)
    assert (width, height) == (made.width, made.height)
    assert read_barcode(rgb, width, height) == made.numbers[33]
    write_png(tmp_path / "still.png", rgb, width, height)
    with Image.open(tmp_path / "still.png") as image:
        assert image.convert("RGB").tobytes() == rgb


@pytest.mark.parametrize(("ms", "n"), [(0, 0), (33, 0), (34, 1), (67, 2), (4_000, 119)])
def test_a_moment_means_the_frame_on_screen_then(ms: int, n: int) -> None:
    rgb, width, height = still(videos.made("h264").path, ms=ms)
    assert read_barcode(rgb, width, height) == n


def test_a_box_bounds_the_size() -> None:
    rgb, width, height = still(videos.made("h264").path, frame=7, box=(161, 161))
    assert (width, height) == (161, 90)
    assert read_barcode(rgb, width, height) == 7


@pytest.mark.parametrize("frame", [-1, 120])
def test_a_frame_that_is_not_there_is_refused(frame: int) -> None:
    with pytest.raises(MediaError, match="Its frames are 0 to 119"):
        still(videos.made("h264").path, frame=frame)


def test_one_of_frame_and_moment_is_given() -> None:
    with pytest.raises(ValueError, match="of a frame or of a moment"):
        still(videos.made("h264").path)
