"""What the pointer touches: the marker one sees, the end one means."""

import pytest

from practika_desktop.ui.timeline.drag import Grip, Span
from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.hits import Rows, Thing, lay_out, touch, touch_loop
from tests.support.markers import marker

ROWS = Rows(ruler_y=0, ruler_h=20, wave_y=20, wave_h=50, dots_y=70, dots_h=20, bars_y=90, bars_h=30)
SCALE = TimeScale.fitted(10_000, 1_000)


def test_a_dot_is_centred_on_its_time_and_a_bar_lies_over_its_range() -> None:
    dot, bar = lay_out([marker("a", 1_000), marker("b", 2_000, 3_000)], SCALE, ROWS, 14)
    assert (dot.x, dot.width, dot.y) == (93, 14, 73)
    assert (bar.x, bar.width, bar.y, bar.height) == (200, 100, 90, 9)
    assert (dot.is_range, bar.is_range) == (False, True)


def test_overlapping_ranges_lie_in_lanes_and_no_lane_leaves_its_row() -> None:
    many = [marker(str(i), 1_000, 2_000 + i) for i in range(12)]
    spots = lay_out(many, SCALE, ROWS, 14)
    assert len({spot.y for spot in spots}) == 6
    assert all(ROWS.bars_y <= spot.y and spot.y + spot.height <= ROWS.bottom for spot in spots)


def test_what_is_out_of_sight_has_no_spot() -> None:
    close = SCALE.zoomed(10, 500)
    names = [
        spot.marker.id
        for spot in lay_out([marker("a", 100), marker("b", 5_000), marker("c", 0, 9_999)], close, ROWS, 14)
    ]
    assert names == ["b", "c"]


@pytest.mark.parametrize(
    ("x", "y", "grip"),
    [
        (201, 94, Grip.START),
        (197, 94, Grip.START),
        (250, 94, Grip.WHOLE),
        (299, 94, Grip.END),
        (303, 94, Grip.END),
        (250, 30, None),
        (310, 94, None),
    ],
)
def test_the_parts_of_a_bar(x: float, y: float, grip: Grip | None) -> None:
    hit = touch(lay_out([marker("b", 2_000, 3_000)], SCALE, ROWS, 14), x, y, None)
    assert (hit.grip if hit else None) is grip


def test_the_middle_of_a_short_bar_still_moves_it() -> None:
    hit = touch(lay_out([marker("b", 2_000, 2_080)], SCALE, ROWS, 14), 204, 94, None)
    assert hit is not None
    assert hit.grip is Grip.WHOLE


def test_of_two_dots_the_selected_one_is_touched_else_the_upper_one() -> None:
    spots = lay_out([marker("a", 1_000), marker("b", 1_020)], SCALE, ROWS, 14)
    for selected, touched in ((None, "b"), ("a", "a"), ("b", "b")):
        hit = touch(spots, 101, 80, selected)
        assert hit is not None
        assert hit.marker is not None
        assert (hit.thing, hit.marker.id) == (Thing.MARKER, touched)


@pytest.mark.parametrize(
    ("x", "y", "grip"),
    [(98, 10, Grip.START), (106, 10, Grip.START), (301, 10, Grip.END), (200, 10, None), (98, 30, None)],
)
def test_the_loops_ends_are_held_in_the_ruler(x: float, y: float, grip: Grip | None) -> None:
    hit = touch_loop(Span(1_000, 3_000), SCALE, ROWS, x, y)
    assert (hit.grip if hit else None) is grip


def test_without_a_loop_there_is_nothing_to_hold() -> None:
    assert touch_loop(None, SCALE, ROWS, 100, 10) is None
    assert touch_loop(Span(1_000), SCALE, ROWS, 100, 10) is None
