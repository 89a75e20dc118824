"""The filters' boxes in a narrow room."""

import pytest
from pytestqt.qtbot import QtBot

from practika_desktop.ui.inbox.chooser import Chooser

pytestmark = pytest.mark.desktop


@pytest.mark.usefixtures("theme")
def test_a_long_choice_is_shortened(qtbot: QtBot) -> None:
    box = Chooser("Piece or exercise")
    qtbot.addWidget(box)
    box.addItem("\u2003First part, hands together")
    box.resize(110, 30)
    assert box.shown.startswith("First")
    assert box.shown.endswith("…")
    assert box.fontMetrics().horizontalAdvance(box.shown) < 100
    box.resize(900, 30)
    assert box.shown == "First part, hands together"
