"""Tapping: what the keys make of a time map, act after act."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures import tapping
from practika_desktop.model.measures.cursor import Cursor, Downbeats
from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.taps import Taps
from practika_desktop.model.measures.times import Times
from tests.model.measures.making import measure, measures

PLAIN = measures([measure(name) for name in "abcdefghij"])
REPEATED = measures(
    [measure("p", number=0), measure("a", starts_repeat=True), measure("b"), measure("c", endings=(1,), plays=2)],
    [measure("d", endings=(2,)), measure("r", rest_count=3), measure("f"), measure("f2", continues=True)],
    [measure("g"), measure("h", plays=2)],
)


def _cursor(score: object = PLAIN, *, every: int = 1) -> Cursor:
    assert score is PLAIN or score is REPEATED
    return Cursor(Downbeats(PlayingOrder.of(PLAIN if score is PLAIN else REPEATED)), every=every)


def _tapped(cursor: Cursor, *times: int, taps: Taps = Taps()) -> tuple[Taps, Cursor]:  # noqa: B008 - frozen
    for ms in times:
        taps, cursor = tapping.tap(taps, ms, 1.0, cursor)
    return taps, cursor


def _told(taps: Taps) -> list[str]:
    """Return each segment as "a1000 b2000"."""
    return [" ".join(f"{tap.measure_id}{tap.ms}" for tap in segment) for segment in taps.segments]


def _next(cursor: Cursor) -> tuple[str, bool]:
    """Return the measure that is tapped next, and whether that begins a segment."""
    return cursor.step.place.id if cursor.step is not None else "", cursor.joins_ms is None


def test_taps_walk_the_playing_order() -> None:
    taps, cursor = _tapped(_cursor(REPEATED), *range(0, 17_000, 1_000))
    walked = [(tap.measure_id, tap.turn, round(tap.part, 2)) for tap in taps.segments[0]]
    assert walked[:6] == [("a", 1, 0), ("b", 1, 0), ("c", 1, 0), ("a", 2, 0), ("b", 2, 0), ("d", 1, 0)]
    assert walked[6:10] == [("r", 1, 0), ("r", 1, 0.33), ("r", 1, 0.67), ("f", 1, 0)]
    assert walked[10:12] == [("g", 1, 0), ("h", 1, 0)]
    assert walked[12:14] == [("r", 2, 0), ("r", 2, 0.33)]
    assert not cursor.is_over


def test_the_end_of_the_last_measure_is_tapped_and_nothing_after_it() -> None:
    taps, cursor = _tapped(_cursor(), *range(0, 12_000, 1_000))
    assert len(taps.segments[0]) == 11
    assert taps.segments[0][-1].part == 1.0
    assert cursor.is_over
    assert Times.of(taps, PLAIN).at(9_500) is not None


def test_every_second_measure() -> None:
    taps, cursor = _tapped(_cursor(every=2), 0, 4_000, 8_000)
    assert _told(taps) == ["a0 c4000 e8000"]
    assert _next(cursor) == ("g", False)


def test_what_is_tapped_again_replaces_what_was_there() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000, 6_000)
    cursor = tapping.placed(taps, 1_000, cursor)
    assert _next(cursor) == ("b", False)
    taps, cursor = _tapped(cursor, 2_100, taps=taps)
    assert _told(taps) == ["a0 b2100 c4000 d6000"]
    taps, _ = _tapped(cursor, 6_500, taps=taps)
    assert _told(taps) == ["a0 b2100 c6500"]


def test_a_point_between_is_kept_when_every_second_is_tapped_over_it() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000, 6_000)
    cursor = tapping.placed(taps, 100, Cursor(cursor.downbeats, every=2))
    taps, _ = _tapped(cursor, 4_200, taps=taps)
    assert _told(taps) == ["a0 b2000 c4200 d6000"]


def test_continuing_at_a_measure_begins_a_segment() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000)
    taps, cursor = _tapped(cursor.to("b"), 20_000, 22_000, taps=taps)
    assert _told(taps) == ["a0 b2000 c4000", "b20000 c22000"]
    assert _next(cursor) == ("d", False)


def test_a_segment_that_begins_within_another_one_divides_it() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000, 6_000, 8_000)
    taps, cursor = _tapped(cursor.to("a"), 3_000, taps=taps)
    assert _told(taps) == ["a0 b2000", "a3000", "c4000 d6000 e8000"]
    taps, _ = _tapped(cursor, 5_000, taps=taps)
    assert _told(taps) == ["a0 b2000", "a3000 b5000", "d6000 e8000"]


def test_after_a_stop_a_tap_claims_nothing_of_the_time_before() -> None:
    taps, _ = _tapped(_cursor(), 0, 2_000, 4_000, 30_000)
    assert _told(taps) == ["a0 b2000 c4000", "d30000"]


def test_a_slow_measure_is_no_stop() -> None:
    taps, _ = _tapped(_cursor(), 0, 2_000, 4_000, 11_000)
    assert _told(taps) == ["a0 b2000 c4000 d11000"]


def test_going_back_in_time_without_a_word_begins_a_segment() -> None:
    taps, _ = _tapped(_cursor(), 4_000, 6_000, 1_000)
    assert _told(taps) == ["c1000", "a4000 b6000"]


@pytest.mark.parametrize(
    ("ms", "due"),
    [
        (0, ("b", False)),
        (1_999, ("b", False)),
        (2_000, ("c", False)),
        (3_000, ("c", False)),
        (4_500, ("d", False)),
        (6_500, ("e", False)),
        (19_000, ("d", True)),
        (40_000, ("j", False)),
        (41_500, ("j", False)),
    ],
)
def test_where_the_cursor_goes_when_another_place_is_sought(ms: int, due: tuple[str, bool]) -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000)
    taps, cursor = _tapped(cursor.to("i"), 40_000, taps=taps)
    assert _next(tapping.placed(taps, ms, cursor)) == due


def test_before_the_first_tap_the_cursor_stays_and_begins_a_segment() -> None:
    taps, cursor = _tapped(_cursor(), 4_000, 6_000)
    assert _next(tapping.placed(taps, 1_000, cursor)) == ("c", True)


def test_a_measure_chosen_further_on_is_joined_and_one_before_begins_a_segment() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000)
    assert _next(tapping.choose(taps, 5_000, "f", cursor)) == ("f", False)
    assert _next(tapping.choose(taps, 5_000, "b", cursor)) == ("b", True)
    assert _next(tapping.choose(taps, 90_000, "f", cursor)) == ("f", True)


def test_a_point_goes_among_those_around_it() -> None:
    taps, cursor = _tapped(_cursor(every=2), 0, 4_000, 8_000)
    taps, cursor = tapping.set_point(taps, 2_100, "b", cursor)
    assert _told(taps) == ["a0 b2100 c4000 e8000"]
    assert taps.segments[0][1].rate == 0
    taps, cursor = tapping.set_point(taps, 1_900, "b", cursor)
    assert _told(taps) == ["a0 b1900 c4000 e8000"]
    taps, cursor = tapping.set_point(taps, 10_000, "f", cursor)
    assert _told(taps) == ["a0 b1900 c4000 e8000 f10000"]
    assert _next(cursor) == ("h", False)


def test_a_point_that_fits_nowhere_stands_alone() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000)
    taps, cursor = tapping.set_point(taps, 3_000, "h", cursor)
    assert _told(taps) == ["a0 b2000", "h3000", "c4000"]


def test_points_far_apart_make_one_segment_in_either_order() -> None:
    for first, second in (((0, "a"), (40_000, "i")), ((40_000, "i"), (0, "a"))):
        taps, cursor = tapping.set_point(Taps(), *first, _cursor())
        taps, _ = tapping.set_point(taps, *second, cursor)
        assert _told(taps) == ["a0 i40000"]


def test_a_point_takes_the_turn_that_fits() -> None:
    taps, cursor = _tapped(_cursor(REPEATED), 0, 2_000, 4_000, 6_000, 8_000)
    taps, _ = tapping.set_point(taps, 7_900, "b", cursor)
    assert [(tap.measure_id, tap.turn) for tap in taps.segments[0]][-2:] == [("a", 2), ("b", 2)]
    assert taps.segments[0][-1].ms == 7_900


def test_tapping_again_from_here_drops_what_follows_in_that_segment() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000, 6_000)
    taps, cursor = _tapped(cursor.to("h"), 40_000, taps=taps)
    taps, cursor = tapping.retap(taps, 3_000, cursor)
    assert _told(taps) == ["a0 b2000", "h40000"]
    assert _next(cursor) == ("c", False)


def test_points_and_segments_are_taken_away() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000, 4_000)
    taps, _ = _tapped(cursor.to("h"), 40_000, taps=taps)
    close = tapping.nearest(taps, 2_600)
    assert close is not None
    assert _told(tapping.without_tap(taps, close.ms)) == ["a0 c4000", "h40000"]
    assert _told(tapping.without_segment(taps, 1_000)) == ["h40000"]
    assert tapping.without_segment(taps, 20_000) == taps
    assert tapping.nearest(Taps(), 0) is None


def test_a_measure_that_is_not_played_changes_nothing() -> None:
    taps, cursor = _tapped(_cursor(), 0, 2_000)
    assert tapping.set_point(taps, 3_000, "gone", cursor) == (taps, cursor)
    assert cursor.to("gone") == cursor


def test_without_measures_nothing_is_tapped() -> None:
    empty = Cursor(Downbeats(PlayingOrder.of(measures())))
    assert tapping.tap(Taps(), 0, 1.0, empty) == (Taps(), empty)
    assert tapping.placed(Taps(), 0, empty) == empty


Act = Callable[[Taps, Cursor], tuple[Taps, Cursor]]

_ms = st.integers(0, 30_000)
_id = st.sampled_from([place.id for place in REPEATED.places])


def _tap(ms: int, rate: float) -> Act:
    return lambda taps, cursor: tapping.tap(taps, ms, rate, cursor)


def _set(ms: int, measure_id: str) -> Act:
    return lambda taps, cursor: tapping.set_point(taps, ms, measure_id, cursor)


_acts = st.lists(
    st.one_of(
        st.builds(_tap, _ms, st.sampled_from((0.5, 1.0, 2.0))),
        st.builds(_set, _ms, _id),
        _ms.map(lambda ms: lambda taps, cursor: (taps, tapping.placed(taps, ms, cursor))),
        _ms.map(lambda ms: lambda taps, cursor: tapping.retap(taps, ms, cursor)),
        _ms.map(lambda ms: lambda taps, cursor: (tapping.without_tap(taps, ms), cursor)),
        _ms.map(lambda ms: lambda taps, cursor: (tapping.without_segment(taps, ms), cursor)),
        _id.map(lambda one: lambda taps, cursor: (taps, cursor.to(one))),
        st.tuples(_ms, _id).map(lambda at: lambda taps, cursor: (taps, tapping.choose(taps, *at, cursor))),
    ),
    max_size=30,
)


def _holds(taps: Taps, downbeats: Downbeats) -> None:
    """Check that taps rise in time and in the music, and that segments have taps and lie one after the other."""
    for segment in taps.segments:
        assert segment
        counts = [downbeats.count_of(one) for one in segment]
        for (one, count), (other, further) in pairwise(zip(segment, counts, strict=True)):
            assert one.ms < other.ms
            assert count is not None
            assert further is not None
            assert count < further
    for before, after in pairwise(taps.segments):
        assert before[-1].ms < after[0].ms


def _round_trip(taps: Taps) -> None:
    """Check time -> measure -> time over segments, gaps and repeats."""
    times = Times.of(taps, REPEATED)
    for span in times.spans:
        assert times.at(span.start_ms) is span
        heard = next(one for one in times.of_measure(span.place.id) if one.occurrence == span.occurrence)
        assert heard.start_ms <= span.start_ms
    for before, after in pairwise(taps.segments):
        assert times.at((before[-1].ms + after[0].ms) / 2) is None or after[0].ms - before[-1].ms < 2
        assert times.at(before[-1].ms) is None


@given(_acts, st.integers(1, 4))
def test_whatever_is_done_taps_rise_and_segments_never_overlap(acts: Sequence[Act], every: int) -> None:
    taps, cursor = Taps(), _cursor(REPEATED, every=every)
    for act in acts:
        taps, cursor = act(taps, cursor)
        _holds(taps, cursor.downbeats)
        assert cursor.at >= 0
    _round_trip(taps)


@given(_acts, _ms)
def test_a_tap_just_made_is_there_and_nothing_outside_its_reach_is_gone(acts: Sequence[Act], ms: int) -> None:
    taps, cursor = Taps(), _cursor(REPEATED)
    for act in acts:
        taps, cursor = act(taps, cursor)
    after, further = tapping.tap(taps, ms, 1.0, cursor)
    if cursor.is_over:
        assert after == taps
        return
    assert cursor.tap(ms, 1.0) in {one for segment in after.segments for one in segment}
    assert further.joins_ms == ms
    gone = {one for segment in taps.segments for one in segment} - {
        one for segment in after.segments for one in segment
    }
    joined = tapping._holding(taps.segments, cursor.joins_ms) or ()
    from_ms = cursor.joins_ms if cursor.joins_ms is not None and cursor.joins_ms < ms else ms
    assert all(from_ms <= one.ms <= ms or one in joined for one in gone)
