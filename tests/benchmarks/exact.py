"""Exact frames: random walks through every kind of file on the real desk, each painted picture read by its bars."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.figures import Row, Section, finish
from tests.support.videos import KINDS
from tests.support.walk import Tally

OPERATIONS = 2_000
KINDS_TO_WALK = tuple(KINDS)
_AT_ONCE = 3  # on two cores: much of a walk is waiting for held keys and for what plays
_LONGEST_S = 1_200.0

_WORDS = """\
A teacher's hands go at random through a take on the real desk: clicks and drags on the timeline, jumps to markers by
key and by click, steps both ways, keys held at 30 Hz, pauses while playing at 0.25x to 2x, shuttles, loops over several
seams, and the next take and back. Each frame of each file carries its number as bars. Every picture that is painted in
the window is read there and compared with the frame that the desk says it shows, and every operation must lead to the
frame that was asked for; the limit is none wrong."""


def measure(kinds: Iterable[str], operations: int, results: Path) -> Section:
    """Walk through files of these kinds, some at a time, and keep what came of each in the folder of results.

    What is kept there of an earlier run with as many operations is not walked again.
    """
    results.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_AT_ONCE) as lanes:
        rows = tuple(lanes.map(lambda kind: _row(kind, operations, _walked(kind, operations, results)), kinds))
    return Section(
        name="exact",
        title="Exact frames",
        words=f"{_WORDS} Walked: {len(rows)} of the {len(KINDS_TO_WALK)} kinds of files that the tests know.",
        header=("file", "operations", "pictures compared", "loop seams", "wrong"),
        rows=(*rows, _sum_of(rows)),
    )


def _row(kind: str, operations: int, tally: Tally) -> Row:
    for words in tally.wrong:
        sys.stderr.write(f"{kind}: {words}\n")
    cells = (kind, *(str(n) for n in (tally.operations, tally.painted, tally.seams, len(tally.wrong))))
    return Row(cells, holds=tally.operations >= operations and tally.painted > 0 and not tally.wrong)


def _sum_of(rows: tuple[Row, ...]) -> Row:
    sums = [str(sum(int(row.cells[column]) for row in rows)) for column in range(1, 5)]
    return Row((f"all {len(rows)}", *sums), holds=all(row.holds for row in rows))


def _walked(kind: str, operations: int, results: Path) -> Tally:
    """Return what a walk found: one that is kept, else a new one, in a process of its own."""
    kept = results / f"{kind}.json"
    if kept.exists():
        tally = Tally(**json.loads(kept.read_text()))
        if tally.operations == operations:
            return tally
    command = [sys.executable, "-m", "tests.benchmarks.exact", "--walk", kind, "--operations", str(operations)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_LONGEST_S, check=True)
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", None) or ""
        return Tally(0, 0, 0, [f"the walk did not end: {error} {said[-2000:]}"])
    tally = Tally(**json.loads(done.stdout.splitlines()[-1]))
    kept.write_text(json.dumps(asdict(tally)))
    return tally


def _walk(kind: str, operations: int) -> Tally:
    from practika_desktop.ui.shell.application import application
    from practika_desktop.ui.theme.theme import Appearance, Theme
    from tests.support.videos import made
    from tests.support.walked import walk

    theme = Theme(application(), Appearance.LIGHT)
    try:
        with tempfile.TemporaryDirectory(prefix="practika-walk-") as folder:
            return walk(made(kind), Path(folder), theme, operations, kind)
    finally:
        theme.close()


def main() -> None:
    """Walk through all kinds, print the table and keep it if asked; or through one, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=OPERATIONS, help="for each file (%(default)s)")
    parser.add_argument("--kinds", default="", help="only those whose name holds this")
    parser.add_argument("--results", type=Path, help="keep each file's result here; a run that was cut short goes on")
    parser.add_argument("--walk", metavar="KIND", help="walk through one file, and print the result as JSON")
    parser.add_argument("--keep", action="store_true", help="write the table into docs/figures.md")
    given = parser.parse_args()
    if given.walk:
        print(json.dumps(asdict(_walk(given.walk, given.operations))))  # noqa: T201
        return
    kinds = [kind for kind in KINDS_TO_WALK if given.kinds in kind]
    with tempfile.TemporaryDirectory(prefix="practika-exact-") as folder:
        section = measure(kinds, given.operations, given.results or Path(folder))
    finish(section, keep=given.keep)


if __name__ == "__main__":
    main()
