"""What the tests of the windows share: one theme for the application, light unless a test says otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.support.desks import DeskBench, open_bench

# What Qt's platform for machines without a display says of windows that have a least size, and of popups.
_OF_NO_DISPLAY = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the windows' tests run without a display, though Qt's messages fail a test."""
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(_OF_NO_DISPLAY, extend=True))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Give the application's theme, held to light; a test may switch it."""
    made = Theme(qapp, Appearance.LIGHT)
    yield made
    made.close()


@pytest.fixture(scope="session")
def derived_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the one folder of thumbnails and waveforms for all desks of the run."""
    return tmp_path_factory.mktemp("derived")


@pytest.fixture
def bench(tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot) -> Iterator[DeskBench]:
    """Give an open desk with two waiting takes, the first of them shown."""
    with open_bench(tmp_path, derived_cache, theme, qtbot) as opened:
        yield opened


@pytest.fixture
def scored_bench(tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot) -> Iterator[DeskBench]:
    """Give an open desk whose piece has a score of three pages, the score open too."""
    with open_bench(tmp_path, derived_cache, theme, qtbot, score=True) as opened:
        qtbot.waitUntil(lambda: opened.open.panes.score.page_count == 3, timeout=10_000)
        yield opened
