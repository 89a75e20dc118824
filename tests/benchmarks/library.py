"""What a large library costs beside a small one: python -m tests.benchmarks.library [--keep].

Takes about ten minutes: the large one is made first (see tools/big_library.py).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.support.queries import queries, sample_of
from tools.big_library import make

_SMALL, _LARGE = 1_000, 100_000
_MARKERS_EACH = 10
_QUERY_MS, _RATIO = 10.0, 1.5
_SAMPLES, _STARTS = 40, 9


def measure() -> Section:
    """Ask every query of the large library, and use the inbox on both."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="practika-library-") as name:
        folder = Path(name)
        os.environ.update({f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA")})
        for count in (_SMALL, _LARGE):
            make(folder / str(count), takes=count, markers=_MARKERS_EACH * count, waiting=count // 2)
        rows = (*_queries(folder / str(_LARGE)), *_inbox(folder / str(_SMALL), folder / str(_LARGE)))
    return Section(
        name="library",
        title="A large library",
        words=(
            f"{_LARGE:,} takes with {_MARKERS_EACH * _LARGE:,} markers beside {_SMALL:,} with"
            f" {_MARKERS_EACH * _SMALL:,}, half of the takes waiting; the same students and pieces. Each query of the"
            f" store, about {_SAMPLES} takes in turn: p95 at most {_QUERY_MS:g} ms, whichever way of asking it is the"
            " slowest. The real inbox, until it is painted, and its process: median at most"
            f" {_RATIO:g} times that of the small library."
        ),
        header=("what", f"{_SMALL:,}: median ms", f"{_LARGE:,}: median ms", "p95 ms", "ratio", "limit"),
        rows=rows,
    )


def _queries(folder: Path) -> list[Row]:
    """Return a row for each query, with the figures of the way of asking it that takes longest."""
    slowest: dict[str, tuple[float, float, str]] = {}
    for name, times in _times(folder).items():
        spread = Spread.of(times)
        query, _, asked = name.partition(": ")
        slowest[query] = max(slowest.get(query, (0.0, 0.0, "")), (spread.p95, spread.median, asked))
    rows = []
    for query, (p95, median, asked) in sorted(slowest.items()):
        name = f"`{query}`, {asked}" if asked else f"`{query}`"
        rows.append(Row((name, "-", _fine(median), _fine(p95), "-", f"{_QUERY_MS:g} ms"), p95 <= _QUERY_MS))
    return rows


def _times(folder: Path) -> dict[str, list[float]]:
    """Ask every query about takes from all of the library and return the times by name."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    with Library.open(folder) as library:
        everything = InboxFilter(state=TakeState.ALL)
        for place in range(_SAMPLES):
            offset = place * takes.count(library, everything) // _SAMPLES
            sample = sample_of(library, takes.page(library, everything, offset, 1)[0].submission_id)
            for name, query in queries(library, sample).items():
                query()  # the file's pages in the system's cache, as in a library that is in use
                begun = time.perf_counter()
                query()
                times[name].append((time.perf_counter() - begun) * 1000)
    return times


def _inbox(small: Path, large: Path) -> list[Row]:
    """Return a row for each thing done in the inbox, for the start, and for the memory."""
    mine, theirs = _used(small), _used(large)
    rows = [_compared(what, mine.times[what], theirs.times[what]) for what in mine.times]
    starts: dict[Path, list[float]] = {small: [], large: []}
    for _ in range(_STARTS):
        for folder, found in starts.items():
            found.append(_start(folder))
    rows.append(_compared("start to usable inbox", starts[small][1:], starts[large][1:]))
    ratio = theirs.memory / mine.memory
    cells = ("most memory of the inbox's process, MB", ms(mine.memory), ms(theirs.memory), "-", f"{ratio:.2f}")
    return [*rows, Row((*cells, f"{_RATIO:g} times"), ratio <= _RATIO)]


def _compared(what: str, small: list[float], large: list[float]) -> Row:
    before, after = Spread.of(small), Spread.of(large)
    ratio = after.median / before.median
    cells = (what, _fine(before.median), _fine(after.median), _fine(after.p95), f"{ratio:.2f}", f"{_RATIO:g} times")
    return Row(cells, ratio <= _RATIO)


@dataclass(frozen=True)
class _Used:
    """What using the inbox cost: ms by what was done, and the most memory in MB."""

    times: dict[str, list[float]]
    memory: float


def _used(folder: Path) -> _Used:
    command = [sys.executable, "-m", "tests.benchmarks.scrolling", str(folder)]
    return _Used(**json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def _start(folder: Path) -> float:
    """Start the desk and return the ms until its inbox is usable."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.started", "desk", str(folder)]
    took = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "usable":
                took = (time.perf_counter() - begun) * 1000
    if process.returncode or not took:
        raise RuntimeError(f"the desk ended with {process.returncode}")
    return took


def _fine(value: float) -> str:
    return f"{value:.2f}" if value < 1 else ms(value)


if __name__ == "__main__":
    run(measure)
