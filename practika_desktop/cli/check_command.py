"""`practika check`: tell whether the library is whole."""

import sys
from pathlib import Path

from practika_desktop.cli.progress import bar
from practika_desktop.cli.table import Arguments
from practika_desktop.store.check import check
from practika_desktop.store.library import Library


def run(_arguments: Arguments, folder: Path, /) -> int:
    """Write a report to standard output; return 1 when something is wrong."""
    with Library.open(folder, read_only=True) as library, bar("B", scaled=True) as progress:
        findings = check(library, progress.report)
    for sentence in (*findings.problems, *findings.notes):
        sys.stdout.write(f"{sentence}\n")
    read = f"{findings.files} file{'' if findings.files == 1 else 's'} ({findings.bytes / 1e6:,.1f} MB)"
    if findings.sound:
        sys.stdout.write(f"The database and {read} were checked: nothing is wrong.\n")
        return 0
    for sentences in findings.advice:
        sys.stdout.write(f"What to do: {sentences}\n")
    count = len(findings.problems)
    sys.stdout.write(f"The database and {read} were checked.\n")
    sys.stderr.write(f"practika: {count} thing{' is' if count == 1 else 's are'} wrong with the library in {folder}.\n")
    return 1
