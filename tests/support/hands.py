"""A pointer for widget tests: events are sent as the system would, with the buttons that are down."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Hand:
    """One pointer over one widget; places are in the widget's pixels."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._down = Qt.MouseButton.NoButton

    def press(self, x: float, y: float) -> None:
        """Put the left button down."""
        self._down = Qt.MouseButton.LeftButton
        self._send(QEvent.Type.MouseButtonPress, x, y, Qt.MouseButton.LeftButton, _NO_KEYS)

    def move(self, x: float, y: float, keys: Qt.KeyboardModifier = _NO_KEYS) -> None:
        """Move there, with the button as it is."""
        self._send(QEvent.Type.MouseMove, x, y, Qt.MouseButton.NoButton, keys)

    def release(self, x: float, y: float) -> None:
        """Let the left button come up."""
        self._down = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, x, y, Qt.MouseButton.LeftButton, _NO_KEYS)

    def click(self, x: float, y: float) -> None:
        """Press and release at one place."""
        self.press(x, y)
        self.release(x, y)

    def drag(self, start: tuple[float, float], *path: tuple[float, float]) -> None:
        """Press at the start, move along the path, release at its end."""
        self.press(*start)
        for place in path:
            self.move(*place)
        self.release(*path[-1])

    def leave(self) -> None:
        """Go away from the widget."""
        QApplication.sendEvent(self._widget, QEvent(QEvent.Type.Leave))

    def wheel(self, x: float, y: float, turn: int, keys: Qt.KeyboardModifier = _NO_KEYS) -> None:
        """Turn the wheel by eighths of a degree; 120 is one notch away from the hand."""
        at = QPointF(x, y)
        event = QWheelEvent(
            at,
            self._widget.mapToGlobal(at),
            QPoint(),
            QPoint(0, turn),
            self._down,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self._widget, event)

    def _send(self, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
        at = QPointF(x, y)
        QApplication.sendEvent(
            self._widget, QMouseEvent(kind, at, self._widget.mapToGlobal(at), button, self._down, keys)
        )
