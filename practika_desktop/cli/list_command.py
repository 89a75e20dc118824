"""`practika list`: the takes, one a line."""

import sys
import unicodedata
from pathlib import Path

from practika_desktop.cli.formats.document import dump, take_to_plain
from practika_desktop.cli.formats.sheet import day
from practika_desktop.cli.sheets import all_takes
from practika_desktop.cli.table import Arguments
from practika_desktop.store.library import Library
from practika_desktop.store.takes import TakeSummary

_HEADING = ("state", "student", "piece", "exercise", "recorded", "length", "markers", "id")


def run(arguments: Arguments, folder: Path, /) -> int:
    """Write the takes as a table, or as a JSON list, to standard output."""
    with Library.open(folder, read_only=True) as library:
        takes = list(all_takes(library))
    if arguments.json:
        sys.stdout.write(dump([take_to_plain(take) for take in takes]))
    elif takes:
        sys.stdout.write(_table([_HEADING, *(_row(take) for take in takes)]))
    else:
        sys.stdout.write("There are no takes yet. “practika import” brings some in.\n")
    return 0


def _row(take: TakeSummary) -> tuple[str, ...]:
    state = "waiting" if take.reviewed_at is None else "mastered" if take.mastered_at is not None else "reviewed"
    return (
        state,
        take.student_name,
        take.piece_title or "-",
        take.exercise_title or "-",
        day(take),
        _length(take.duration_ms),
        str(take.marker_count),
        take.submission_id,
    )


def _length(duration_ms: int) -> str:
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02}"


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(_columns(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        "  ".join(cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text if _is_seen(letter))


def _is_seen(letter: str) -> bool:
    return not unicodedata.combining(letter)
