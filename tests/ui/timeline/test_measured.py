"""A time map on the timeline: where barlines, numbers, segments and the tempo lie."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.times import Times
from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.measured import Measured, curve, ruler
from tests.model.measures.making import measure, measures

SCORE = measures([measure("m1", beats=4), *(measure(f"m{n}") for n in range(2, 121))])


def _measured(*segments: tuple[Tap, ...], score: Measures = SCORE) -> Measured:
    measured = Measured.of(Times.of(Taps(segments), score), score)
    assert measured is not None
    return measured


def _steady(first: int, last: int, from_ms: int = 0, each_ms: int = 1_000) -> tuple[Tap, ...]:
    return tuple(Tap(from_ms + (n - first) * each_ms, f"m{n}") for n in range(first, last + 1))


def _numbers(measured: Measured, scale: TimeScale, width: float = 30.0) -> list[tuple[int, str]]:
    return [(round(label.x), label.text) for label in ruler(measured, scale, width).labels]


def test_without_a_time_map_there_is_nothing() -> None:
    assert Measured.of(Times(), SCORE) is None


def test_each_measure_has_its_number_where_there_is_room() -> None:
    scale = TimeScale.fitted(4_000, 400)
    assert _numbers(_measured(_steady(1, 5)), scale) == [(0, "1"), (100, "2"), (200, "3"), (300, "4")]


def test_numbers_are_thinned_out_to_round_ones() -> None:
    scale = TimeScale.fitted(40_000, 400)
    texts = [text for _, text in _numbers(_measured(_steady(1, 41)), scale)]
    assert texts == ["1", "5", "10", "15", "20", "25", "30", "35", "40"]


def test_barlines_that_would_run_together_are_left_out() -> None:
    measured = _measured(_steady(1, 101))
    assert len(ruler(measured, TimeScale.fitted(100_000, 1_000), 30).lines) == 100
    assert ruler(measured, TimeScale.fitted(100_000, 200), 30).lines == []


def test_gaps_are_empty_and_each_segment_has_its_ends_and_its_first_number() -> None:
    measured = _measured(_steady(1, 9), _steady(7, 9, from_ms=20_000))
    laid = ruler(measured, TimeScale.fitted(24_000, 480), 30)
    assert laid.segments == [(0, 160), (400, 440)]
    assert [(round(one.x), one.text) for one in laid.labels] == [
        *((0, "1"), (60, "4"), (100, "6"), (140, "8")),
        (400, "7"),
    ]
    assert not [x for x in laid.lines if 160 <= x < 400]


def test_the_number_of_a_measure_that_began_before_the_visible_part_stands_at_its_edge() -> None:
    scale = TimeScale.fitted(4_000, 400, left=12).zoomed(4, 212)
    assert scale.start_ms == 1_500
    assert _numbers(_measured(_steady(1, 5)), scale) == [(12, "2"), (212, "3")]


@given(st.integers(1, 119), st.floats(1, 60), st.floats(100, 2_000), st.floats(20, 60))
def test_numbers_never_stand_in_one_another(count: int, zoom: float, width: float, label: float) -> None:
    measured = _measured(_steady(1, count + 1), _steady(3, 9, from_ms=125_000, each_ms=300))
    scale = TimeScale.fitted(130_000, width).zoomed(zoom, width / 3)
    labels = ruler(measured, scale, label).labels
    assert all(one.x + label <= other.x for one, other in pairwise(labels))


def test_what_sounds_is_told_with_its_occurrence_and_tempo() -> None:
    measured = _measured(_steady(1, 3), _steady(2, 4, from_ms=10_000, each_ms=2_000), (Tap(30_000, "m2"),))
    assert measured.words_at(500) == "measure 1 · 240 beats a minute"
    assert measured.words_at(10_000) == "measure 2, 2nd time · 120 beats a minute"
    assert measured.words_at(5_000) == ""


@pytest.mark.parametrize(
    ("occurrence", "words"),
    [(2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (22, "22nd")],
)
def test_occurrences_in_words(occurrence: int, words: str) -> None:
    segments = [_steady(5, 6, from_ms=n * 2_000) for n in range(occurrence)]
    assert f"measure 5, {words} time" in _measured(*segments).words_at((occurrence - 1) * 2_000)


def test_without_beats_measures_a_minute_are_told() -> None:
    score = measures([measure("a"), measure("b")])
    assert _measured((Tap(0, "a"), Tap(2_000, "b")), score=score).words_at(0) == "measure 1 · 30.0 measures a minute"


def test_the_curve_lies_between_round_paces() -> None:
    measured = _measured((Tap(0, "m1"), Tap(2_000, "m2"), Tap(4_500, "m3")), _steady(7, 8, from_ms=8_000))
    laid = curve(measured.tempo, TimeScale.fitted(10_000, 100))
    assert laid is not None
    assert (laid.low, laid.high) == (50, 250)
    assert [[(round(a), round(b), round(share, 2)) for a, b, share in run] for run in laid.runs] == [
        [(0, 20, 0.35), (20, 45, 0.23)],
        [(80, 90, 0.95)],
    ]


def test_a_steady_pace_is_a_line_in_the_middle_of_the_curve() -> None:
    laid = curve(_measured(_steady(1, 4)).tempo, TimeScale.fitted(10_000, 100))
    assert laid is not None
    assert laid.low < 240 < laid.high
    assert {round(share, 3) for _, _, share in laid.runs[0]} == {0.5}
