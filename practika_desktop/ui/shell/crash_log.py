"""The record that a crash of native code leaves, and what of it is told at the next start."""

import faulthandler
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from practika_desktop.ui.shell.crash_report import report_from


class CrashLog:
    """Lets a crash of native code write where each thread was; an orderly end leaves nothing behind.

    What it writes are the places in the code where the threads were, nothing of the studio.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / f"crash-{name}.txt"
        self._file: TextIO | None = None

    def start(self) -> None:
        """Begin to watch; a folder that cannot be written means no record, nothing else."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._file, all_threads=True)

    def stop(self) -> None:
        """End the watch in order."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._path.unlink(missing_ok=True)

    def report(self) -> str:
        """Return what may be told of the newest crash before this start, empty when there was none."""
        earlier = self._earlier()
        if not earlier:
            return ""
        return report_from(earlier[-1].read_text(encoding="utf-8", errors="replace"))

    def forget(self) -> None:
        """Remove the records of all crashes before this start."""
        for path in self._earlier():
            with suppress(OSError):
                path.unlink()

    def _earlier(self) -> list[Path]:
        """Return the records of crashes before this start, newest last."""
        found = [path for path in self._folder.glob("crash-*.txt") if path != self._path and _written(path)]
        return sorted(found, key=_written)


def _written(path: Path) -> float:
    """Return when a record was written, 0 when it holds nothing: one of a desk that was killed, which is no crash."""
    try:
        state = path.stat()
    except OSError:
        return 0.0
    return state.st_mtime if state.st_size else 0.0
