"""500 damaged takes and 200 damaged scores on the real desk: each is shown or answered by a sentence."""

import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import Row, Section, run
from tests.support.hostile.scores import hostile_scores
from tests.support.hostile.takes import Hostile, hostile_takes
from tests.support.hostile.trial import trial_desk
from tests.support.processes import confined_processes, memory_limit
from tests.support.pulse import running_pulse
from tests.support.videos import KINDS

TAKES, SCORES = 500, 200
_A_DESK = 50  # files that one desk is given, so that one that is lost can be replaced
_REFERENCES = {"script", "refer elsewhere", "make reference movie", "script and references"}
_LIMIT_BYTES = 512 << 20
_WORDS = (
    f"{TAKES} takes and {SCORES} scores, made from a seed by damaging videos of every kind that the tests know and "
    "PDFs, are given to the real desk, 50 a desk. Each is imported, then put on the desk as if it had been damaged "
    "after it was taken in: played and sought in, its thumbnail and waveform made, a score's first pages drawn. "
    "“Answered” is a title with an advice. Those that point to other files and into the network are opened once more "
    "under `strace`. Limits: none without an answer, no desk lost, workers of 512 MB."
)


class Result(NamedTuple):
    """What came of one file; `limits` are the memory limits, in bytes, of the confined processes seen meanwhile."""

    damage: str
    shown: bool
    answered: bool
    seconds: float
    limits: frozenset[int]


@dataclass(frozen=True)
class Tally:
    """What came of all files of one sort; the desks that were lost on the way."""

    results: tuple[Result, ...]
    lost: tuple[Hostile, ...]

    def rows(self, sort: str) -> Iterator[Row]:
        """Yield a line for each way of damaging, and one for all."""
        for damage in sorted({result.damage for result in self.results}):
            yield _row(f"{sort}: {damage}", [result for result in self.results if result.damage == damage])
        yield _row(f"**{sort}: all**", self.results)
        yield Row((f"{sort}: desks lost", str(len(self.lost)), "", "", "0"), not self.lost)


def measure() -> Section:
    """Try everything and return the table."""
    with tempfile.TemporaryDirectory(prefix="practika-hostile-") as name, running_pulse() as pulse:
        os.environ |= {key: value for key, value in pulse.env.items() if key.startswith("PULSE")}
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        folder = Path(name)
        kinds = [kind for kind in KINDS if "4k" not in kind]
        takes = _tally(folder, "take", hostile_takes(_made(folder / "takes"), TAKES, kinds))
        scores = _tally(folder, "score", hostile_scores(_made(folder / "scores"), SCORES))
        rows = (*takes.rows("takes"), *scores.rows("scores"), *_common_rows(folder, (*takes.results, *scores.results)))
    header = ("what", "number", "shown", "answered in words", "neither")
    return Section("hostile", "Damaged and hostile files", _WORDS, header, rows)


def _row(what: str, results: Sequence[Result]) -> Row:
    shown = sum(result.shown and result.answered for result in results)
    answered = sum(result.answered for result in results) - shown
    neither = len(results) - shown - answered
    return Row((what, str(len(results)), str(shown), str(answered), str(neither)), neither == 0)


def _common_rows(folder: Path, results: Sequence[Result]) -> Iterator[Row]:
    slowest = max(results, key=lambda result: result.seconds)
    took = f"{slowest.seconds:.1f} s ({slowest.damage})"
    yield Row(("longest way to all answers", "", "", took, ""), slowest.answered)
    limits = {limit for result in results for limit in result.limits}
    told = ", ".join(f"{limit >> 20} MB" for limit in sorted(limits))
    yield Row(("memory limit of what reads files", told, "", "", ""), limits == {_LIMIT_BYTES})
    files = [*(folder / "takes").iterdir(), *(folder / "scores").iterdir()]
    pointing = [path for path in files if _damage_of(path) in _REFERENCES]
    connected, opened = _watched(folder, pointing)
    yield Row(("references followed into the network", str(len(pointing)), "", "", str(connected)), connected == 0)
    yield Row(("references followed to other files", str(len(pointing)), "", "", str(opened)), opened == 0)


def _damage_of(path: Path) -> str:
    return path.stem.partition("-")[2].replace("_", " ")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _tally(folder: Path, sort: str, files: Iterator[Hostile]) -> Tally:
    results: list[Result] = []
    lost: list[Hostile] = []
    while batch := list(islice(files, _A_DESK)):
        while batch:
            came = list(_on_a_desk(folder, sort, batch))
            results += came
            lost += batch[len(came) : len(came) + 1]
            batch = batch[len(came) + 1 :]
    return Tally(tuple(results), tuple(lost))


def _on_a_desk(folder: Path, sort: str, batch: list[Hostile]) -> Iterator[Result]:
    """Yield what came of the files, up to the one at which the desk was lost."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        desk = context.Process(target=_try_all, args=(Path(name), sort, batch, theirs))
        desk.start()
        theirs.close()
        try:
            for _ in batch:
                yield ours.recv()
        except EOFError:
            pass
        desk.join()
    ours.close()


def _try_all(folder: Path, sort: str, batch: list[Hostile], tell: Connection) -> None:
    with trial_desk(folder, with_sound=True) as trial:
        for hostile in batch:
            tried = trial.take(hostile) if sort == "take" else trial.score(hostile)
            limits = frozenset(memory_limit(pid) for pid in confined_processes(os.getpid()))
            tell.send(Result(hostile.damage, tried.shown, tried.is_answered, tried.seconds, limits))


def _watched(folder: Path, paths: list[Path]) -> tuple[int, int]:
    """Open files on a desk under strace; return how often the network was asked for and another file opened."""
    log = folder / "strace.log"
    trace = ["strace", "-f", "-qq", "-e", "trace=socket,connect,openat", "-o", str(log)]
    command = [*trace, sys.executable, "-m", "tests.benchmarks.hostile", "--watched", str(_made(folder / "watched"))]
    subprocess.run([*command, *map(str, paths)], check=True)
    calls = log.read_text(encoding="utf-8", errors="replace")
    return len(re.findall(r"AF_INET6?\b", calls)), len(re.findall(r'openat\([^"]*"[^"]*canary', calls))


def _try_watched(folder: Path, paths: list[Path]) -> None:
    with trial_desk(folder, with_sound=False) as trial:
        for path in paths:
            hostile = Hostile(_damage_of(path), "", path)
            _ = trial.score(hostile) if path.suffix == ".pdf" else trial.take(hostile)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watched"]:
        _try_watched(Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
    else:
        run(measure)
