"""How long the window's thread is ever busy in a sitting: python -m tests.benchmarks.blocks [--keep]."""

import shutil
import tempfile
from pathlib import Path

from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store import people
from tests.benchmarks.desks import Studio, bench_desk, real_size_video
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.sitting import Sitting
from tests.support.library import LibraryBuilder
from tests.support.turns import Turn, Turns

_SECONDS = 600.0
_TAKES = 500
_LIMIT_P999_MS = 16.0
_LIMIT_MS = 50.0
_LISTED = 40
_NEW_FILES = 2


def measure(seconds: float = _SECONDS, takes: int = _TAKES) -> Section:
    """Measure every turn of the event loop while a teacher works for ten minutes."""
    with tempfile.TemporaryDirectory() as folder, bench_desk(takes=takes, fill=_fill) as bench:

        def new_files(number: int) -> list[Path]:
            """Make files that are in no library yet."""
            files = [Path(folder) / f"new-{number}-{n}.mp4" for n in range(_NEW_FILES)]
            for n, file in enumerate(files):
                shutil.copy(real_size_video(n, 20), file)
                with file.open("ab") as end:
                    end.write((24).to_bytes(4) + b"free" + number.to_bytes(8) + n.to_bytes(8))
            return files

        students = tuple(student.id for student in people.students(bench.studio.library))
        sitting = Sitting(bench, students, new_files)
        bench.wait_for_first_picture(bench.studio.takes[0])
        with Turns() as turns:
            sitting.work(seconds)
        lengths, slow = turns.lengths_ms, turns.longer_than(_LIMIT_P999_MS)
    return _section(lengths, slow, sitting.rounds, seconds)


def _section(lengths: list[float], slow: list[Turn], rounds: int, seconds: float) -> Section:
    spread = Spread.of(lengths)
    all_of_them = (
        "p99.9 of all turns",
        ms(spread.p999),
        "",
        f"{_LIMIT_P999_MS:.0f}",
        f"{len(lengths):,} turns, {len(slow)} longer than {_LIMIT_P999_MS:.0f} ms",
    )
    rows = [Row(all_of_them, spread.p999 <= _LIMIT_P999_MS)]
    for place, turn in enumerate(slow[:_LISTED], start=1):
        rows.append(
            Row(
                (f"longest, {place}.", ms(turn.ms), ms(turn.work_ms), f"{_LIMIT_MS:.0f}", turn.stack),
                turn.ms <= _LIMIT_MS,
            )
        )
    return Section(
        name="blocks",
        title="The window's thread",
        words=(
            f"Each turn of the event loop in {seconds / 60:.0f} minutes of a scripted teacher's work on {rounds} of "
            f"{_TAKES} takes of 720p30 and 1080p30 with sound: playing, stepping, marking, loops, links, scrubbing, "
            "the score, replies, filters, search, dialogs, renaming, imports, undo. A turn lasts from one wait for "
            "events to the next, measured in C, so that waiting for the interpreter counts too."
        ),
        header=("what", "ms", "of it work", "limit ms", "where"),
        rows=tuple(rows),
    )


def _fill(build: LibraryBuilder, studio: Studio) -> None:
    kinds = tuple(MarkerKind)
    set_snippet(build.library, position=1, text="Count aloud", kind=MarkerKind.FEEDBACK)
    for number, take in enumerate(studio.takes):
        for n in range(number % 5):
            build.marker(take, 1_000 * (n + 1), kind=kinds[n % len(kinds)], text=f"Measure {n}: keep the wrist soft.")


if __name__ == "__main__":
    run(measure)
