"""What lies over the pages while one reads: painted only where it changed, clicked only where it was not dragged."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.model.measures.correcting import delete
from practika_desktop.ui.score.measures_layer import MeasuresLayer
from tests.support.desks import DeskBench
from tests.support.engraving import Line, engrave
from tests.support.hands import Hand
from tests.support.measured import MeasuredDesk

pytestmark = pytest.mark.desktop


@pytest.fixture
def desk(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> MeasuredDesk:
    """Give a desk with a page of two lines of four measures."""
    engrave(tmp_path / "page.pdf", [Line("k n | n | n | n |"), Line("k n | n | n | n |]", number=5)])
    return MeasuredDesk(bench, qtbot, tmp_path / "page.pdf")


def _layer(desk: MeasuredDesk) -> MeasuresLayer:
    return desk.bench.open.panes.score.layer


def test_the_measure_under_the_pointer_is_known_until_it_leaves(desk: MeasuredDesk) -> None:
    desk.hover(desk.place(6))
    assert _layer(desk).under_pointer == desk.place(6)
    Hand(desk.view.viewport()).leave()
    assert _layer(desk).under_pointer is None


def test_a_click_tells_its_measure_and_what_was_held(desk: MeasuredDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(_layer(desk).measure_clicked) as clicked:
        desk.click(desk.place(3), keys=Qt.KeyboardModifier.ShiftModifier)
    assert clicked.args == [desk.place(3).id, Qt.KeyboardModifier.ShiftModifier]


def test_moving_the_page_is_no_click(desk: MeasuredDesk, qtbot: QtBot) -> None:
    box = desk.place(2).measure.box
    with qtbot.assertNotEmitted(_layer(desk).measure_clicked):
        desk.drag(1, (box.x0 + 5, box.y0 + 5), (box.x0 + 45, box.y0 + 5))


def test_what_sounds_is_painted_alone(desk: MeasuredDesk, qtbot: QtBot) -> None:
    layer, port = _layer(desk), _Painted(desk.view.viewport())
    qtbot.waitUntil(lambda: not desk.view.stands_in, timeout=10_000)
    desk.bench.open.window.repaint()
    QApplication.processEvents()  # what was still to be painted is painted
    port.areas.clear()
    layer.set_sounding(desk.place(2))
    qtbot.waitUntil(lambda: bool(port.areas), timeout=5_000)
    assert layer.sounding == desk.place(2)
    assert port.areas[0] < desk.view.width() * desk.view.height() / 4
    port.areas.clear()
    layer.set_sounding(desk.place(2))
    desk.view.viewport().grab()
    assert len(port.areas) == 1


def test_highlights_go_with_their_measures(desk: MeasuredDesk) -> None:
    layer, third = _layer(desk), desk.place(3)
    layer.set_sounding(third)
    layer.set_linked(third.id)
    layer.set_measures(delete(desk.measures, desk.place(1).id, desk.place(1).id))
    assert (layer.sounding and layer.sounding.number, layer.linked and layer.linked.number) == (2, 2)
    layer.set_measures(delete(desk.measures, third.id, third.id))
    assert (layer.sounding, layer.linked) == (None, None)
    layer.set_measures(desk.measures)
    assert layer.linked == third
    layer.set_measures(None)
    assert layer.linked is None


class _Painted(QObject):
    """Notes how large each area is that a widget paints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        """Note an area."""
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect().width() * event.rect().height())
        return False
