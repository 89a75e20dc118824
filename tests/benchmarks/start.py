"""How long the desk takes to start, beside an empty window: python -m tests.benchmarks.start [--keep]."""

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.desks import display
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tools.big_library import make

_LIMIT = 3.0
_RUNS = 15
_TAKES = 1_000

_MOMENTS = {
    "painted": "rows painted",
    "usable": "**inbox usable: rows painted, a key pressed then answered on the screen**",
    "whole": "all rooms there",
}


def measure() -> Section:
    """Start both in turn, on a virtual display and drawing into memory."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="practika-start-") as name:
        folder = Path(name)
        make(folder / "library", takes=_TAKES, markers=10 * _TAKES, waiting=_TAKES // 2)
        os.environ.update({f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA")})
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever starts the desk twice has it compiled
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        for where, shown in (("virtual display", display()), ("memory", _in_memory())):
            with shown:
                rows += _on_one(where, folder / "library")
    return Section(
        name="start",
        title="Start",
        words=(
            f"From the start of the process, each {_RUNS} times in turn, modules compiled and files in the system's"
            f" cache: the desk as its command starts it, on a library of {_TAKES:,} takes, and an empty window of"
            " PySide6 alone. Once rows of the inbox are painted the Down key is pressed; the inbox is usable when the"
            " moved focus is painted."
            f" Limit: {_LIMIT:g} times the empty window's median. The other rooms are loaded meanwhile."
        ),
        header=("drawing to", "until", "median ms", "p95 ms", "times an empty window", "limit"),
        rows=tuple(rows),
    )


def _on_one(where: str, library: Path) -> list[Row]:
    times: defaultdict[str, list[float]] = defaultdict(list)
    for turn in range(_RUNS + 1):
        for moment, took in (*_started("empty"), *_started("desk", str(library))):
            if turn:  # the first start fills the caches
                times[moment].append(took)
    empty = Spread.of(times["empty"])
    rows = [Row((where, "an empty window painted", ms(empty.median), ms(empty.p95), "1", "-"), holds=True)]
    for moment, words in _MOMENTS.items():
        spread = Spread.of(times[moment])
        ratio = spread.median / empty.median
        limit = f"{_LIMIT:g}" if moment == "usable" else "-"
        rows.append(
            Row(
                (where, words, ms(spread.median), ms(spread.p95), f"{ratio:.2f}", limit),
                limit == "-" or ratio <= _LIMIT,
            )
        )
    return rows


def _started(*what: str) -> Iterator[tuple[str, float]]:
    """Start a process and give its moments with the ms from its start; raise where it fails."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.started", *what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            moment = "empty" if what[0] == "empty" else line.strip()
            yield moment, (time.perf_counter() - begun) * 1000
    if process.returncode:
        raise RuntimeError(f"{what[0]} ended with {process.returncode}")


@contextmanager
def _in_memory() -> Iterator[None]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    yield


if __name__ == "__main__":
    run(measure)
