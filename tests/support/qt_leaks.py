"""Checks on what a test leaves behind in Qt: windows that are open and timers that still run."""

import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def _windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if shiboken6.isValid(widget) and widget.isVisible()]


def _timers() -> list[QTimer]:
    found = [thing for thing in gc.get_objects() if type(thing) is QTimer]
    return [timer for timer in found if shiboken6.isValid(timer) and timer.isActive()]


@pytest.fixture(autouse=True)
def nothing_left_in_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open or a timer running; `qtbot` closes its widgets before this looks."""
    if "qtbot" not in request.fixturenames and "qapp" not in request.fixturenames:
        yield
        return
    windows = {id(widget) for widget in _windows()}
    timers = {id(timer) for timer in _timers()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    open_ones = [widget for widget in _windows() if id(widget) not in windows]
    assert not open_ones, f"windows left open: {open_ones}"
    running = [timer for timer in _timers() if id(timer) not in timers]
    assert not running, f"timers left running: {[(timer, timer.parent(), timer.interval()) for timer in running]}"
