"""What the desk does for its library while nobody works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from practika_desktop.jobs import Lanes
from practika_desktop.store import layout
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.desk.upkeep import Upkeep
from tests.support.library import LibraryBuilder, built_library

pytestmark = pytest.mark.desktop


class Bench:
    """The upkeep of a library with a short patience, and what it told."""

    def __init__(self, built: LibraryBuilder) -> None:
        self.library = built.library
        self.told: list[str] = []
        self.bridge = Bridge()
        self.lanes = Lanes(self.bridge.post)
        self.upkeep = Upkeep(self.library, self.lanes, lambda title, _advice, _more: self.told.append(title), idle_ms=1)

    def copies(self) -> int:
        """Return how many whole copies there are."""
        return len(list(layout.backups(self.library.folder).glob("*.sqlite")))


@pytest.fixture
def built(tmp_path: Path) -> Iterator[LibraryBuilder]:
    with built_library(tmp_path) as builder:
        yield builder


@pytest.fixture
def bench(qapp: object, built: LibraryBuilder) -> Iterator[Bench]:
    del qapp
    bench = Bench(built)
    yield bench
    bench.upkeep.close()
    bench.bridge.close()
    bench.lanes.close()


def test_an_idle_desk_makes_the_days_copy(bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bench.copies() == 1)
    assert not bench.told


def test_what_fails_is_told_once(bench: Bench, built: LibraryBuilder, qtbot: QtBot) -> None:
    layout.backups(built.library.folder).write_text("in the way")
    qtbot.waitUntil(lambda: bool(bench.told))
    bench.upkeep.note()
    (idle,) = bench.upkeep.findChildren(QTimer)
    assert not idle.isActive()
    assert bench.told == ["Something else lies where the library, or a part of it, should be."]
