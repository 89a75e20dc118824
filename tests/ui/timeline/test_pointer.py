"""A press on the timeline, followed to its end: what is asked for, and what is only shown."""

import pytest

from practika_desktop.ui.timeline.content import Content, Scene
from practika_desktop.ui.timeline.drag import Span
from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.hits import Rows
from practika_desktop.ui.timeline.pointer import Choose, Loop, Move, Pointer, ScrubBegan, ScrubEnded, Seek
from tests.support.frame_times import ListedFrames
from tests.support.markers import marker

ROWS = Rows(ruler_y=0, ruler_h=20, wave_y=20, wave_h=50, dots_y=70, dots_h=20, bars_y=90, bars_h=30)
DOT = marker("dot", 1_000)
BAR = marker("bar", 4_000, 6_000)
OTHERS = marker("theirs", 8_000, author="somebody")
WAVE, DOTS, BARS, RULER = 40.0, 80.0, 94.0, 10.0


def scene_of(pointer: Pointer, **changes: object) -> Scene:
    """Return the scene as it is painted now: ten seconds on a thousand pixels, a frame each 40 ms."""
    content = Content(
        duration_ms=10_000,
        frames=ListedFrames(tuple(range(0, 10_000, 40))),
        markers=(DOT, BAR, OTHERS),
        loop=Span(2_000, 3_000),
        position_ms=5_000,
        author_id="me",
    )
    for name, value in changes.items():
        object.__setattr__(content, name, value)
    return Scene.of(pointer.seen(content), TimeScale.fitted(10_000, 1_000), ROWS, 14)


@pytest.fixture
def pointer() -> Pointer:
    return Pointer()


def test_a_press_on_the_track_seeks_at_once_and_scrubs(pointer: Pointer) -> None:
    scene = scene_of(pointer)
    assert pointer.press(scene, 300, WAVE) == [ScrubBegan(), Seek(3_000)]
    assert pointer.move(scene, 350) == [Seek(3_500)]
    assert pointer.move(scene, -80) == [Seek(0)]
    assert pointer.release() == [ScrubEnded()]


def test_esc_takes_a_scrub_back_to_where_it_began(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 300, WAVE)
    pointer.move(scene_of(pointer, position_ms=3_000), 900)
    assert pointer.give_up() == [Seek(5_000), ScrubEnded()]
    assert pointer.release() == []


def test_a_click_on_a_marker_chooses_it(pointer: Pointer) -> None:
    assert pointer.press(scene_of(pointer), 101, DOTS) == []
    assert pointer.release() == [Choose(DOT)]


def test_a_dragged_marker_is_seen_where_the_pointer_has_it_and_stored_once_dropped(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 101, DOTS)
    assert pointer.move(scene_of(pointer), 151) == [Choose(DOT)]
    assert pointer.move(scene_of(pointer), 172) == []
    assert scene_of(pointer).content.markers[0].start_ms == 1_680
    assert pointer.moving_ms == 1_680
    assert pointer.release() == [Move(DOT, Span(1_680))]
    assert scene_of(pointer).content.markers[0].start_ms == 1_000


def test_both_ends_of_a_range_are_dragged(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 401, BARS)
    pointer.move(scene_of(pointer), 361)
    assert pointer.moving_ms == 3_600
    assert pointer.release() == [Move(BAR, Span(3_600, 6_000))]
    pointer.press(scene_of(pointer), 600, BARS)
    pointer.move(scene_of(pointer), 700)
    assert pointer.moving_ms == 7_000
    assert pointer.release() == [Move(BAR, Span(4_000, 7_000))]


def test_esc_gives_a_drag_up(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 500, BARS)
    pointer.move(scene_of(pointer), 700)
    assert pointer.give_up() == []
    assert pointer.move(scene_of(pointer), 800) == []
    assert pointer.release() == []
    assert scene_of(pointer).content.markers[1] == BAR


def test_a_drag_that_comes_back_changes_nothing(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 500, BARS)
    pointer.move(scene_of(pointer), 700)
    pointer.move(scene_of(pointer), 500)
    assert pointer.release() == []


def test_somebody_elses_marker_is_chosen_but_not_dragged(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 800, DOTS)
    assert pointer.move(scene_of(pointer), 900) == []
    assert pointer.release() == [Choose(OTHERS)]


def test_an_end_of_the_loop_is_dragged_in_the_ruler(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 301, RULER)
    pointer.move(scene_of(pointer), 351)
    assert scene_of(pointer).content.loop == Span(2_000, 3_480)
    assert pointer.release() == [Loop(Span(2_000, 3_480))]


@pytest.mark.parametrize(
    ("to_x", "snapping", "start_ms"),
    [
        (403, True, 4_000),  # a range's start
        (597, True, 6_000),  # its end
        (503, True, 5_000),  # the playhead
        (297, True, 3_000),  # the loop's end
        (297, False, 2_960),  # frames only
        (388, True, 3_880),  # nothing near
    ],
)
def test_a_marker_snaps_to_what_is_near(pointer: Pointer, to_x: float, snapping: bool, start_ms: int) -> None:
    pointer.press(scene_of(pointer), 100, DOTS)
    pointer.move(scene_of(pointer), to_x, snapping=snapping)
    assert pointer.release() == [Move(DOT, Span(start_ms))]


def test_a_marker_does_not_stick_to_its_own_place(pointer: Pointer) -> None:
    pointer.press(scene_of(pointer), 100, DOTS)
    pointer.move(scene_of(pointer), 120)
    pointer.move(scene_of(pointer), 105)
    assert pointer.release() == [Move(DOT, Span(1_040))]


def test_without_a_press_nothing_happens(pointer: Pointer) -> None:
    assert pointer.move(scene_of(pointer), 500) == []
    assert pointer.release() == []
    assert pointer.give_up() == []
