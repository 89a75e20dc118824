"""What a take sounds is the same whether it is told at once or worked out in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.sounding import sounds
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.times import Times
from tests.model.measures.making import measure, measures

SCORE = measures([measure("a"), measure("b", starts_repeat=True), measure("c", plays=2), measure("d"), measure("e")])
ORDER = PlayingOrder.of(SCORE)


@pytest.mark.parametrize(
    ("taps", "sounding"),
    [
        ((), ""),
        (((Tap(0, "b"),),), ""),
        (((Tap(0, "b"), Tap(1, "c")),), "b"),
        (((Tap(0, "a"), Tap(1, "d")),), "abc"),
        (((Tap(0, "a"), Tap(1, "b")), (Tap(2, "d"), Tap(3, "e"))), "ad"),
        (((Tap(0, "a", part=0.5), Tap(1, "b", part=0.5)),), "ab"),
        (((Tap(0, "c"), Tap(1, "c", turn=2)),), "bc"),
        (((Tap(0, "gone"), Tap(1, "b"), Tap(2, "c")),), "b"),
        (((Tap(0, "gone"), Tap(1, "nowhere")),), ""),
    ],
)
def test_what_lies_between_the_taps_of_a_segment_sounds(taps: tuple[tuple[Tap, ...], ...], sounding: str) -> None:
    assert "".join(name for name in "abcde" if sounds(Taps(taps), ORDER, name)) == sounding


@given(
    st.lists(st.sets(st.integers(0, len(ORDER.steps) - 1), min_size=1).map(sorted), max_size=3),
    st.sampled_from((0.0, 0.5)),
)
def test_it_agrees_with_the_times(segments: list[list[int]], part: float) -> None:
    at = iter(range(0, 100_000, 500))
    taps = Taps(
        tuple(
            tuple(Tap(next(at), ORDER.steps[step].place.id, ORDER.steps[step].turn, part) for step in segment)
            for segment in segments
        )
    )
    times = Times.of(taps, SCORE, ORDER)
    for name in "abcde":
        assert sounds(taps, ORDER, name) == bool(times.of_measure(name))
