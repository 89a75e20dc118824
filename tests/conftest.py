"""What every test is held to: no unexpected log record, no Qt warning, nothing left running behind."""

import gc
import importlib.util
import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DESKTOP_ROOMS = {"ui", "score", "scenarios", "test_start.py"}
HAS_QT = importlib.util.find_spec("PySide6") is not None
LEAVE_SECONDS = 3.0

if HAS_QT:
    pytest_plugins = ["tests.support.qt_leaks"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare pytest-qt's options where the core is tested without it, as the configuration is strict."""
    if not HAS_QT:
        for name in ("qt_api", "qt_default_raising", "qt_log_level_fail"):
            parser.addini(name, "belongs to pytest-qt")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is left out of the core's run by its place, so that each test runs in one of the two runs."""
    tests = Path(__file__).parent
    for item in items:
        if item.path.relative_to(tests).parts[0] in DESKTOP_ROOMS:
            item.add_marker("desktop")


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it takes `caplog` to look at it itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    handler = _Records()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    said = [f"{record.name}: {record.getMessage()}" for record in handler.seen]
    assert not said, f"unexpected log records: {said}"


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a child process behind."""
    threads = set(threading.enumerate())
    children = set(multiprocessing.active_children())
    yield

    def left() -> list[str]:
        return [
            *(repr(thread) for thread in threading.enumerate() if thread not in threads and thread.is_alive()),
            *(repr(child) for child in multiprocessing.active_children() if child not in children),
        ]

    assert _soon(lambda: not left()), f"left running: {left()}"


def _soon(holds: Callable[[], bool]) -> bool:
    """Tell whether the condition comes to hold within a bounded time: what was told to stop may need a moment."""
    deadline = time.monotonic() + LEAVE_SECONDS
    pause = threading.Event()
    while not holds():
        if time.monotonic() > deadline:
            return False
        gc.collect()
        pause.wait(0.02)
    return True
