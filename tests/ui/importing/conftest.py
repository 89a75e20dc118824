"""The parts that an import sheet needs, all real."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from practika_desktop.edits.history import History
from practika_desktop.jobs import Lanes
from practika_desktop.media.derived import Derived
from practika_desktop.media.workers import WorkerPool
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.importing.memory import ImportMemory
from practika_desktop.ui.importing.sheet import ImportSheet
from practika_desktop.ui.theme.theme import Theme
from tests.support.studio import Studio, make_studio


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a popup open where there is no display, though Qt's messages fail a test."""
    for item in items:
        if "tests/ui/importing" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"), append=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an import is done with."""

    studio: Studio
    history: History
    memory: ImportMemory
    sheet: Callable[[], ImportSheet]


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    """Give a studio, its history, and a way to open import sheets."""
    studio = make_studio(tmp_path / "library")
    bridge, pool = Bridge(), WorkerPool()
    lanes = Lanes(bridge.post)
    history = History(studio.library, lambda _done: None)
    memory = ImportMemory(tmp_path / "imports.json")

    def sheet() -> ImportSheet:
        made = ImportSheet(
            studio.library, history, lanes, pool, theme, derived=Derived(tmp_path / "cache", pool), memory=memory
        )
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        return made

    yield Desk(studio, history, memory, sheet)
    lanes.close()
    pool.close()
    bridge.close()
    studio.library.close()
