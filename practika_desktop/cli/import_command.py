"""`practika import`: take videos of one student into the library."""

import sys
from pathlib import Path

from practika_desktop.cli.naming import Names
from practika_desktop.cli.progress import bar
from practika_desktop.cli.table import Arguments
from practika_desktop.cli.walking import files_of
from practika_desktop.edits.importing import ImportReport, UnsettledImport, import_takes
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import PractikaError
from practika_desktop.store.library import Library


def run(arguments: Arguments, folder: Path, /) -> int:
    """Import the files, say what became of them, and return 1 when one failed."""
    files = files_of(arguments.paths)
    if not files:
        raise PractikaError(
            "There is no video in these folders.", "Name a file to have it tried whatever it is called."
        )
    if not any(file.exists() for file in files):
        raise PractikaError(f"There is no {files[0]}.", "Look at how it is written.")
    with Library.open(folder) as library:
        names = Names(library, student=arguments.student, piece=arguments.piece, exercise=arguments.exercise)
        requests = [UnsettledImport(path=file, known_student=names.student_id, settled=names.request) for file in files]
        pool = WorkerPool(most=1)
        try:
            with bar("B", scaled=True) as progress:
                report = import_takes(library, requests, pool, progress.report)
        finally:
            pool.close()
    _tell(report)
    return 1 if report.failed else 0


def _tell(report: ImportReport) -> None:
    words = [f"{len(report.added)} imported"]
    if report.already_there:
        words.append(f"{len(report.already_there)} already there")
    if report.failed:
        words.append(f"{len(report.failed)} failed")
    sys.stdout.write(f"{', '.join(words)}.\n")
    for path, error in report.failed:
        sys.stderr.write(f"practika: {path}: {error}\n")
