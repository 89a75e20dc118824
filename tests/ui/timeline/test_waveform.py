"""The bars of the waveform: as loud as what lies under them, wherever one looks."""

from array import array
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.waveform import BAR_PX, bars

peak_lists = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=200)


@given(peak_lists, st.integers(100, 600_000), st.floats(30, 2000), st.floats(1, 40), st.floats(-3000, 3000))
def test_bars_fill_the_visible_part_and_are_never_louder_than_the_take(
    values: list[float], duration: int, width: float, zoom: float, pan: float
) -> None:
    scale = TimeScale.fitted(duration, width, 10).zoomed(zoom, width / 2).panned(pan)
    first, loud = bars(array("f", values), scale)
    assert first <= scale.left + 0.01
    assert first > scale.left - BAR_PX - 0.01
    assert first + len(loud) * BAR_PX >= scale.right - 0.01
    assert max(loud) <= max(values)
    if scale.is_fitted:
        assert max(loud) == max(values)


def test_a_loud_moment_stands_at_its_time() -> None:
    peaks = [0.0] * 50 + [1.0] + [0.0] * 49
    first, loud = bars(peaks, TimeScale.fitted(10_000, 300))
    assert [first + BAR_PX * i for i, value in enumerate(loud) if value > 0] == [150]


def test_panning_does_not_change_what_a_bar_shows() -> None:
    levels = Random(1)
    peaks = [levels.random() for _ in range(999)]
    scale = TimeScale.fitted(60_000, 300).zoomed(4, 150)
    _, before = bars(peaks, scale)
    _, after = bars(peaks, scale.panned(BAR_PX * 5))
    assert after[:-6] == before[5 : 5 + len(after) - 6]


def test_without_sound_there_are_silent_bars() -> None:
    _, loud = bars((), TimeScale.fitted(10_000, 300))
    assert set(loud) == {0.0}
