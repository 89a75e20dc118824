"""Ranges in lanes: never two at one place, never more lanes than needed."""

from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.ui.timeline.lanes import lanes

ranges = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1])), max_size=40)


@given(ranges)
def test_ranges_of_one_lane_never_overlap(spans: list[tuple[int, int]]) -> None:
    given_lanes = lanes(spans)
    for i, (start, end) in enumerate(spans):
        for j in range(i):
            overlap = start < spans[j][1] and spans[j][0] < end
            assert not (overlap and given_lanes[i] == given_lanes[j])


@given(ranges)
def test_there_are_as_many_lanes_as_ranges_at_the_busiest_moment(spans: list[tuple[int, int]]) -> None:
    busiest = max((sum(start <= at < end for start, end in spans) for at in range(131)), default=0)
    assert len(set(lanes(spans))) == busiest


def test_a_range_that_begins_where_another_ends_shares_its_lane() -> None:
    assert lanes([(0, 10), (10, 20), (5, 15)]) == [0, 0, 1]
