"""The figures that change with each frame: they keep their room, and nothing is laid out anew for them."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.ui.player.reading import Reading
from practika_desktop.ui.theme.theme import Theme

pytestmark = pytest.mark.desktop


class Layouts(QObject):
    """Counts how often a widget is to be laid out anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Count."""
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    room = QWidget()
    qtbot.addWidget(room)
    return room


def test_other_figures_leave_the_layout_alone(room: QWidget, theme: Theme) -> None:
    reading = Reading(theme.font(), room)
    QHBoxLayout(room).addWidget(reading)
    room.show()
    reading.say("frame 0 / 1200", "frame 1200 / 1200")
    QApplication.processEvents()
    layouts = Layouts(room)
    for frame in (9, 10, 999, 1000, 1199):
        reading.say(f"frame {frame} / 1200", "frame 1200 / 1200")
        QApplication.processEvents()
        assert reading.text() == f"frame {frame} / 1200"
        assert reading.fontMetrics().horizontalAdvance(reading.text()) <= reading.width()
    assert layouts.count == 0


def test_wider_ones_get_their_room(room: QWidget, theme: Theme) -> None:
    reading = Reading(theme.font(), room)
    QHBoxLayout(room).addWidget(reading)
    room.show()
    reading.say("0:01 / 0:04", "0:04 / 0:04")
    layouts = Layouts(room)
    reading.say("0:01:00 / 1:00:00", "1:00:00 / 1:00:00")
    QApplication.processEvents()
    assert reading.fontMetrics().horizontalAdvance("1:00:00 / 1:00:00") <= reading.width()
    assert layouts.count > 0
