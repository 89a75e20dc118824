"""A desk as a teacher has it: the real window, sound through a real server, a library that is made now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.app import Folders, OpenDesk
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.support.pulse import running_pulse

# What Qt's platform for machines without a display says of windows that have a least size, or come to the front.
_OF_NO_DISPLAY = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the scenarios run without a display, though Qt's messages fail a test."""
    for item in items:
        if "tests/scenarios" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(_OF_NO_DISPLAY, extend=True))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Make a library in `tmp_path`/library."""
    with Library.open(tmp_path / "library", teacher_name="Clara") as library:
        yield library


@pytest.fixture
def desk(
    tmp_path: Path, library: Library, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenDesk]:
    """Open the desk on the library; a fixture that fills it is to stand before this one."""
    folders = Folders(own_library=tmp_path / "library", cache=tmp_path / "cache", config=tmp_path / "config")
    with running_pulse() as pulse:
        for name, value in pulse.env.items():
            monkeypatch.setenv(name, value)
        settings = Settings(folders.config / "settings.json")
        opened = OpenDesk(library, theme=Theme(qapp, Appearance.LIGHT), settings=settings, folders=folders)
        try:
            opened.window.resize(1440, 900)
            opened.show()
            qtbot.waitExposed(opened.window)
            opened.window.activateWindow()
            yield opened
        finally:
            opened.close()
