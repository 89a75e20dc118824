"""Time and measure, between the taps and nowhere else."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.times import Times
from tests.model.measures.making import measure, measures

SCORE = measures(
    [measure("a", starts_repeat=True), measure("b"), measure("c", endings=(1,), plays=2), measure("d", endings=(2,))],
    [measure("e", rest_count=2), measure("f"), measure("f2", continues=True), measure("g", plays=2)],
)
ORDER = PlayingOrder.of(SCORE)


def _told(times: Times) -> list[tuple[str, int, int, int]]:
    return [(one.place.id, one.occurrence, round(one.start_ms), round(one.end_ms)) for one in times.spans]


def test_measures_between_two_taps_share_the_time() -> None:
    times = Times.of(Taps(((Tap(1000, "a"), Tap(3000, "c")),)), SCORE)
    assert _told(times) == [("a", 1, 1000, 2000), ("b", 1, 2000, 3000)]


def test_rests_are_as_long_as_they_are_and_parts_share_one_measure() -> None:
    times = Times.of(Taps(((Tap(0, "e"), Tap(4000, "g")),)), SCORE)
    assert _told(times) == [("e", 1, 0, 2667), ("f", 1, 2667, 3333), ("f2", 1, 3333, 4000)]


def test_a_pick_up_is_as_long_as_it_is_wide() -> None:
    score = measures(
        [measure("upbeat", number=0), *(measure(name) for name in "bcd")], [measure(name) for name in "efgh"]
    )
    system = score.pages[0].systems[0]
    narrow = replace(system.measures[0], box=system.measures[0].box._replace(x0=system.measures[0].box.x1 - 62.5))
    page = score.pages[0]
    first = replace(system, measures=(narrow, *system.measures[1:]))
    score = Measures((replace(page, systems=(first, *page.systems[1:])),))
    times = Times.of(Taps(((Tap(0, "upbeat"), Tap(3000, "c")),)), score)
    assert _told(times) == [("upbeat", 1, 0, 1000), ("b", 1, 1000, 3000)]


def test_a_repeat_sounds_a_measure_again() -> None:
    times = Times.of(Taps(((Tap(0, "a"), Tap(6000, "e")),)), SCORE)
    assert "".join(one.place.id for one in times.spans) == "abcabd"
    assert [one.occurrence for one in times.of_measure("a")] == [1, 2]


def test_nothing_is_said_between_segments_and_after_the_last_tap() -> None:
    times = Times.of(Taps(((Tap(0, "a"), Tap(1000, "b")), (Tap(5000, "a"), Tap(6000, "b")))), SCORE)
    assert [times.at(ms) is not None for ms in (0, 999, 1000, 3000, 5000, 5999, 6000)] == [
        *(True, True, False, False),
        *(True, True, False),
    ]
    assert [one.occurrence for one in times.of_measure("a")] == [1, 2]


def test_a_late_hand_is_taken_into_account_by_the_rate() -> None:
    taps = (Tap(1100, "a"), Tap(2050, "b", rate=0.5), Tap(3000, "c", rate=0.0))
    times = Times.of(Taps((taps,), reaction_ms=100), SCORE)
    assert _told(times) == [("a", 1, 1000, 2000), ("b", 1, 2000, 3000)]


_steps = st.sets(st.integers(0, len(ORDER.steps) - 1), min_size=2).map(sorted)


@st.composite
def _taps(draw: st.DrawFn) -> Taps:
    """Draw segments that each go through some steps of the score in their order, with gaps between them."""
    segments, at = [], 0
    for steps in draw(st.lists(_steps, max_size=4)):
        at += draw(st.integers(0, 5_000))
        segment = []
        for index in steps:
            step = ORDER.steps[index]
            part = draw(st.sampled_from((0.0, 0.25, 0.5)))
            segment.append(Tap(at, step.place.id, step.turn, part, rate=draw(st.sampled_from((0.0, 0.5, 1.0)))))
            at += draw(st.integers(50, 4_000))
        segments.append(tuple(segment))
    return Taps(tuple(segments), reaction_ms=draw(st.integers(-40, 40)))


@settings(deadline=None)
@given(_taps())
def test_time_to_measure_to_time(taps: Taps) -> None:
    times = Times.of(taps, SCORE, ORDER)
    for before, after in zip(times.spans, times.spans[1:], strict=False):
        assert before.start_ms < before.end_ms <= after.start_ms
    for span in times.spans:
        middle = (span.start_ms + span.end_ms) / 2
        assert times.at(span.start_ms) is span
        assert times.at(middle) is span
        assert span.from_part < span.to_part
        assert times.at(span.end_ms) is not span
        occurrence = next(one for one in times.of_measure(span.place.id) if one.occurrence == span.occurrence)
        assert occurrence.start_ms <= span.start_ms


@settings(deadline=None)
@given(_taps())
def test_occurrences_count_without_gaps_in_time(taps: Taps) -> None:
    times = Times.of(taps, SCORE, ORDER)
    for place in SCORE.places:
        found = times.of_measure(place.id)
        assert [one.occurrence for one in found] == list(range(1, len(found) + 1))
        assert [one.start_ms for one in found] == sorted(one.start_ms for one in found)
