"""Onsets: they stand where something begins to sound, whatever the file's own clock."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from practika_desktop.media.listening import make_onsets
from practika_desktop.media.onsets import STEP_US, Onsets
from practika_desktop.model.errors import MediaError
from tests.support import videos
from tests.support.clicks import click_track

DURATION_US = 3_000_000


def _ignore(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


def _strongest(onsets: Onsets, count: int) -> NDArray[np.float64]:
    """Return the times in ms of the strongest onsets that are 100 ms apart, in order."""
    strengths, found = np.array(onsets.strengths), []
    for _ in range(count):
        at = int(strengths.argmax())
        found.append(at * STEP_US / 1000)
        strengths[max(at - 10, 0) : at + 10] = 0
    return np.sort(np.array(found, float))


def test_notes_stand_where_they_begin(tmp_path: Path) -> None:
    times = [500.0, 1013.0, 1500.0, 2222.0, 3001.0]
    onsets = make_onsets(click_track(tmp_path / "clicks.wav", times, 4_000), 4_000_000, progress=_ignore)
    assert len(onsets.strengths) == 400
    assert np.abs(_strongest(onsets, 5) - times).max() <= 10


@pytest.mark.parametrize(
    "kind", ["h264", "h264-mkv", "h264-late", "h264-late-sound", "h264-late-picture", "h264-edit", "vp8", "vp9"]
)
def test_beeps_begin_where_the_flashes_do(kind: str) -> None:
    video = videos.made(kind)
    onsets = make_onsets(video.path, DURATION_US, progress=_ignore)
    since_flash = (_strongest(onsets, 2) + video.ground_us / 1000) % 1000
    assert np.all((since_flash <= 15) | (since_flash >= 985)), since_flash


def test_without_sound_there_are_none() -> None:
    assert len(make_onsets(videos.made("h264-silent").path, DURATION_US, progress=_ignore).strengths) == 0


def test_silence_has_no_onset(tmp_path: Path) -> None:
    onsets = make_onsets(click_track(tmp_path / "none.wav", [], 2_000, noise=0.0), 2_000_000, progress=_ignore)
    assert max(onsets.strengths) == 0


@pytest.mark.parametrize("kind", ["empty", "text", "noise", "playlist"])
def test_what_is_no_medium_is_refused(kind: str) -> None:
    with pytest.raises(MediaError):
        make_onsets(videos.broken(kind), DURATION_US, progress=_ignore)


@given(levels=st.binary())
def test_bytes_and_back_is_the_identity(levels: bytes) -> None:
    assert Onsets.from_bytes(Onsets(levels).to_bytes()) == Onsets(levels)


@given(st.binary(max_size=40).filter(lambda data: not data.startswith(b"PON1")))
def test_other_bytes_are_no_onsets(data: bytes) -> None:
    with pytest.raises(ValueError, match="no onsets"):
        Onsets.from_bytes(data)
