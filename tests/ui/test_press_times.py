"""When a key was really pressed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from practika_desktop.ui.actions.press_times import PressTimes

pytestmark = pytest.mark.desktop

MS = 1_000_000


def _event(stamp_ms: int) -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(stamp_ms)
    return event


def test_an_event_that_waited_was_pressed_before() -> None:
    times = PressTimes()
    assert times.pressed_ns(_event(1_000), 500_000 * MS) == 500_000 * MS
    assert times.pressed_ns(_event(2_000), 501_040 * MS) == 501_000 * MS
    assert times.pressed_ns(_event(3_000), 502_003 * MS) == 502_000 * MS


def test_the_quickest_event_tells_how_the_clocks_differ() -> None:
    times = PressTimes()
    times.pressed_ns(_event(1_000), 500_030 * MS)
    assert times.pressed_ns(_event(2_000), 501_000 * MS) == 501_000 * MS
    assert times.pressed_ns(_event(3_000), 502_030 * MS) == 502_000 * MS


def test_an_event_without_a_stamp_or_from_another_clock_was_pressed_now() -> None:
    times = PressTimes()
    times.pressed_ns(_event(1_000), 500_000 * MS)
    assert times.pressed_ns(_event(0), 501_000 * MS) == 501_000 * MS
    assert times.pressed_ns(_event(7), 502_000 * MS) == 502_000 * MS
    assert times.pressed_ns(_event(1_007), 503_020 * MS) == 503_000 * MS
