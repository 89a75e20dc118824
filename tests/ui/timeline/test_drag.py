"""A drag: whatever the pointer does, spans stay spans, and Esc means as if nothing had been."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.ui.timeline.drag import Drag, Grip, Phase, Span
from practika_desktop.ui.timeline.snapping import Rests, neighbours
from tests.support.frame_times import ListedFrames

DURATION = 10_000


EVERY_40 = ListedFrames(tuple(range(0, DURATION, 40)))

frame_times = st.lists(st.integers(0, DURATION - 1), min_size=1, max_size=30, unique=True).map(
    lambda times: ListedFrames(tuple(sorted(times)))
)
moments = st.integers(0, DURATION - 1)
spans = st.one_of(
    moments.map(Span),
    st.tuples(moments, st.integers(1, 4000)).map(lambda p: Span(p[0], min(p[0] + p[1], DURATION))),
)
pointers = st.lists(st.tuples(st.floats(-500, 1500), st.integers(-2000, DURATION + 2000)), max_size=8)


@st.composite
def rests(draw: st.DrawFn) -> Rests:
    frames = draw(st.one_of(st.none(), frame_times))
    near = neighbours(draw(st.lists(st.integers(0, DURATION), max_size=6)))
    return Rests(DURATION, frames, near, draw(st.floats(0, 300)))


def follow(drag: Drag, path: list[tuple[float, int]], where: Rests) -> Drag:
    for x, ms in path:
        drag = drag.moved(x, ms, where)
    return drag


@given(st.sampled_from(Grip), spans, pointers, rests())
def test_a_span_stays_within_the_take_and_its_ends_never_cross(
    grip: Grip, span: Span, path: list[tuple[float, int]], where: Rests
) -> None:
    now = follow(Drag.press(grip, span, 100, 2000), path, where).span
    assert 0 <= now.start_ms <= DURATION
    assert (now.end_ms is None) == (span.end_ms is None)
    if now.end_ms is not None:
        assert now.start_ms < now.end_ms <= DURATION


@given(spans, pointers, rests())
def test_held_as_a_whole_a_range_keeps_its_length(span: Span, path: list[tuple[float, int]], where: Rests) -> None:
    assert follow(Drag.press(Grip.WHOLE, span, 100, 2000), path, where).span.length_ms == span.length_ms


@given(st.sampled_from([Grip.START, Grip.END]), spans, pointers, rests())
def test_held_at_one_end_a_range_keeps_the_other(
    grip: Grip, span: Span, path: list[tuple[float, int]], where: Rests
) -> None:
    now = follow(Drag.press(grip, span, 100, 2000), path, where).span
    if span.end_ms is not None:
        assert now.end_ms == span.end_ms if grip is Grip.START else now.start_ms == span.start_ms


@given(st.sampled_from(Grip), spans, pointers, pointers, rests())
def test_given_up_it_is_back_and_stays_there(
    grip: Grip, span: Span, before: list[tuple[float, int]], after: list[tuple[float, int]], where: Rests
) -> None:
    drag = follow(Drag.press(grip, span, 100, 2000), before, where).given_up()
    drag = follow(drag, after, where).dropped()
    assert drag.span == span
    assert drag.change is None


@given(moments, pointers, rests())
def test_a_moment_rests_on_a_frame_or_a_neighbour(at: int, path: list[tuple[float, int]], where: Rests) -> None:
    drag = follow(Drag.press(Grip.WHOLE, Span(at), 100, at), path, where)
    if drag.moving and where.frames is not None and drag.span.start_ms != where.last_start_ms:
        assert drag.span.start_ms in {*(where.frames.ms(n) for n in range(len(where.frames))), *where.neighbours}


def test_a_press_that_hardly_moves_is_a_click() -> None:
    drag = Drag.press(Grip.WHOLE, Span(1000), 100, 1000).moved(103.9, 1039, Rests(DURATION))
    assert drag.phase is Phase.PRESSED
    assert drag.dropped().change is None


def test_dropped_somewhere_else_it_is_a_change() -> None:
    drag = Drag.press(Grip.WHOLE, Span(1000), 100, 1010).moved(150, 1530, Rests(DURATION, EVERY_40)).dropped()
    assert drag.change == Span(1520)
    assert drag.moved(400, 4000, Rests(DURATION)).span == Span(1520)


@pytest.mark.parametrize(
    ("grip", "to_ms", "span"),
    [
        (Grip.START, 2_500, Span(2_480, 4_000)),
        (Grip.START, 9_000, Span(3_960, 4_000)),
        (Grip.START, 4_005, Span(3_960, 4_000)),
        (Grip.START, -500, Span(0, 4_000)),
        (Grip.END, 5_010, Span(2_000, 5_000)),
        (Grip.END, 100, Span(2_000, 2_040)),
        (Grip.END, 2_039, Span(2_000, 2_040)),
        (Grip.END, 11_000, Span(2_000, 10_000)),
        (Grip.START, 3_110, Span(3_105, 4_000)),
        (Grip.END, 3_101, Span(2_000, 3_105)),
    ],
)
def test_both_ends_of_a_range(grip: Grip, to_ms: int, span: Span) -> None:
    where = Rests(DURATION, EVERY_40, (3_105,), reach_ms=30)
    pressed = 2_000 if grip is Grip.START else 4_000
    assert Drag.press(grip, Span(2_000, 4_000), 0, pressed).moved(99, to_ms, where).span == span


@pytest.mark.parametrize(
    ("by_ms", "span"), [(1_000, Span(3_000, 5_000)), (1_980, Span(4_000, 6_000)), (4_020, Span(6_000, 8_000))]
)
def test_a_whole_range_snaps_with_either_end(by_ms: int, span: Span) -> None:
    where = Rests(DURATION, EVERY_40, (4_000, 8_000), reach_ms=30)
    assert Drag.press(Grip.WHOLE, Span(2_000, 4_000), 0, 2_500).moved(99, 2_500 + by_ms, where).span == span


def test_neighbours_are_sorted_and_without_oneself() -> None:
    assert neighbours([30, None, 10, 20, 10], without=(20, None)) == (10, 30)


@given(frame_times, st.integers(1, DURATION))
def test_before_and_after_are_the_frames_beside_a_time(frames: ListedFrames, ms: int) -> None:
    where = Rests(DURATION, frames)
    assert where.before(ms) == max((time for time in frames.times if time < ms), default=0)
    assert where.after(ms) == min((time for time in frames.times if time > ms), default=DURATION)
