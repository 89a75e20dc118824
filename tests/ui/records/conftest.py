"""A records dialog on a real library."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from practika_desktop.edits.history import History
from practika_desktop.jobs import Lanes
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.records.dialog import RecordsDialog
from practika_desktop.ui.theme.theme import Theme
from tests.support.studio import Studio, make_studio


@dataclass(frozen=True, slots=True)
class Records:
    """An open dialog, and what it works on."""

    studio: Studio
    history: History
    dialog: RecordsDialog


@pytest.fixture
def records(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Records]:
    """Give an open dialog on a studio with two students, pieces and exercises."""
    studio = make_studio(tmp_path / "library")
    bridge = Bridge()
    lanes = Lanes(bridge.post)
    history = History(studio.library, lambda _done: None)
    dialog = RecordsDialog(studio.library, history, theme, lanes=lanes)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    yield Records(studio, history, dialog)
    lanes.close()
    bridge.close()
    studio.library.close()
