"""The ruler: labels that can be read apart, at times that people count in."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.ticks import ticks
from practika_desktop.ui.timeline.times import ruler_text, time_text, whole_text


@given(st.integers(1, 24 * 3_600_000), st.floats(50, 4000), st.floats(1, 1000), st.floats(20, 90))
def test_labels_never_touch_and_ticks_stay_few(duration: int, width: float, zoom: float, label_width: float) -> None:
    scale = TimeScale.fitted(duration, width).zoomed(zoom, width / 3)
    found = ticks(scale, label_width)
    named = [scale.x(tick.ms) for tick in found if tick.label]
    assert all(b - a >= label_width * 1.49 for a, b in itertools.pairwise(named))
    assert all(scale.start_ms - 1 <= tick.ms <= scale.end_ms + 1 for tick in found)
    assert len(found) <= 6 * (width / label_width) + 12


@pytest.mark.parametrize(
    ("duration_ms", "width", "labels"),
    [
        (3_000, 600, ["0:00.0", "0:00.5", "0:01.0", "0:01.5", "0:02.0", "0:02.5", "0:03.0"]),
        (
            60_000,
            800,
            ["0:00", "0:05", "0:10", "0:15", "0:20", "0:25", "0:30", "0:35", "0:40", "0:45", "0:50", "0:55", "1:00"],
        ),
        (7_200_000, 800, ["0:00:00", "0:10:00", "0:20:00", "0:30:00", "0:40:00", "0:50:00", "1:00:00"]),
    ],
)
def test_the_ruler_counts_as_people_do(duration_ms: int, width: float, labels: list[str]) -> None:
    found = [tick.label for tick in ticks(TimeScale.fitted(duration_ms, width), 36) if tick.label]
    assert found[: len(labels)] == labels


@pytest.mark.parametrize(
    ("ms", "duration_ms", "text"),
    [
        (0, 0, "0:00.000"),
        (23_400, 60_000, "0:23.400"),
        (65_007, 0, "1:05.007"),
        (65_007, 7_200_000, "0:01:05.007"),
        (3_725_999, 0, "1:02:05.999"),
    ],
)
def test_time_in_words(ms: int, duration_ms: int, text: str) -> None:
    assert time_text(ms, duration_ms) == text
    assert whole_text(ms, duration_ms) == text[:-4]


@pytest.mark.parametrize(
    ("step", "text"), [(1000, "0:01"), (500, "0:01.5"), (200, "0:01.5"), (50, "0:01.50"), (10, "0:01.50")]
)
def test_a_label_has_the_decimals_its_step_needs(step: int, text: str) -> None:
    assert ruler_text(1_500 if step < 1000 else 1_000, step, 0) == text
