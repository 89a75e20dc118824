"""The mapping between a stream of sound and the take's time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.loops import SAMPLE_RATE, Course

END_US = 10_000_000
rates = st.sampled_from([0.25, 0.33, 0.5, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0])
places = st.integers(0, END_US - 1)


@st.composite
def looping(draw: st.DrawFn) -> Course:
    in_us = draw(st.integers(0, END_US - 40_000))
    out_us = draw(st.integers(in_us + 20_000, END_US))
    return Course(draw(st.integers(0, out_us - 1)), END_US, draw(rates), (in_us, out_us))


def us(sample: float) -> float:
    return sample * 1_000_000 / SAMPLE_RATE


@given(places, rates, st.floats(0, 60_000_000))
def test_without_a_loop_time_runs_at_the_rate_until_the_end(start_us: int, rate: float, stream_us: float) -> None:
    course = Course(start_us, END_US, rate)
    assert course.video_us(0) == start_us
    assert course.video_us(stream_us) == pytest.approx(min(start_us + stream_us * rate, END_US), abs=1)
    assert course.is_over(stream_us) == (stream_us >= (END_US - start_us) / rate)


@given(looping(), st.floats(0, 60_000_000))
def test_a_loop_never_leaves_its_ends_nor_is_over(course: Course, stream_us: float) -> None:
    assert course.loop is not None
    assert min(course.start_us, course.loop[0]) <= course.video_us(stream_us) < course.loop[1]
    assert not course.is_over(stream_us)


@given(looping(), st.integers(0, 200))
def test_each_pass_begins_at_the_loops_head_on_the_sample(course: Course, turn: int) -> None:
    assert course.loop is not None
    seam = course.first_samples + turn * course.pass_samples
    assert course.video_us(us(seam + 0.01)) == pytest.approx(course.loop[0], abs=3)
    sample_us = 1_000_000 / SAMPLE_RATE * course.rate
    assert course.video_us(us(seam + course.pass_samples - 1)) == pytest.approx(course.loop[1] - sample_us, abs=30)


def test_a_long_loop_does_not_drift() -> None:
    course = Course(0, END_US, 0.75, (0, 1_000_001))
    after_an_hour = 2700 * course.pass_samples
    assert course.video_us(us(after_an_hour) + 0.5) == 0


def test_backwards_it_goes_to_the_beginning_and_is_over() -> None:
    course = Course(3_000_000, END_US, -2)
    assert course.video_us(1_000_000) == 1_000_000
    assert course.video_us(2_000_000) == 0
    assert (course.is_over(1_400_000), course.is_over(1_500_000)) == (False, True)


@pytest.mark.parametrize(
    ("start_us", "rate", "loop"),
    [(0, 0, None), (0, 1, (5, 5)), (9, 1, (2, 9)), (0, 1, (-1, 9)), (0, -1, (0, 9))],
)
def test_a_way_that_cannot_be_gone_is_refused(start_us: int, rate: float, loop: tuple[int, int] | None) -> None:
    with pytest.raises(ValueError, match=r"course|loop"):
        Course(start_us, 100, rate, loop)
