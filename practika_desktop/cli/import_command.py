"""`practika import`: take videos of one student into the library."""

import sys
from pathlib import Path

from practika_desktop.cli.naming import exercise_named, piece_named, student_named
from practika_desktop.cli.progress import bar
from practika_desktop.cli.table import Arguments
from practika_desktop.cli.walking import files_of
from practika_desktop.edits.importing import ImportReport, TakeImport, import_takes
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
        requests = _requests(library, arguments, files)
        pool = WorkerPool(most=1)
        try:
            with bar("B", scaled=True) as progress:
                report = import_takes(library, requests, pool, progress.report)
        finally:
            pool.close()
    _tell(report)
    return 1 if report.failed else 0


def _requests(library: Library, arguments: Arguments, files: list[Path]) -> list[TakeImport]:
    student_id = student_named(library, arguments.student)
    piece_id = None if arguments.piece is None else piece_named(library, arguments.piece)
    exercise_id = None if arguments.exercise is None else exercise_named(library, arguments.exercise, piece_id)
    return [TakeImport(path=path, student_id=student_id, piece_id=piece_id, exercise_id=exercise_id) for path in files]


def _tell(report: ImportReport) -> None:
    words = [f"{len(report.added)} imported"]
    if report.already_there:
        words.append(f"{len(report.already_there)} already there")
    if report.failed:
        words.append(f"{len(report.failed)} failed")
    sys.stdout.write(f"{', '.join(words)}.\n")
    for path, error in report.failed:
        sys.stderr.write(f"practika: {path}: {error}\n")
