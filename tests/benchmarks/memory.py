"""How much memory the desk takes, with all its processes: python -m tests.benchmarks.memory [--keep]."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practika_desktop.store.library import Library
from tests.benchmarks.desks import display, make_studio, sound_server
from tests.benchmarks.figures import Row, Section, run
from tests.support.library import LibraryBuilder

_LIMIT_MB = 400
_GROWTH_MB = 20  # what comes and goes from one look to the next
_TAKES = 520
_SECONDS = 20
_AT = (50, 500)
_LOOK_S = 0.7
_EMPTY_WINDOW = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Empty")
window.resize(1600, 1000)
window.show()
app.exec()
"""


class _Program:
    """A program with a window, driven by keys from outside, and how much memory it and all its processes take."""

    def __init__(self, *arguments: str, title: str, home: Path) -> None:
        folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CACHE", "CONFIG")}
        self._process = subprocess.Popen(
            [sys.executable, *arguments], env={**os.environ, **folders}, stderr=subprocess.DEVNULL
        )
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", title],
            check=True, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        self._window = found.stdout.split()[-1]
        subprocess.run(["xdotool", "windowfocus", "--sync", self._window], check=True)

    def press(self, *keys: str, wait_s: float = _LOOK_S) -> None:
        """Press keys, named as X names them, and give the program time after each."""
        for key in keys:
            subprocess.run(["xdotool", "key", key], check=True)
            rest(wait_s)

    def megabytes(self) -> dict[str, float]:
        """Return each process's proportional set size by its name, those of one name added up."""
        sizes: dict[str, float] = {}
        for pid in _family(self._process.pid):
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            kilobytes = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            sizes[str(pid)] = kilobytes / 1024
        return sizes

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def rest(seconds: float) -> None:
    """Wait."""
    threading.Event().wait(seconds)


def _family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


@contextmanager
def _running(*arguments: str, title: str, home: Path) -> Iterator[_Program]:
    program = _Program(*arguments, title=title, home=home)
    try:
        yield program
    finally:
        program.close()


def measure() -> Section:
    """Hold the desk against an empty window: two takes open, at work on them, after 50 and after 500 takes."""
    with tempfile.TemporaryDirectory(prefix="practika-bench-") as name, display(), sound_server():
        home = Path(name)
        with Library.open(home / "data" / "practika" / "library", teacher_name="Clara Weiss") as library:
            make_studio(LibraryBuilder(library, home), home, _TAKES, _SECONDS)
        with _running("-c", _EMPTY_WINDOW, title="Empty", home=home) as window:
            rest(2)
            empty = sum(window.megabytes().values())
        with _running("-m", "practika_desktop", title="Practika", home=home) as desk:
            _until_open(home, 2)
            rows = _at_work(desk, empty)
    return Section(
        name="memory",
        title="Memory",
        words=(
            "The desk with all its processes (proportional set size, shared memory included), driven by keys from "
            f"outside, above a process that shows an empty PySide6 window as large, which takes {empty:.0f} MB. "
            f"Takes of 720p30 and 1080p30 in turn, with sound and a score; no growth is at most {_GROWTH_MB} MB."
        ),
        header=("when", "MB above the window", "limit MB", "processes"),
        rows=tuple(rows),
    )


def _until_open(home: Path, takes: int) -> None:
    """Wait until the desk has opened so many takes, and kept their indexes; raise TimeoutError after a minute."""
    end = time.monotonic() + 60
    while len(list((home / "cache").rglob("*.index-*"))) < takes:
        if time.monotonic() > end:
            raise TimeoutError(f"the desk has not opened {takes} takes")
        rest(0.1)


def _at_work(desk: _Program, empty: float) -> list[Row]:
    rest(5)  # what is loaded once the desk has settled is to be there
    rows = [_row("two takes open", desk, empty)]
    desk.press("space", wait_s=15)
    desk.press("space", "n")
    desk.press("space", wait_s=15)
    rows.append(_row("both played for 15 s", desk, empty))
    desk.press("space")
    above: dict[int, float] = {}
    for number in range(2, max(_AT) + 1):
        desk.press("n")
        if number in _AT:
            rest(3)
            above[number] = sum(desk.megabytes().values()) - empty
            rows.append(_row(f"after {number} takes in a row", desk, empty))
    growth = above[_AT[1]] - above[_AT[0]]
    cells = (f"more after {_AT[1]} than after {_AT[0]}", f"{growth:.0f}", str(_GROWTH_MB), "")
    return [*rows, Row(cells, growth <= _GROWTH_MB)]


def _row(when: str, desk: _Program, empty: float) -> Row:
    sizes = desk.megabytes()
    above = sum(sizes.values()) - empty
    each = " + ".join(f"{size:.0f}" for size in sizes.values())
    return Row((when, f"{above:.0f}", str(_LIMIT_MB), each), above <= _LIMIT_MB)


if __name__ == "__main__":
    run(measure)
