"""The frame index against what was encoded, and against an independent reading of the whole file."""

from array import array
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.faults import NotAVideoError, SoundOnly
from practika_desktop.media.index import FrameIndex, index_json
from practika_desktop.media.indexing import build_index
from practika_desktop.media.packet_table import PacketTable
from practika_desktop.media.probe import clock_zero
from practika_desktop.model.errors import Cancelled, MediaError
from tests.support import videos
from tests.support.barcode import read_luma

EXACT_US = 1
ROUNDED_US = 501  # MKV and WebM keep milliseconds


def index_of(times_us: list[int], duration_us: int) -> FrameIndex:
    table = PacketTable(array("q"), array("q"), array("i"), array("i"), b"")
    return FrameIndex(
        array("q", times_us), bytes(len(times_us)), 320, 180, 0, duration_us, False, 0, False, table
    )  # fmt: skip


@pytest.mark.parametrize("kind", videos.KINDS)
def test_it_holds_each_frame_that_is_shown_at_its_time(kind: str) -> None:
    made = videos.made(kind)
    index = build_index(made.path)
    assert len(index) == len(made.numbers)
    tolerance = ROUNDED_US if made.path.suffix in {".mkv", ".webm", ".flv"} else EXACT_US
    assert max(abs(got - meant) for got, meant in zip(index.pts_us, made.times_us, strict=True)) <= tolerance
    assert (index.width, index.height, index.rotation) == (made.width, made.height, made.rotation)
    assert index.has_sound == made.has_sound
    assert index.zero_us == clock_zero(made.path)


@pytest.mark.parametrize("kind", sorted(set(videos.KINDS) - {"h264-avi"}))  # whose times FFmpeg guesses wrong
def test_an_independent_reading_of_the_whole_file_finds_the_same_frames(kind: str) -> None:
    made = videos.made(kind)
    index = build_index(made.path)
    numbers, times = [], []
    with av.open(str(made.path)) as container:
        container.streams.video[0].codec_context.options = {"strict": "strict"}  # believe no guess of the reordering
        for frame in container.decode(video=0):
            luma = frame.to_ndarray(format="gray").astype(np.uint8)
            upright = np.rot90(luma[:, ::-1] if index.mirrored else luma, -index.rotation // 90)
            numbers.append(read_luma(upright))
            times.append(round((frame.pts or 0) * (frame.time_base or 0) * 1_000_000))
    assert tuple(numbers) == made.numbers
    assert [time - index.zero_us for time in times] == pytest.approx(list(index.pts_us), abs=EXACT_US)


@pytest.mark.parametrize("kind", videos.KINDS)
def test_a_cached_index_is_the_same(kind: str) -> None:
    index = build_index(videos.made(kind).path)
    assert FrameIndex.from_bytes(index.to_bytes()) == index


@pytest.mark.parametrize("cut", [0, 3, 60, 200, -1])
def test_a_damaged_cached_index_is_refused(cut: int) -> None:
    data = build_index(videos.made("h264").path).to_bytes()
    with pytest.raises(ValueError, match="index"):
        FrameIndex.from_bytes(data[:cut])


def test_in_a_message_an_index_is_short() -> None:
    index = build_index(videos.made("h264").path)
    assert "width=320" in repr(index)
    assert len(repr(index)) < 200
    assert repr(index.packets) == "PacketTable(120 packets)"


def test_times_are_variable_only_where_they_are() -> None:
    variable = {
        kind for kind in ("h264", "h264-mkv", "h264-120fps", "h264-uneven", "vp8-uneven", "vp9") if _varies(kind)
    }
    assert variable == {"h264-uneven", "vp8-uneven"}


def _varies(kind: str) -> bool:
    return build_index(videos.made(kind).path).variable


def test_key_frames_of_a_gradual_refresh_are_not_believed() -> None:
    with av.open(str(videos.made("h264-refresh").path)) as container:
        flagged = sum(packet.is_keyframe for packet in container.demux(video=0))
    index = build_index(videos.made("h264-refresh").path)
    assert flagged >= 1
    assert sum(index.key) == 1


def test_sound_that_goes_on_counts_to_the_duration() -> None:
    path = videos.custom("h264-short-edit", videos.Recipe(videos.BFRAMES, finish=videos.edit((3_000, 700))))
    index = build_index(path)
    assert index.pts_us[-1] < 3_000_000
    assert index.duration_us == pytest.approx(5_000_000, abs=50_000)
    assert index.end_us(len(index) - 1) == index.duration_us


@pytest.mark.parametrize("kind", sorted(set(videos.BROKEN) - {"sound-only"}))
def test_what_is_no_video_is_said_in_a_sentence(kind: str) -> None:
    with pytest.raises(NotAVideoError, match=r"“broken-.*”.*\. Ask for it"):
        build_index(videos.broken(kind))


def test_sound_only_says_how_long_it_is() -> None:
    with pytest.raises(SoundOnly) as caught:
        build_index(videos.broken("sound-only"))
    assert caught.value.duration_us == pytest.approx(3_000_000, abs=50_000)


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="is not there any more"):
        build_index(tmp_path / "gone.mp4")


def test_progress_may_stop_it() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        build_index(videos.made("h264").path, stop)


def test_as_plain_values() -> None:
    plain = index_json(build_index(videos.made("h264-90").path))
    frames = plain["frames"]
    assert isinstance(frames, list)
    assert frames[0] == {"n": 0, "pts_us": 0, "ms": 0, "key": True}
    assert frames[1] == {"n": 1, "pts_us": 33333, "ms": 34, "key": False}
    assert (plain["width"], plain["height"], plain["rotation"], plain["variable"]) == (320, 180, 90, False)


@given(st.lists(st.integers(1_000, 2_000_000), max_size=60), st.integers(0, 10_000))
def test_frame_to_ms_to_frame_is_the_identity(gaps: list[int], first: int) -> None:
    times = [first]
    for gap in gaps:
        times.append(times[-1] + gap)
    index = index_of(times, times[-1] + 40_000)
    assert [index.frame_at_ms(index.ms(n)) for n in range(len(index))] == list(range(len(index)))


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=60), st.integers(-1_000, 6_000_000))
def test_a_frame_is_on_screen_from_its_time_until_the_next_ones(times: list[int], at: int) -> None:
    index = index_of(sorted(times), 5_100_000)
    n = index.frame_at_us(at)
    assert 0 <= n < len(index)
    assert n == 0 or index.pts_us[n] <= at
    assert n == len(index) - 1 or at < index.end_us(n)
    assert all(index.end_us(a) <= index.end_us(b) for a, b in pairwise(range(len(index))))
