"""Where a page lies: on the device's grid, centred or scrolled, and which part of it is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.score.area import Box, PageArea
from practika_desktop.ui.score.placement import Placement
from practika_desktop.ui.score.tiling import TILE, WHOLE_PIXELS, areas_of, is_whole, stand_in

pytestmark = pytest.mark.desktop

placements = st.builds(
    Placement,
    size=st.tuples(st.floats(50, 2_000), st.floats(50, 2_000)),
    factor=st.floats(0.1, 8),
    ratio=st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0, 3.0]),
    room=st.tuples(st.integers(100, 2_000), st.integers(100, 2_000)),
    margin=st.integers(0, 24),
    scroll=st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)),
)


@given(placements)
def test_the_page_begins_and_ends_on_device_pixels(placement: Placement) -> None:
    for value in placement.rect:
        assert value * placement.ratio == pytest.approx(round(value * placement.ratio), abs=1e-6)


@given(placements)
def test_what_is_seen_lies_on_the_page_and_in_the_room(placement: Placement) -> None:
    width, height = placement.device_size
    seen = placement.visible
    x, y, _, _ = (round(value * placement.ratio) for value in placement.rect)
    if seen.width and seen.height:
        assert 0 <= seen.x <= seen.x + seen.width <= width
        assert 0 <= seen.y <= seen.y + seen.height <= height
        assert x + seen.x >= 0
        assert x + seen.x + seen.width <= round(placement.room[0] * placement.ratio)
        assert y + seen.y + seen.height <= round(placement.room[1] * placement.ratio)


def test_a_page_that_fits_is_in_the_middle_and_cannot_be_scrolled() -> None:
    placement = Placement(size=(300, 600), factor=0.75, ratio=2.0, room=(500, 700), margin=16)
    assert placement.device_size == (600, 1200)
    assert placement.rect == pytest.approx((100, 50, 300, 600))
    assert placement.overflow == (0, 0)
    assert placement.visible == Box(0, 0, 600, 1200)


def test_an_enlarged_page_is_scrolled() -> None:
    placement = Placement(size=(300, 600), factor=1.5, ratio=1.0, room=(500, 700), margin=10, scroll=(120, 300))
    assert placement.device_size == (600, 1200)
    assert placement.overflow == (120, 520)
    assert placement.rect == pytest.approx((-110, -290, 600, 1200))
    assert placement.visible == Box(110, 290, 490, 700)


@given(st.integers(10, 9_000), st.integers(10, 9_000), st.data())
def test_tiles_cover_what_is_seen_once_each(width: int, height: int, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    seen = Box(x, y, data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y)))
    areas = areas_of(1, width, height, seen)
    if is_whole(width, height):
        assert areas == [PageArea(1, width, height)]
        return
    boxes = [area.bounds for area in areas]
    corners = {(box.x, box.y) for box in boxes}
    assert len(corners) == len(boxes)
    assert all(box.width <= TILE and box.height <= TILE for box in boxes)
    for corner_x, corner_y in ((x, y), (x + seen.width - 1, y + seen.height - 1), (x, y + seen.height - 1)):
        assert any(box.x <= corner_x < box.x + box.width and box.y <= corner_y < box.y + box.height for box in boxes)


def test_tiles_come_from_the_middle_out() -> None:
    areas = areas_of(1, 5_000, 5_000, Box(1_000, 1_000, 1_024, 1_024))
    first = areas[0].bounds
    assert first.x <= 1_512 < first.x + TILE
    assert first.y <= 1_512 < first.y + TILE


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_what_stands_in_is_small_and_alike(width: int, height: int) -> None:
    area = stand_in(3, width, height)
    assert area.page == 3
    assert area.width * area.height <= min(WHOLE_PIXELS, 1_600_000 + 20_000)
    assert area.width <= width
