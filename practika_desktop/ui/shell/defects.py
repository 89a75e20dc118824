"""The last resort: whatever nobody foresaw comes here, once, in words."""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from practika_desktop.model.errors import PractikaError

Tell = Callable[[str, str, str], None]
"""Shows a title, an advice and the details (empty for a foreseen error)."""


class Defects:
    """Takes over the hooks for errors of all threads; `close` gives them back.

    `tell` is called on the window's thread (by `post`) with a title, an advice and details; one at a time.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], tell: Tell) -> None:
        self._post = post
        self._tell = tell
        self._telling = False
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def report(self, error: BaseException) -> None:
        """Tell of an error: a foreseen one in its own words, any other as a defect with its trace."""
        if isinstance(error, PractikaError):
            title, advice, details = error.title, error.advice, ""
        else:
            title = "Something went wrong inside Practika."
            advice = "Your work is safe. If it happens again, please send the details to whoever looks after Practika."
            details = "".join(traceback.format_exception(error))
        self._post(lambda: self._say(title, advice, details))

    def _say(self, title: str, advice: str, details: str) -> None:
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(title, advice, details)
        finally:
            self._telling = False

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        if not isinstance(error, PractikaError):
            traceback.print_exception(error, file=sys.stderr)
        self.report(error)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)
