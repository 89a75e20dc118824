"""Waveforms: beeps stand where they sound, whatever the file's own clock."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.loudness import STEP_US, make_waveform
from practika_desktop.media.waveform import Waveform
from practika_desktop.model.errors import MediaError
from tests.support import videos

DURATION_US = 3_000_000


def _ignore(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


@pytest.mark.parametrize(
    "kind", ["h264", "h264-mkv", "h264-late", "h264-late-sound", "h264-late-picture", "h264-edit", "vp8", "vp9"]
)
def test_beeps_stand_where_the_flashes_are(kind: str) -> None:
    video = videos.made(kind)
    peaks = np.array(make_waveform(video.path, DURATION_US, progress=_ignore).peaks)
    assert len(peaks) == DURATION_US // STEP_US
    loud = np.flatnonzero(peaks > 0.5 * peaks.max()) * STEP_US + video.ground_us
    since_flash = loud % 1_000_000
    assert len(loud) >= 20
    assert np.all((since_flash < 115_000) | (since_flash > 975_000)), since_flash


def test_without_sound_there_are_no_peaks() -> None:
    waveform = make_waveform(videos.made("h264-silent").path, DURATION_US, progress=_ignore)
    assert len(waveform.peaks) == 0


def test_sound_alone_has_a_waveform() -> None:
    peaks = make_waveform(videos.broken("sound-only"), DURATION_US, progress=_ignore).peaks
    assert max(peaks) > 0.1


def test_peaks_stay_within_silence_and_full_scale() -> None:
    peaks = make_waveform(videos.made("h264").path, DURATION_US, progress=_ignore).peaks
    assert min(peaks) >= 0
    assert max(peaks) <= 1


def test_a_very_long_take_is_drawn_more_coarsely() -> None:
    hours = 5 * 3_600_000_000
    assert len(make_waveform(videos.made("h264").path, hours, progress=_ignore).peaks) <= 400_000


@pytest.mark.parametrize("kind", ["empty", "text", "noise", "playlist"])
def test_what_is_no_medium_is_refused(kind: str) -> None:
    with pytest.raises(MediaError):
        make_waveform(videos.broken(kind), DURATION_US, progress=_ignore)


@given(levels=st.binary(), duration_us=st.integers(0, 2**63))
def test_bytes_and_back_is_the_identity(levels: bytes, duration_us: int) -> None:
    waveform = Waveform(levels, duration_us)
    assert Waveform.from_bytes(waveform.to_bytes()) == waveform


@given(st.binary(max_size=40).filter(lambda data: not data.startswith(b"PWF1")))
def test_other_bytes_are_no_waveform(data: bytes) -> None:
    with pytest.raises(ValueError, match="no waveform"):
        Waveform.from_bytes(data)
