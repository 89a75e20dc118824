"""What comes when pages are turned, whole and half."""

import pytest
from hypothesis import given

from practika_desktop.ui.score.reading import Mode, Place, Reading, Room
from practika_desktop.ui.score.zoom import Zoom
from tests.ui.score.readings import placed_readings

pytestmark = pytest.mark.desktop


def shown(mode: Mode, pages: int, place: Place) -> list[int]:
    """Return the pages that are there at a place, from the left or from above."""
    reading = Reading(((595.0, 842.0),) * pages, mode, Zoom(), Room(600, 800))
    return [laid.page for laid in reading.layout(place).pages]


def reading_of(mode: Mode, pages: int) -> Reading:
    return Reading(((595.0, 842.0),) * pages, mode, Zoom(), Room(600, 800))


@pytest.mark.parametrize(
    ("mode", "pages", "steps"),
    [
        (Mode.SINGLE, 3, [[1], [2, 1], [2], [3, 2], [3]]),
        (Mode.SINGLE, 1, [[1]]),
        (Mode.FACING, 5, [[1, 2], [3, 2], [3, 4], [5, 4], [5]]),
        (Mode.FACING, 4, [[1, 2], [3, 2], [3, 4]]),
    ],
)
def test_half_turns_lead_through_the_score_and_back(mode: Mode, pages: int, steps: list[list[int]]) -> None:
    reading, place, places = reading_of(mode, pages), Place(1), [Place(1)]
    while (following := reading.half_turned(place, 1)) is not None:
        place = following
        places.append(place)
    assert [shown(mode, pages, place) for place in places] == steps
    back = [place]
    while (before := reading.half_turned(back[-1], -1)) is not None:
        back.append(before)
    assert back == places[::-1]


@pytest.mark.parametrize(
    ("mode", "place", "step", "leads_to"),
    [
        (Mode.SINGLE, Place(2), 1, Place(3)),
        (Mode.SINGLE, Place(2, is_half=True), 1, Place(3)),
        (Mode.SINGLE, Place(2, is_half=True), -1, Place(2)),
        (Mode.SINGLE, Place(2, is_half=True), -2, Place(1)),
        (Mode.SINGLE, Place(1), -1, None),
        (Mode.SINGLE, Place(5), 1, None),
        (Mode.SINGLE, Place(3), 0, None),
        (Mode.FACING, Place(1), 1, Place(3)),
        (Mode.FACING, Place(4), 1, Place(5)),
        (Mode.FACING, Place(4), -1, Place(1)),
        (Mode.FACING, Place(5), 1, None),
        (Mode.CONTINUOUS, Place(4), 1, Place(5)),
        (Mode.CONTINUOUS, Place(4), -1, Place(3)),
    ],
)
def test_a_turn_leads_to_the_pages_beside_these(mode: Mode, place: Place, step: int, leads_to: Place | None) -> None:
    assert reading_of(mode, 5).turned(place, step) == leads_to


@given(placed_readings())
def test_turning_on_and_back_again_shows_the_same_pages(read: tuple[Reading, Place]) -> None:
    reading, place = read
    following = reading.turned(place, 1)
    if following is not None:
        back = reading.turned(following, -1)
        assert back is not None
        assert reading.layout(back).pages == reading.layout(Place(place.page)).pages
