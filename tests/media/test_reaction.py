"""How late a hand taps, told from the sound of generated takes."""

from pathlib import Path
from random import Random

import pytest

from practika_desktop.media.listening import make_onsets
from practika_desktop.media.onsets import STEP_US
from practika_desktop.model.measures.reaction import Heard, estimate_reaction
from practika_desktop.model.measures.taps import Tap, Taps
from tests.support.clicks import click_track
from tools.sample.takes import TAKES, Take, duration, measure_starts

STEP_MS = STEP_US / 1000
BEAT_MS = 500.0
_SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def _ignore(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


def _heard(path: Path, measures: int, *, beats: int = 4, noise: float = 0.002) -> Heard:
    """Return the onsets of so many measures: a strong downbeat, soft eighths in between."""
    downbeats = [1_000 + n * beats * BEAT_MS for n in range(measures)]
    eighths = [beat + n * BEAT_MS / 2 for beat in downbeats for n in range(1, 2 * beats)]
    duration_ms = int(downbeats[-1] + beats * BEAT_MS + 1_000)
    track = click_track(path / "track.wav", downbeats, duration_ms, soft_ms=eighths, noise=noise)
    return Heard(make_onsets(track, duration_ms * 1000, progress=_ignore).strengths, STEP_MS)


def _taps(count: int, *, late_ms: float, jitter_ms: float, rate: float = 1.0, seed: int = 1) -> Taps:
    chance = Random(seed)
    times = [1_000 + n * 4 * BEAT_MS + (late_ms + chance.gauss(0, jitter_ms)) * rate for n in range(count)]
    return Taps((tuple(Tap(round(ms), f"m{n}", rate=rate) for n, ms in enumerate(times)),))


@pytest.mark.parametrize(
    ("late_ms", "jitter_ms", "rate"),
    [(80, 0, 1), (80, 25, 1), (-40, 20, 1), (0, 20, 1), (160, 25, 1), (120, 20, 0.5), (90, 20, 1.5)],
)
def test_a_constant_delay_is_found_through_the_jitter(
    tmp_path: Path, late_ms: int, jitter_ms: int, rate: float
) -> None:
    heard = _heard(tmp_path, 20)
    for seed in range(5):
        taps = _taps(20, late_ms=late_ms, jitter_ms=jitter_ms, rate=rate, seed=seed)
        found = estimate_reaction(taps, heard)
        assert found is not None
        assert abs(found - late_ms) * min(rate, 1) <= 20


def test_a_few_measures_are_enough(tmp_path: Path) -> None:
    found = estimate_reaction(_taps(8, late_ms=80, jitter_ms=15), _heard(tmp_path, 8))
    assert found is not None
    assert abs(found - 80) <= 20


@pytest.mark.parametrize("seed", range(20))
def test_a_hand_that_taps_anywhere_tells_nothing(tmp_path: Path, seed: int) -> None:
    taps = _taps(20, late_ms=0, jitter_ms=400, seed=seed)
    assert estimate_reaction(taps, _heard(tmp_path, 20)) is None


def test_a_hiss_tells_nothing(tmp_path: Path) -> None:
    track = click_track(tmp_path / "hiss.wav", [], 45_000, noise=0.1)
    heard = Heard(make_onsets(track, 45_000_000, progress=_ignore).strengths, STEP_MS)
    found = [estimate_reaction(_taps(20, late_ms=80, jitter_ms=20, seed=seed), heard) for seed in range(20)]
    assert found.count(None) >= 19


def test_too_few_taps_points_set_while_paused_and_silence_tell_nothing(tmp_path: Path) -> None:
    heard = _heard(tmp_path, 20)
    assert estimate_reaction(_taps(7, late_ms=80, jitter_ms=0), heard) is None
    assert estimate_reaction(_taps(20, late_ms=80, jitter_ms=0, rate=0), heard) is None
    assert estimate_reaction(_taps(20, late_ms=80, jitter_ms=0), Heard([], STEP_MS)) is None
    assert estimate_reaction(_taps(20, late_ms=80, jitter_ms=0), Heard([0.0] * 4_500, STEP_MS)) is None
    assert estimate_reaction(_taps(20, late_ms=80, jitter_ms=0), Heard([0.0] * 2, STEP_MS)) is None


@pytest.mark.parametrize("take", TAKES, ids=lambda take: take.file_name)
def test_in_played_music_the_delay_is_found_or_nothing_is_said(take: Take) -> None:
    onsets = make_onsets(_SAMPLE / take.file_name, round(duration(take) * 1_000_000), progress=_ignore)
    heard, found = Heard(onsets.strengths, STEP_MS), []
    for seed in range(5):
        chance = Random(seed)
        starts = measure_starts(take).values()
        taps = tuple(Tap(round(at * 1000 + 90 + chance.gauss(0, 20)), f"m{n}") for n, at in enumerate(starts))
        found.append(estimate_reaction(Taps((taps,)), heard))
    assert all(one is None or abs(one - 90) <= 25 for one in found), found
    assert found.count(None) <= 2
