"""A desk whose take has a score with measures, and the pointer over its pages."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.ui.desk.correcting import Correcting
from practika_desktop.ui.score.page_view import PageView
from tests.support.desks import DeskBench

_FIND_MS = 60_000


class MeasuredDesk:
    """The bench with a score on it, its measures found; `clicks` counts what the pointer did."""

    def __init__(self, bench: DeskBench, qtbot: QtBot, score: Path) -> None:
        self.bench = bench
        self.hands = bench.hands
        self.clicks = 0
        self._qtbot = qtbot
        bench.open._scores.take(bench.studio.piece, score)
        qtbot.waitUntil(lambda: bench.desk.measuring.measures is not None, timeout=_FIND_MS)
        qtbot.waitUntil(lambda: self.view.page > 0, timeout=10_000)

    @property
    def measures(self) -> Measures:
        """The map as the desk knows it."""
        found = self.bench.desk.measuring.measures
        assert found is not None
        return found

    @property
    def view(self) -> PageView:
        """The view of the pages."""
        return self.bench.open.panes.score.view

    @property
    def correcting(self) -> Correcting:
        """The mode."""
        return self.bench.desk.correcting

    def place(self, number: int) -> Place:
        """Return the first measure that shows a number."""
        return self.measures.numbered(number)[0]

    def shown(self) -> list[str]:
        """Return the numbers of the first page as they are shown."""
        return [place.label for place in self.measures.on_page(1)]

    def hover(self, place: Place, *, across: float = 0.5, down: float = 0.5) -> None:
        """Move the pointer to a part of a measure, in shares of its width and height."""
        self._send(QEvent.Type.MouseMove, self._at(place, across, down), Qt.MouseButton.NoButton)

    def click(
        self,
        place: Place,
        *,
        across: float = 0.5,
        down: float = 0.5,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Click on a part of a measure."""
        at = self._at(place, across, down)
        self._send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, keys)
        self._send(QEvent.Type.MouseButtonPress, at, button, keys)
        self._send(QEvent.Type.MouseButtonRelease, at, button, keys)
        self.clicks += 1

    def drag(self, page: int, start: tuple[float, float], end: tuple[float, float], *, let_go: bool = True) -> None:
        """Drag from one point of a page to another."""
        left = Qt.MouseButton.LeftButton
        first, last = self._point(page, *start), self._point(page, *end)
        self._send(QEvent.Type.MouseMove, first, Qt.MouseButton.NoButton)
        self._send(QEvent.Type.MouseButtonPress, first, left)
        for share in (0.5, 1.0):
            self._send(QEvent.Type.MouseMove, first + (last - first) * share, left)
        if let_go:
            self._send(QEvent.Type.MouseButtonRelease, last, left)
        self.clicks += 1

    def _at(self, place: Place, across: float, down: float) -> QPointF:
        box = place.measure.box
        return self._point(place.page, box.x0 + across * (box.x1 - box.x0), box.y0 + down * (box.y1 - box.y0))

    def _point(self, page: int, x: float, y: float) -> QPointF:
        to_view = self.view.to_view(page)
        assert to_view is not None
        return to_view.map(QPointF(x, y))

    def _send(
        self,
        kind: QEvent.Type,
        at: QPointF,
        button: Qt.MouseButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        if kind is QEvent.Type.MouseButtonPress:
            self.view.setFocus(Qt.FocusReason.MouseFocusReason)  # as the system gives it where a click falls
        down = button if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        port = self.view.viewport()
        QApplication.sendEvent(port, QMouseEvent(kind, at, port.mapToGlobal(at), button, down, keys))
