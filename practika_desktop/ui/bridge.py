"""The way from other threads to the window's: calls are posted here and run by Qt's event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Bridge(QObject):
    """Runs calls from any thread on the thread that made it; owned by whoever builds the desk, for its whole life.

    It holds the only signal that other threads emit: a job never owns a QObject, so none can die on a wrong thread.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Run call later on the bridge's thread, in the order of posting; what it raises reaches the excepthook."""
        if self._open:
            self._posted.emit(call)

    def close(self) -> None:
        """Drop what is still to run and what will be posted."""
        self._open = False

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


class Wake:
    """A call that can be given away before there is anyone to hear it: until `hears` is set, it is lost.

    Any thread may make the call.
    """

    def __init__(self) -> None:
        self.hears: Callable[[], None] | None = None

    def __call__(self) -> None:
        """Pass the call on."""
        hears = self.hears
        if hears is not None:
            hears()
