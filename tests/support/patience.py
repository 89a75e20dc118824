"""Waits for what a player's pane shows, and looks whenever it shows something new."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from practika_desktop.ui.player.pane import PlayerPane


class Patience(QObject):
    """Lets the desk go on while something is waited for; it lives as long as the pane."""

    def __init__(self, pane: PlayerPane) -> None:
        super().__init__(pane)
        self._loop: QEventLoop | None = None
        self._holds: Callable[[], bool] = lambda: True
        pane.view.frame_painted.connect(self._look, Qt.ConnectionType.QueuedConnection)
        pane.state_changed.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def wait(self, holds: Callable[[], bool], most_ms: int) -> bool:
        """Wait until the condition holds, at most so long; tell whether it does."""
        if holds():
            return True
        self._holds, self._loop = holds, QEventLoop()
        over = QTimer()
        over.setSingleShot(True)
        over.timeout.connect(self._loop.quit)
        over.start(most_ms)
        self._loop.exec()
        over.stop()
        self._loop = None
        return holds()

    def _look(self, *_news: object) -> None:
        if self._loop is not None and self._holds():
            self._loop.quit()
