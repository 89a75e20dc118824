"""Which pictures make up what is seen of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.score.area import Box, PageArea
from practika_desktop.ui.score.tiling import STAND_IN_PIXELS, TILE, WHOLE_PIXELS, areas_of, is_whole, stand_in

pytestmark = pytest.mark.desktop


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


@given(st.floats(20, 3_000), st.floats(20, 3_000))
def test_what_stands_in_is_small_and_alike(width: float, height: float) -> None:
    area = stand_in(3, (width, height))
    assert area.page == 3
    assert STAND_IN_PIXELS * 0.9 <= area.width * area.height <= STAND_IN_PIXELS * 1.1 < WHOLE_PIXELS
    assert area.width / area.height == pytest.approx(width / height, rel=0.02)
