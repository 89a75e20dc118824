"""What drives the player: a precise timer while there is something to wait for, and wakes from other threads."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from practika_desktop.player.player import Player


class Ticker(QObject):
    """Ticks a player on the window's thread; owned by the pane for the player's whole life.

    It also ticks whenever the window's thread has done all its work: who gives the player an order, a key or a pane,
    need not tell anybody, and the order is carried out before the thread rests.

    `ticked` brings, each time, the picture to show from now on, or None, and the state that belongs to it.
    """

    ticked = Signal(object, object)
    _woken = Signal()

    def __init__(self, player: "Player", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._coming = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._woken.connect(self._wake_here, Qt.ConnectionType.QueuedConnection)
        self._running = False

    def wake(self) -> None:
        """Tick soon; any thread may call this, and many calls make one tick."""
        if not self._coming:
            self._coming = True
            self._woken.emit()

    def tick(self) -> None:
        """Let the player go on to now, and tell what is new."""
        shown = self._player.tick(time.monotonic_ns())
        self.ticked.emit(shown, self._player.state)
        after_ms = self._player.next_tick_ms()
        if after_ms is None:
            self._timer.stop()
        else:
            self._timer.start(max(int(after_ms), 0))

    def start(self) -> None:
        """Begin to tick."""
        dispatcher = QAbstractEventDispatcher.instance()
        if not self._running:
            self._running = True
            dispatcher.aboutToBlock.connect(self.tick)
            self.tick()

    def stop(self) -> None:
        """Tick no more."""
        dispatcher = QAbstractEventDispatcher.instance()
        if self._running:
            dispatcher.aboutToBlock.disconnect(self.tick)
        self._running = False
        self._timer.stop()

    def _wake_here(self) -> None:
        self._coming = False
        if self._running:
            self.tick()
