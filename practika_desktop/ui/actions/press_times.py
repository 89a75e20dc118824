"""When a key was really pressed: before its event waited for the window's thread."""

from PySide6.QtGui import QKeyEvent

_MOST_MS = 250  # an event that seems to have waited longer comes from another clock


class PressTimes:
    """Tells the moments of key events on the machine's clock.

    The window system stamps events by a clock of its own. The event that came the quickest tells how the two differ.
    """

    def __init__(self) -> None:
        self._apart_ms: float | None = None

    def pressed_ns(self, event: QKeyEvent, now_ns: int) -> int:
        """Return when the key was pressed (monotonic), given the moment at which its event is handled."""
        stamp_ms = event.timestamp()
        if stamp_ms == 0:
            return now_ns
        apart_ms = now_ns / 1_000_000 - stamp_ms
        if self._apart_ms is None or not 0 <= apart_ms - self._apart_ms <= _MOST_MS:
            self._apart_ms = apart_ms
        return now_ns - round((apart_ms - self._apart_ms) * 1_000_000)
