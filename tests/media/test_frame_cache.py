"""What stays in memory, and what is decoded next."""

from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.frame_cache import Focus, FrameCache, next_goal, size_of

FRAME = VideoFrame(64, 64, "yuv420p")
ROOM = 20


def filled(centre: int, direction: int, pinned: range = range(0)) -> set[int]:
    """Return what stays of a hundred frames around 50."""
    cache = FrameCache(ROOM * size_of(FRAME))
    cache.focus = Focus(centre, direction, pinned)
    for number in range(100):
        cache.put(number, FRAME)
    return {number for number in range(100) if number in cache}


def test_the_nearest_stay_more_of_them_ahead() -> None:
    assert filled(50, 1) == set(range(46, 66))
    assert filled(50, -1) == set(range(36, 56))


def test_pinned_ones_stay() -> None:
    assert set(range(3)) <= filled(50, 1, range(3))


@given(st.integers(0, 99), st.sampled_from([1, -1]))
def test_the_focus_stays_and_the_budget_holds(centre: int, direction: int) -> None:
    kept = filled(centre, direction)
    assert centre in kept
    assert len(kept) == ROOM


@given(
    st.sets(st.integers(0, 199)),
    st.builds(
        Focus, st.integers(0, 199), st.sampled_from([1, -1]), st.builds(range, st.integers(0, 10)), st.booleans()
    ),
    st.integers(4, 150),
)
def test_prefetching_comes_to_an_end(there: set[int], focus: Focus, capacity: int) -> None:
    centre = focus.centre
    there = {*there, centre}
    for _ in range(400):
        goal = next_goal(there.__contains__, focus, 200, capacity)
        if goal is None:
            break
        assert len(goal) >= 1
        assert goal[0] >= 0
        assert goal[-1] < 200
        assert not there.issuperset(goal)
        there.update(goal)
    else:
        raise AssertionError("there is always more to do")
    if focus.direction > 0:
        assert all(number in there for number in range(centre, min(centre + capacity // 3, centre + 12, 199) + 1))
    if focus.direction < 0:
        assert all(number in there for number in range(max(centre - capacity // 2, 0), centre))
    elif focus.resting:
        assert all(number in there for number in range(max(centre - capacity // 6, 0), centre))


def test_a_stretch_behind_is_begun_again_only_when_it_has_become_short() -> None:
    there = set(range(130, 200))
    focus = Focus(195, -1)
    assert next_goal(there.__contains__, focus, 200, 120) is None
    assert next_goal(there.__contains__, focus._replace(centre=185), 200, 120) == range(73, 130)
