"""Thumbnails: upright, small, of a place that tells something."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from practika_desktop.media.faults import SoundOnly
from practika_desktop.media.thumbnails import BOX, make_thumbnail
from practika_desktop.model.errors import MediaError
from tests.support import videos
from tests.support.barcode import read_barcode


def _picture(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    assert image.format == "JPEG"
    return image.convert("RGB")


def _ignore(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


@pytest.mark.parametrize(
    "kind", ["h264", "h264-90", "h264-180", "h264-270", "hevc", "vp8", "vp9", "h264-open-gop-cut", "h264-edit"]
)
def test_a_thumbnail_is_an_upright_frame_of_the_video(kind: str) -> None:
    video = videos.made(kind)
    image = _picture(make_thumbnail(video.path, progress=_ignore))
    assert image.width <= BOX[0]
    assert image.height <= BOX[1]
    assert image.width / image.height == pytest.approx(video.width / video.height, rel=0.03)
    assert read_barcode(image.tobytes(), image.width, image.height) is not None


def test_a_tall_picture_fits_in_the_box() -> None:
    image = _picture(make_thumbnail(videos.made("h264-4k-tall").path, progress=_ignore))
    assert image.size == (101, 180)


def test_a_dark_beginning_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "dark.mp4"
    _film(path, dark=range(40))
    image = _picture(make_thumbnail(path, progress=_ignore))
    assert np.asarray(image).std() > 20


def test_progress_is_told_and_may_stop_it() -> None:
    heard: list[tuple[int, int]] = []
    make_thumbnail(videos.made("h264").path, progress=lambda done, total: heard.append((done, total)))
    assert heard
    assert all(done <= total for done, total in heard)


@pytest.mark.parametrize("kind", sorted(videos.BROKEN))
def test_what_has_no_picture_is_refused_in_words(kind: str) -> None:
    with pytest.raises(SoundOnly if kind == "sound-only" else MediaError) as caught:
        make_thumbnail(videos.broken(kind), progress=_ignore)
    assert caught.value.title.endswith(".")
    assert caught.value.advice


def _film(path: Path, *, dark: range) -> None:
    """Write 100 frames, black in the dark range and striped elsewhere, each ten a group."""
    import av

    stripes = np.tile(np.repeat(np.array([30, 220], np.uint8), 20), 4)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"g": "10"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for number in range(100):
            grey = np.zeros((90, 160), np.uint8) if number in dark else np.tile(stripes, (90, 1))
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="gray").reformat(format="yuv420p")))
        container.mux(stream.encode(None))
