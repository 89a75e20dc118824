"""Which videos may be decoded without the pictures that no other needs."""

from pathlib import Path

import av
import pytest

from practika_desktop.media.skipping import can_skip
from tests.support.videos import made

_LAYERS_BITS = 0b1110


@pytest.mark.parametrize(
    ("kind", "may"), [("h264", True), ("hevc-mov", True), ("hevc-open-gop-mkv", True), ("vp9", False)]
)
def test_the_codecs_whose_marks_can_be_trusted(kind: str, may: bool) -> None:
    with av.open(str(made(kind).path)) as container:
        assert can_skip(container.streams.video[0].codec_context) == may


def test_hevc_with_several_temporal_layers_is_decoded_whole(tmp_path: Path) -> None:
    data = bytearray(made("hevc").path.read_bytes())
    sequence = data.index(b"\x42\x01", data.index(b"hvcC") + 27)  # the sequence's parameters, type 33
    data[sequence + 2] |= 1 << 1
    path = tmp_path / "layers.mp4"
    path.write_bytes(data)
    with av.open(str(path)) as container:
        extradata = container.streams.video[0].codec_context.extradata or b""
        assert extradata[extradata.index(b"\x42\x01", 23) + 2] & _LAYERS_BITS
        assert not can_skip(container.streams.video[0].codec_context)
