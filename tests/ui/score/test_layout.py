"""Where pages lie: each once, on the device's grid, found again from where they are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.score.area import Box
from practika_desktop.ui.score.layout import LaidPage, SeenPage, SizedPage, Spacing, column, facing, halves, single
from practika_desktop.ui.score.reading import Mode, Place, Reading, Room
from practika_desktop.ui.score.zoom import Fit, Zoom
from tests.ui.score.readings import placed_readings, port_of

pytestmark = pytest.mark.desktop

A4 = (595.0, 842.0)
SPACING = Spacing(ratio=1.0, margin=10, gap=4)
shares = st.floats(0, 1)


def sized(page: int, width: int, height: int) -> SizedPage:
    return SizedPage(page, A4, width, height)


def overlap(one: LaidPage, other: LaidPage) -> bool:
    """Tell whether anything shown of a page lies over something shown of another."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y + one.top < other.y + other.bottom and other.y + other.top < one.y + one.bottom


@given(placed_readings())
def test_every_page_lies_on_the_ground_once_and_over_no_other(read: tuple[Reading, Place]) -> None:
    reading, place = read
    layout = reading.layout(place)
    pages = [laid.page for laid in layout.pages]
    assert len(set(pages)) == len(pages)
    if reading.mode is Mode.CONTINUOUS:
        assert pages == list(range(1, len(reading.sizes) + 1))
    assert place.page in pages
    for laid in layout.pages:
        assert layout.find(laid.page) == laid
        assert 0 <= laid.x <= laid.x + laid.width <= layout.width
        assert 0 <= laid.y <= laid.y + laid.height <= layout.height
        assert not any(overlap(laid, other) for other in layout.pages if other is not laid)


@given(placed_readings(), shares, shares)
def test_what_is_seen_is_what_a_look_at_every_page_finds(
    read: tuple[Reading, Place], across: float, down: float
) -> None:
    reading, place = read
    layout, port = reading.layout(place), port_of(reading, place, across, down)
    found = []
    for laid in layout.pages:
        left, right = max(port.x, laid.x), min(port.x + port.width, laid.x + laid.width)
        top = max(port.y, laid.y + laid.top)
        bottom = min(port.y + port.height, laid.y + laid.bottom)
        if left < right and top < bottom:
            found.append(SeenPage(laid, Box(left - laid.x, top - laid.y, right - left, bottom - top)))
    assert layout.seen(port) == found
    assert layout.most_seen(port) in {seen.laid.page for seen in found} or not found


@given(placed_readings(), shares, shares, shares, shares)
def test_from_a_point_of_a_page_to_the_ground_and_back(
    read: tuple[Reading, Place], across: float, down: float, x: float, y: float
) -> None:
    reading, place = read
    layout = reading.layout(place)
    seen = layout.seen(port_of(reading, place, across, down))
    for laid, visible in seen:
        at = laid.x + visible.x + x * (visible.width - 1), laid.y + visible.y + y * (visible.height - 1)
        point = layout.point_at(*at)
        assert point is not None
        assert point[0] == laid.page
        assert layout.nearest_point(*at) == point
        assert layout.place_of(point) == pytest.approx(at, abs=1e-6)


@given(placed_readings())
def test_a_place_beside_the_pages_is_none_of_theirs_but_leads_back(read: tuple[Reading, Place]) -> None:
    reading, place = read
    layout = reading.layout(place)
    for at in ((-50.0, -50.0), (layout.width + 50.0, layout.height + 50.0)):
        assert layout.point_at(*at) is None
        assert layout.place_of(layout.nearest_point(*at)) == pytest.approx(at, abs=1e-3)


@given(placed_readings(), shares, shares)
def test_all_of_the_ground_can_be_scrolled_to(read: tuple[Reading, Place], across: float, down: float) -> None:
    reading, place = read
    layout, port = reading.layout(place), port_of(reading, place, across, down)
    tolerance = 2 * reading.room.ratio  # a logical pixel at each end, as scroll bars count in those
    axes = ((port.x, port.width, layout.width, across), (port.y, port.height, layout.height, down))
    for start, length, ground, share in axes:
        if length >= ground:
            assert abs((start + length / 2) - ground / 2) <= 1
        else:
            assert -tolerance <= start <= ground - length + tolerance
            assert share < 1 or start + length >= ground - tolerance


def test_a_column_has_its_pages_in_the_middle_below_each_other() -> None:
    layout = column([sized(1, 100, 200), sized(2, 60, 90)], SPACING)
    assert [(laid.x, laid.y) for laid in layout.pages] == [(10, 10), (30, 214)]
    assert (layout.width, layout.height) == (120, 314)


def test_facing_pages_meet_in_the_middle_and_a_last_one_stays_left() -> None:
    both = facing(sized(1, 100, 200), sized(2, 80, 100), SPACING)
    assert [(laid.x, laid.y) for laid in both.pages] == [(10, 10), (114, 60)]
    alone = facing(sized(3, 100, 200), None, SPACING)
    assert [(laid.x, laid.y) for laid in alone.pages] == [(10, 10)]
    assert (alone.width, alone.height) == (both.width, both.height)


def test_the_following_page_has_the_upper_half_and_nothing_moves() -> None:
    whole = [single(sized(page, 100, 200), SPACING).pages[0] for page in (3, 4)]
    layout = halves(sized(3, 100, 200), sized(4, 100, 200), SPACING)
    assert list(layout.pages) == [whole[1]._replace(bottom=100), whole[0]._replace(top=100)]


def test_fitted_pages_are_as_large_as_the_room_lets_them() -> None:
    room = Room(width=632, height=882, margin=16, gap=8, bar=0)
    for mode, zoom, expected in (
        (Mode.SINGLE, Zoom(Fit.PAGE), (600, 849)),
        (Mode.CONTINUOUS, Zoom(Fit.WIDTH), (600, 849)),
        (Mode.FACING, Zoom(Fit.PAGE), (296, 419)),
        (Mode.FACING, Zoom(Fit.FREE, 0.75), (595, 842)),
    ):
        [first, *_] = Reading((A4, A4), mode, zoom, room).layout(Place(1)).pages
        assert (first.width, first.height) == expected
