"""How large a page is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.ui.score.zoom import LARGEST, PIXELS_PER_POINT, SMALLEST, STEPS, Fit, Zoom, percent, step_from

pytestmark = pytest.mark.desktop

sides = st.floats(20, 3_000)


@given(st.tuples(sides, sides), st.tuples(st.integers(50, 4_000), st.integers(50, 4_000)))
def test_a_fitted_page_fits_and_touches(page: tuple[float, float], room: tuple[int, int]) -> None:
    factor = Zoom(Fit.PAGE).factor_for(page, room)
    wide, tall = page[0] * factor * PIXELS_PER_POINT, page[1] * factor * PIXELS_PER_POINT
    if 0.02 < factor < LARGEST:
        assert wide <= room[0] + 0.01
        assert tall <= room[1] + 0.01
        assert wide == pytest.approx(room[0]) or tall == pytest.approx(room[1])


@given(st.tuples(sides, sides), st.tuples(st.integers(50, 4_000), st.integers(50, 4_000)))
def test_a_page_fitted_in_width_is_as_wide_as_the_room(page: tuple[float, float], room: tuple[int, int]) -> None:
    factor = Zoom(Fit.WIDTH).factor_for(page, room)
    if 0.02 < factor < LARGEST:
        assert page[0] * factor * PIXELS_PER_POINT == pytest.approx(room[0])


def test_a_free_factor_is_the_chosen_one() -> None:
    assert Zoom(Fit.FREE, 1.5).factor_for((595, 842), (10, 10)) == 1.5


@given(st.floats(0.05, 12), st.sampled_from([-1, 1]))
def test_a_step_goes_the_right_way_or_stays_at_the_end(factor: float, direction: int) -> None:
    step = step_from(factor, direction)
    assert step in STEPS
    if SMALLEST < factor < LARGEST * 0.99:
        assert (step > factor) == (direction > 0) or step in {SMALLEST, LARGEST}


def test_steps_up_and_down_again_end_where_they_began() -> None:
    assert step_from(step_from(1.0, 1), -1) == 1.0
    assert step_from(1.0, 1) == 1.1
    assert step_from(0.43, 1) == 0.5
    assert step_from(0.43, -1) == 0.33


def test_the_bar_shows_percent() -> None:
    assert percent(0.4266) == "43 %"
