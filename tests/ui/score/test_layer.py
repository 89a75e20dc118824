"""What lies over the pages: where it is painted, which events it gets, and what the pages do then."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.ui.score.pane import ScorePane
from tests.ui.score.conftest import in_view

pytestmark = pytest.mark.desktop

RED = QColor("#ff0000")
BOX = (100.0, 700.0, 200.0, 800.0)


class Noting:
    """A layer that paints a red box, notes what it gets, and takes presses on the left half of a page."""

    def __init__(self) -> None:
        self.got: list[tuple[str, int, float, float]] = []
        self.painted: list[int] = []

    def paint(self, painter: QPainter, page: int, to_view: QTransform) -> None:
        """Paint the red box."""
        self.painted.append(page)
        painter.fillRect(to_view.mapRect(QRectF(BOX[0], BOX[1], BOX[2] - BOX[0], BOX[3] - BOX[1])), RED)

    def pressed(self, page: int, x: float, y: float, event: QMouseEvent) -> bool:
        """Note it; take it on the left half."""
        self.got.append((event.type().name, page, x, y))
        return x < 300

    def moved(self, page: int, x: float, y: float, _event: QMouseEvent) -> bool:
        """Note it."""
        self.got.append(("moved", page, x, y))
        return False

    def released(self, page: int, x: float, y: float, _event: QMouseEvent) -> bool:
        """Note it."""
        self.got.append(("released", page, x, y))
        return False

    def left(self) -> None:
        """Note it."""
        self.got.append(("left", 0, 0, 0))

    @property
    def names(self) -> list[str]:
        """What it got, in order."""
        return [name for name, *_ in self.got]


def send(pane: ScorePane, kind: QEvent.Type, at: QPoint, buttons: Qt.MouseButton) -> None:
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    where = QPointF(pane.view.viewport().mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), where, button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pane.view.viewport(), event)


def test_it_is_painted_over_the_page_in_points_of_the_page(opened: ScorePane) -> None:
    layer = Noting()
    opened.view.set_layer(layer)
    image = opened.view.viewport().grab().toImage()
    assert set(layer.painted) == {1}
    assert image.pixelColor(in_view(opened, 150, 750)) == RED
    assert image.pixelColor(in_view(opened, 90, 750)) != RED
    opened.view.set_layer(None)
    assert opened.view.viewport().grab().toImage().pixelColor(in_view(opened, 150, 750)) != RED


def test_a_point_of_the_page_is_told_back(opened: ScorePane) -> None:
    page, x, y = opened.view.point_at(QPointF(in_view(opened, 300, 400))) or (0, 0.0, 0.0)
    assert page == 1
    assert (x, y) == pytest.approx((300, 400), abs=1.5)
    assert opened.view.point_at(QPointF(1, 1)) is None


def test_a_press_that_it_takes_is_its_own_until_the_release(opened: ScorePane) -> None:
    for _ in range(4):
        opened.zoom_in()
    layer, bar = Noting(), opened.view.verticalScrollBar()
    opened.view.set_layer(layer)
    at, scrolled = in_view(opened, 250, 450), bar.value()
    send(opened, QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
    send(opened, QEvent.Type.MouseMove, QPoint(-4_000, at.y() - 50), Qt.MouseButton.LeftButton)
    send(opened, QEvent.Type.MouseButtonRelease, QPoint(-4_000, at.y() - 50), Qt.MouseButton.NoButton)
    assert bar.value() == scrolled
    assert layer.names == ["MouseButtonPress", "moved", "released"]
    assert layer.got[1][1] == 1
    assert layer.got[1][2] < 0
    send(opened, QEvent.Type.MouseMove, QPoint(-4_000, at.y()), Qt.MouseButton.NoButton)
    assert layer.names[3:] == ["left"]


def test_a_press_that_it_leaves_moves_the_page(opened: ScorePane) -> None:
    for _ in range(4):
        opened.zoom_in()
    layer, bar = Noting(), opened.view.verticalScrollBar()
    opened.view.set_layer(layer)
    at, scrolled = in_view(opened, 350, 450), bar.value()
    send(opened, QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
    send(opened, QEvent.Type.MouseMove, at - QPoint(0, 50), Qt.MouseButton.LeftButton)
    send(opened, QEvent.Type.MouseButtonRelease, at - QPoint(0, 50), Qt.MouseButton.NoButton)
    assert bar.value() == scrolled + 50


def test_it_is_told_that_the_pointer_is_over_no_page_once(opened: ScorePane) -> None:
    layer = Noting()
    opened.view.set_layer(layer)
    send(opened, QEvent.Type.MouseMove, in_view(opened, 300, 400), Qt.MouseButton.NoButton)
    send(opened, QEvent.Type.MouseMove, QPoint(1, 1), Qt.MouseButton.NoButton)
    send(opened, QEvent.Type.MouseMove, QPoint(2, 2), Qt.MouseButton.NoButton)
    QApplication.sendEvent(opened.view.viewport(), QEvent(QEvent.Type.Leave))
    assert layer.names == ["moved", "left"]


def test_a_double_click_is_a_press(opened: ScorePane) -> None:
    layer = Noting()
    opened.view.set_layer(layer)
    QTest.mouseDClick(opened.view.viewport(), Qt.MouseButton.LeftButton, pos=in_view(opened, 100, 100))
    assert "MouseButtonDblClick" in layer.names


def test_only_what_is_named_is_painted_again(qtbot: QtBot, opened: ScorePane) -> None:
    layer = Noting()
    qtbot.waitUntil(lambda: not opened.view.stands_in)
    opened.view.set_layer(layer)
    QApplication.processEvents()
    layer.painted.clear()
    opened.view.repaint_layer(3)
    QApplication.processEvents()
    assert layer.painted == []
    opened.view.repaint_layer(1, BOX)
    qtbot.waitUntil(lambda: layer.painted == [1])


def test_a_box_is_turned_and_scrolled_to_and_left_where_it_is_seen(opened: ScorePane) -> None:
    told: list[int] = []
    opened.page_changed.connect(told.append)
    opened.view.reveal(3, BOX)
    assert (opened.page, told, opened.bar.field.text()) == (3, [3], "3")
    for _ in range(8):
        opened.zoom_in()
    opened.view.verticalScrollBar().setValue(0)
    opened.view.reveal(3, BOX)
    scroll = opened.view.verticalScrollBar().value()
    room, to_view = QRectF(opened.view.viewport().rect()), opened.view.to_view(3)
    assert scroll > 0
    assert to_view is not None
    assert room.contains(to_view.map(QPointF(BOX[0], BOX[1])))
    assert room.contains(to_view.map(QPointF(BOX[2], BOX[3])))
    opened.view.reveal(3, BOX)
    assert opened.view.verticalScrollBar().value() == scroll
