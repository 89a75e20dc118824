"""What the desk does for its library while nobody works: the log is tidied, and once a day a copy is made."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from practika_desktop.jobs import Lanes, Progress
from practika_desktop.model.errors import PractikaError
from practika_desktop.store.library import Library

IDLE_MS = 15_000


class Upkeep(QObject):
    """Waits until nothing was done for a while; what then fails is told once and not tried again before a new start."""

    def __init__(
        self,
        library: Library,
        lanes: Lanes,
        tell: Callable[[str, str, str], None],
        parent: QObject | None = None,
        *,
        idle_ms: int = IDLE_MS,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._lanes = lanes
        self._tell = tell
        self._has_failed = False
        self._idle = QTimer(self, singleShot=True, interval=idle_ms)
        self._idle.timeout.connect(self._begin)
        self._idle.start()

    def note(self) -> None:
        """Take note that something was done just now."""
        if not self._has_failed:
            self._idle.start()

    def close(self) -> None:
        """Begin nothing more."""
        self._idle.stop()

    def _begin(self) -> None:
        self._lanes.submit("upkeep", self._work, done=lambda _none: None, failed=self._failed)

    def _work(self, progress: Progress) -> None:
        self._library.checkpoint()
        self._library.back_up_daily(progress.report)

    def _failed(self, error: PractikaError) -> None:
        self._has_failed = True
        self._tell(error.title, error.advice, "")
