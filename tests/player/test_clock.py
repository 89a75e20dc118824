"""The clocks that lead the picture."""

from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.loops import Course
from practika_desktop.player.clock import SilentClock, SoundClock

COURSE = Course(0, 60_000_000)
SECOND = 1_000_000_000
BEGAN = 5 * SECOND


def told(clock: SoundClock, *points: tuple[float, float]) -> SoundClock:
    """Feed points, given as (stream seconds, seconds since the start)."""
    for stream_s, at_s in points:
        clock.add(stream_s * 1_000_000, BEGAN + round(at_s * SECOND))
    return clock


def read(clock: SoundClock, at_s: float) -> float:
    stream_us = clock.stream_us(BEGAN + round(at_s * SECOND))
    assert stream_us is not None
    return stream_us / 1_000_000


def test_it_has_not_begun_before_the_first_point() -> None:
    assert SoundClock(COURSE).stream_us(BEGAN) is None


def test_between_points_it_goes_at_the_machines_pace() -> None:
    clock = told(SoundClock(COURSE), (0, 0.1))
    assert [round(read(clock, at), 6) for at in (0.1, 0.35, 1.1)] == [0, 0.25, 1.0]


def test_a_start_in_the_near_future_is_waited_for() -> None:
    clock = told(SoundClock(COURSE), (0, 0.1))
    assert read(clock, 0.05) == 0


def test_one_point_that_is_off_does_not_move_it() -> None:
    clock = told(SoundClock(COURSE), (0, 0), (0.3, 0.3), (0.6, 0.6), (1.4, 0.9))
    assert round(read(clock, 1.0), 6) == 1.0


def test_it_follows_sound_that_has_stalled() -> None:
    clock = told(SoundClock(COURSE), (0, 0), (0.3, 0.3), (0.4, 0.6), (0.7, 0.9))
    assert round(read(clock, 2.0), 6) == 1.8


def test_while_stalled_sound_is_caught_up_it_stands_still() -> None:
    clock = told(SoundClock(COURSE), (0, 0), (0.3, 0.3))
    assert round(read(clock, 0.9), 6) == 0.9
    told(clock, (0.4, 0.6), (0.7, 0.9))
    assert round(read(clock, 0.95), 6) == 0.9


def test_it_is_lost_when_points_stay_away() -> None:
    clock = told(SoundClock(COURSE), (0, 0))
    assert not clock.is_lost(BEGAN + 2 * SECOND)
    assert clock.is_lost(BEGAN + 3 * SECOND)


@given(st.lists(st.tuples(st.integers(0, 400_000), st.integers(-60_000, 60_000)), min_size=1, max_size=40))
def test_it_never_runs_backwards(steps: list[tuple[int, int]]) -> None:
    clock, now_us, last = SoundClock(COURSE), 0, 0.0
    for wait_us, error_us in steps:
        now_us += wait_us
        clock.add(max(now_us + error_us, 0), now_us * 1000)
        stream_us = clock.stream_us(now_us * 1000)
        assert stream_us is not None
        assert stream_us >= last
        last = stream_us


@given(st.lists(st.integers(-3_000, 3_000), min_size=6, max_size=40))
def test_jitter_of_the_points_hardly_shows(errors_us: list[int]) -> None:
    clock = SoundClock(COURSE)
    for turn, error_us in enumerate(errors_us):
        clock.add(turn * 300_000 + error_us + 10_000, turn * 300_000_000)
    now_us = len(errors_us) * 300_000
    stream_us = clock.stream_us(now_us * 1000)
    assert stream_us is not None
    assert abs(stream_us - now_us - 10_000) <= 3_000


def test_the_silent_clock_runs_by_itself() -> None:
    clock = SilentClock(COURSE, BEGAN)
    assert [clock.stream_us(BEGAN + at * SECOND) for at in (-1, 0, 2)] == [0, 0, 2_000_000]


def test_a_moment_that_has_passed_is_read_as_it_was() -> None:
    clock = told(SoundClock(COURSE), (0, 0.1))
    assert read(clock, 1.1) == 1.0
    assert clock.stream_us_at(BEGAN + round(0.6 * SECOND)) == 500_000
    assert clock.stream_us_at(BEGAN) == 0
    assert SoundClock(COURSE).stream_us_at(BEGAN) is None
    assert SilentClock(COURSE, BEGAN).stream_us_at(BEGAN + SECOND) == 1_000_000
