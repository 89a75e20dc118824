"""Which way is up: each matrix that a file may carry, as a picture that says itself whether it stands upright."""

import io
from dataclasses import replace

import av
import pytest

from practika_desktop.media.orientation import Orientation, orientation_of
from practika_desktop.media.thumbnails import make_thumbnail
from tests.support.barcode import read_barcode
from tests.support.videos import H264, Recipe, custom, steady, without_sound

_FOOTAGE = without_sound(replace(H264, ticks=steady(3)))


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_picture_stands_upright(rotation: int, *, mirrored: bool) -> None:
    footage = replace(_FOOTAGE, rotation=rotation, mirrored=mirrored)
    path = custom(f"turned-{rotation}-{mirrored}", Recipe(footage))
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
    assert orientation_of(frame) == Orientation(rotation, mirrored)
    with av.open(io.BytesIO(make_thumbnail(path, progress=lambda _done, _total: None)), "r") as thumbnail:
        picture = next(thumbnail.decode(video=0)).to_ndarray(format="rgb24")
    assert read_barcode(picture.tobytes(), picture.shape[1], picture.shape[0]) in range(3)


def test_a_picture_without_a_matrix_stands_as_it_is() -> None:
    assert orientation_of(av.VideoFrame(16, 16, "yuv420p")) == Orientation(0, mirrored=False)
