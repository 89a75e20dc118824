"""Measures every turn of the window's event loop exactly, and notes what the long ones were busy with."""

import ctypes
import faulthandler
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

SLOW_MS = 8.0
"""Turns longer than this have their stacks noted."""

_SAMPLE_S = 0.002
_CALLS = 7
_SOURCE = Path(__file__).with_name("turns.c")
_GLIB = "libglib-2.0.so.0"


@dataclass(frozen=True)
class Turn:
    """A turn that took long, in ms, how much of that the thread worked, and where it was seen most often.

    The innermost call comes first. What is no work was waiting: for the drive, the interpreter, or a core.
    """

    ms: float
    work_ms: float
    stack: str


class Turns:
    """A context: while it lasts, each turn of this thread's event loop is measured, from one wait to the next.

    Qt must run on GLib's event loop. The measuring is compiled C, as what waits for the interpreter is to count too.
    """

    def __init__(self) -> None:
        self._watch, self._glib = _compiled(), ctypes.CDLL(_GLIB)
        self._thread = threading.get_ident()
        self._over = threading.Event()
        self._sampler = threading.Thread(target=self._sample, name="turns")
        self._seen: dict[int, Counter[str]] = {}

    def __enter__(self) -> Self:
        self._glib.g_main_context_get_poll_func.restype = ctypes.c_void_p
        self._poll = ctypes.c_void_p(self._glib.g_main_context_get_poll_func(None))
        self._watch.turns_use(self._poll)
        self._glib.g_main_context_set_poll_func(None, self._watch.turns_poll)
        self._watch.turns_run(1)
        self._sampler.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._watch.turns_run(0)
        self._over.set()
        self._sampler.join()
        self._glib.g_main_context_set_poll_func(None, self._poll)

    @property
    def lengths_ms(self) -> list[float]:
        """How long each turn took, in order."""
        return list(self._watch.turns_lengths()[: self._watch.turns_count()])

    def longer_than(self, ms: float) -> list[Turn]:
        """Return the turns that took longer, the longest first."""
        found = []
        work_ms = self._watch.turns_work()
        for number, length in enumerate(self.lengths_ms):
            if length > ms:
                seen = self._seen.get(number)
                stack = seen.most_common(1)[0][0] if seen else "not seen: too short or starved"
                found.append(Turn(length, work_ms[number], stack))
        return sorted(found, key=lambda turn: -turn.ms)

    def _sample(self) -> None:
        with tempfile.TemporaryFile("w+") as dump:
            while not self._over.wait(_SAMPLE_S):
                began, number = self._watch.turns_began(), self._watch.turns_count()
                if not began or time.monotonic_ns() - began < SLOW_MS * 1e6:
                    continue
                dump.seek(0)
                dump.truncate()
                # not sys._current_frames: to hold a frame is to hold its painters beyond their time, which Qt dies of
                faulthandler.dump_traceback(dump, all_threads=True)
                dump.seek(0)
                self._seen.setdefault(number, Counter())[_stack(dump.read(), self._thread)] += 1


def _stack(dump: str, thread: int) -> str:
    """Name the innermost calls of a thread, outside of the libraries, from what faulthandler wrote."""
    own = next((part for part in dump.split("\n\n") if f"0x{thread:016x}" in part), "")
    calls = re.findall(r'File ".*?([^/"]+)\.py", line (\d+) in (\S+)', own)
    return " < ".join(f"{file}.{function}:{line}" for file, line, function in calls[:_CALLS])


def _compiled() -> ctypes.CDLL:
    with tempfile.TemporaryDirectory(prefix="turns-") as folder:
        library = Path(folder) / "turns.so"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, _SOURCE], check=True)
        watch = ctypes.CDLL(str(library))
    watch.turns_began.restype = watch.turns_count.restype = ctypes.c_longlong
    watch.turns_lengths.restype = watch.turns_work.restype = ctypes.POINTER(ctypes.c_float)
    watch.turns_use.argtypes = [ctypes.c_void_p]
    return watch
