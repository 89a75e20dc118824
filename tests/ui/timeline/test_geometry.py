"""Time <-> x: zooming and panning keep what they promise for any take and any width."""

from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.ui.timeline.geometry import MIN_SPAN_MS, TimeScale

durations = st.integers(1, 4 * 3_600_000)
widths = st.floats(1, 8000)
factors = st.floats(0.01, 100)


@st.composite
def scales(draw: st.DrawFn) -> TimeScale:
    scale = TimeScale.fitted(draw(durations), draw(widths), draw(st.floats(0, 50)))
    for _ in range(draw(st.integers(0, 4))):
        scale = scale.zoomed(draw(factors), draw(st.floats(-100, 9000)))
        scale = scale.panned(draw(st.floats(-5000, 5000)))
    return scale


@given(scales())
def test_the_visible_part_always_lies_within_the_take(scale: TimeScale) -> None:
    assert scale.start_ms >= 0
    assert scale.end_ms <= scale.duration_ms + 1e-6
    assert scale.span_ms >= min(MIN_SPAN_MS, scale.duration_ms)


@given(scales(), st.floats(0, 1))
def test_a_time_survives_the_way_to_x_and_back(scale: TimeScale, share: float) -> None:
    ms = round(scale.start_ms + share * scale.span_ms)
    assert abs(scale.ms(scale.x(ms)) - ms) <= 1


@given(scales(), st.floats(-1e5, 1e5))
def test_every_pixel_has_a_time_of_the_take(scale: TimeScale, x: float) -> None:
    assert 0 <= scale.ms(x) <= scale.duration_ms


@given(durations, st.floats(10, 8000), st.floats(0, 1), st.floats(1, 50))
def test_zooming_in_keeps_the_time_under_the_pointer(duration: int, width: float, share: float, factor: float) -> None:
    scale = TimeScale.fitted(duration, width)
    x = share * width
    closer = scale.zoomed(factor, x)
    assert abs(closer.x(share * duration) - x) < 1e-3 * width


@given(scales(), st.floats(0, 1))
def test_revealing_shows_the_time_and_keeps_the_zoom(scale: TimeScale, share: float) -> None:
    ms = share * scale.duration_ms
    turned = scale.revealing(ms)
    assert turned.span_ms == scale.span_ms
    assert turned.start_ms - 1e-6 <= ms <= turned.end_ms + 1e-6


@given(scales())
def test_zooming_all_the_way_out_fits_the_take(scale: TimeScale) -> None:
    out = scale.zoomed(1e-9, scale.left)
    assert out.is_fitted
    assert (out.start_ms, out.span_ms) == (0.0, float(scale.duration_ms))


def test_a_fitted_scale_lays_the_take_over_its_width() -> None:
    scale = TimeScale.fitted(10_000, 500, 20)
    assert (scale.x(0), scale.x(5_000), scale.x(10_000), scale.right) == (20, 270, 520, 520)
    assert (scale.ms(20), scale.ms(270), scale.ms(520)) == (0, 5_000, 10_000)


def test_resizing_keeps_the_visible_part() -> None:
    scale = TimeScale.fitted(10_000, 500).zoomed(4, 250)
    wider = scale.resized(900, 10)
    assert (wider.start_ms, wider.span_ms) == (scale.start_ms, scale.span_ms)
    assert wider.x(wider.start_ms) == 10


def test_revealing_a_visible_time_changes_nothing() -> None:
    scale = TimeScale.fitted(10_000, 500).zoomed(4, 250)
    assert scale.revealing(5_000) is scale
