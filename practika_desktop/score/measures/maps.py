"""Measure maps of PDFs: found in a worker process, and kept in a cache."""

import gc
import hashlib
from collections.abc import Callable
from pathlib import Path

from practika_desktop.media.sealed import kept_or_made, path_by_hash
from practika_desktop.media.workers import Report, WorkerPool
from practika_desktop.model.errors import MediaError, ScoreError
from practika_desktop.score.measures.found import FoundMap

MEMORY_BYTES = 512 << 20
PAGE_SECONDS = 60.0

# Raised when maps are found differently: old entries are then never looked at again.
_NAME = "measures-2.json"


def finding_pool() -> WorkerPool:
    """Return a pool of one worker for `MeasureMaps`, with MuPDF loaded and bounds of memory, and of time for a page."""
    return WorkerPool(
        most=1, memory=MEMORY_BYTES, patience_s=PAGE_SECONDS, loads=("practika_desktop.score.measures.finding",)
    )


class MeasureMaps:
    """The cache in a folder (shared with others' caches), keyed by the hash of a PDF's bytes, and the pool that finds.

    It may be deleted at any time. `of` blocks while a map is found: call it in a job.
    """

    def __init__(self, folder: Path, pool: WorkerPool) -> None:
        self._folder = folder / "derived"
        self._pool = pool

    def of(self, pdf: Path, report: Report | None = None, *, sha256: str | None = None) -> FoundMap:
        """Return the PDF's measure map; raise ScoreError. `sha256` is the hash of its bytes where that is known.

        `report(done, total)` hears of the progress, and may raise Cancelled to stop.
        """
        kept = path_by_hash(self._folder, sha256 or file_sha256(pdf), _NAME)
        return kept_or_made(kept, FoundMap.from_json, lambda: self._found(pdf, report))

    def _found(self, pdf: Path, report: Report | None) -> bytes:
        try:
            return self._pool.run(report, _find_json, pdf).encode()
        except MediaError as error:  # the pool's words for a worker that crashed, hung or hungered
            raise ScoreError(error.title, "Get the PDF again, or save it anew with another program.") from error


def file_sha256(path: Path) -> str:
    """Return the hash of the file's bytes; raise ScoreError when it cannot be read."""
    if not path.is_file():  # to open a named pipe would wait for ever
        raise ScoreError("The score's file is not there.", "Look whether it was moved, or its drive taken away.")
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ScoreError(
            "The score's file cannot be read.", "Check that it is there, and that you may open it."
        ) from error


def _find_json(pdf: Path, *, progress: Callable[[int, int], None]) -> str:
    from practika_desktop.score.measures.finding import find  # loaded in the worker only: it reads with MuPDF

    gc.disable()  # it makes many small things and no cycles; a third of the time would go into looking for some
    try:
        return find(pdf, progress=progress).to_json()
    finally:
        gc.enable()
