"""What is drawn ahead, case by case: first where one goes, then where one came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.score.area import Box
from practika_desktop.ui.score.prefetch import ahead_of
from practika_desktop.ui.score.reading import Mode, Place, Reading, Room
from practika_desktop.ui.score.zoom import Fit, Zoom
from tests.ui.score.readings import placed_readings, port_of

pytestmark = pytest.mark.desktop

ROOM = Room(width=600, height=850)
A4 = (595.0, 842.0)
HALF = Place(4, is_half=True)


@pytest.mark.parametrize(
    ("mode", "place", "direction", "expected"),
    [
        (Mode.SINGLE, Place(4), 1, [5, 6, 3]),
        (Mode.SINGLE, Place(4), -1, [3, 2, 5]),
        (Mode.SINGLE, Place(1), 1, [2, 3]),
        (Mode.SINGLE, Place(9), 1, [8]),
        (Mode.SINGLE, HALF, 1, [5, 6, 4]),
        (Mode.FACING, Place(3), 1, [5, 6, 7, 8, 1, 2]),
        (Mode.FACING, Place(7), 1, [9, 5, 6]),
        (Mode.FACING, Place(7), -1, [5, 6, 3, 4, 9]),
    ],
)
def test_the_pages_that_turning_leads_to(mode: Mode, place: Place, direction: int, expected: list[int]) -> None:
    reading = Reading((A4,) * 9, mode, Zoom(), ROOM)
    port = port_of(reading, place, 0, 0)
    assert [seen.laid.page for seen in ahead_of(reading, place, port, direction)] == expected


@pytest.mark.parametrize(
    ("screen", "direction", "expected"),
    [(0, 1, [2, 3]), (3, 1, [5, 6, 3]), (3, -1, [3, 2, 5]), (8, 1, [8])],
)
def test_the_screens_that_scrolling_leads_to(screen: int, direction: int, expected: list[int]) -> None:
    reading = Reading(((600 * 0.75, 850 * 0.75),) * 9, Mode.CONTINUOUS, Zoom(Fit.WIDTH), ROOM)  # a screen each
    port = Box(0, screen * 850, 600, 850)
    assert [seen.laid.page for seen in ahead_of(reading, Place(1), port, direction)] == expected


def test_of_a_page_that_is_scrolled_its_neighbours_top_is_drawn() -> None:
    reading = Reading((A4,) * 3, Mode.SINGLE, Zoom(Fit.FREE, 4.0), ROOM)
    port = Box(700, 2_000, 600, 850)
    [following, before] = ahead_of(reading, Place(2), port, 1)
    assert (following.laid.page, before.laid.page) == (3, 1)
    assert following.visible == before.visible == Box(700, 0, 600, 850)


@given(placed_readings(), st.floats(0, 1), st.floats(0, 1), st.sampled_from([1, -1]))
def test_what_is_drawn_ahead_has_the_size_in_use(
    read: tuple[Reading, Place], across: float, down: float, direction: int
) -> None:
    reading, place = read
    for laid, visible in ahead_of(reading, place, port_of(reading, place, across, down), direction):
        shown = reading.layout(Place(laid.page)).find(laid.page)
        assert shown is not None
        assert (laid.width, laid.height) == (shown.width, shown.height)
        assert 0 <= visible.x < visible.x + visible.width <= laid.width
        assert 0 <= visible.y < visible.y + visible.height <= laid.height
