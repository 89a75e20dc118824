"""How fast a take goes, by its taps."""

import pytest

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.tempo import Tempo
from practika_desktop.model.measures.times import Times
from tests.model.measures.making import measure, measures


def _tempo(score: Measures, *segments: tuple[Tap, ...]) -> Tempo:
    return Tempo.of(Times.of(Taps(segments), score), score)


def _told(tempo: Tempo) -> list[tuple[int, int]]:
    return [(pace.number, round(pace.per_minute)) for pace in tempo.paces]


def test_beats_a_minute_by_measure() -> None:
    score = measures([measure("a", beats=4), measure("b"), measure("c", beats=3), measure("d")])
    tempo = _tempo(score, (Tap(0, "a"), Tap(2_000, "b"), Tap(4_500, "c"), Tap(6_000, "d")))
    assert tempo.in_beats
    assert _told(tempo) == [(1, 120), (2, 96), (3, 120)]
    assert tempo.bounds == pytest.approx((96, 120))


def test_measures_a_minute_where_a_metre_is_not_known() -> None:
    score = measures([measure("a"), measure("b", beats=4), measure("c")])
    tempo = _tempo(score, (Tap(0, "a"), Tap(2_000, "b"), Tap(4_000, "c")))
    assert not tempo.in_beats
    assert _told(tempo) == [(1, 30), (2, 30)]


def test_rests_parts_and_points_within_a_measure_are_as_long_as_they_are() -> None:
    score = measures([measure("a", beats=4, rest_count=2), measure("b"), measure("b2", continues=True), measure("c")])
    tempo = _tempo(score, (Tap(0, "a"), Tap(1_000, "a", part=0.25), Tap(4_000, "b"), Tap(6_000, "c")))
    assert _told(tempo) == [(1, 120), (3, 120), (3, 120)]


def test_only_what_was_tapped_has_a_tempo_and_a_pick_up_has_none() -> None:
    score = measures([measure("p", number=0, beats=4), measure("a"), measure("b"), measure("c"), measure("d")])
    tempo = _tempo(score, (Tap(0, "p"), Tap(500, "a"), Tap(2_500, "b")), (Tap(9_000, "c"), Tap(10_000, "d")))
    assert [(pace.number, round(pace.start_ms), pace.segment) for pace in tempo.paces] == [(1, 500, 0), (3, 9_000, 1)]
    assert _tempo(score).bounds is None
