"""What the import does beside the window: finding, looking into, and bringing in files."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from practika_desktop.edits.done import Done
from practika_desktop.edits.importing import ImportReport, TakeImport, import_score, import_takes
from practika_desktop.jobs import Progress
from practika_desktop.media.derived import Derived
from practika_desktop.media.intake import examine
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import MediaError
from practika_desktop.store.library import Library
from practika_desktop.store.take import students_with
from practika_desktop.ui.importing.draft import Facts
from practika_desktop.ui.importing.finding import videos_in

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a look into a file told, and its thumbnail; sound without a picture has none."""

    facts: Facts
    picture: QImage | None


class ImportWork:
    """The jobs of an import; each blocks, and is called in a lane. They raise Cancelled when told to end."""

    def __init__(self, library: Library, pool: WorkerPool, derived: Derived) -> None:
        self._library = library
        self._pool = pool
        self._derived = derived

    def find(self, paths: Sequence[Path], progress: Progress) -> list[Path]:
        """Return the videos in what was dropped or chosen."""
        return videos_in(paths, lambda found: progress.report(found, 0))

    def look(self, path: Path, progress: Progress) -> Look:
        """Look into a file; raise MediaError when it cannot become a take."""
        intake = self._pool.run(progress.report, examine, path)
        sha256, changed_at = _read(path, progress)
        try:
            picture: QImage | None = QImage(str(self._derived.thumbnail(sha256, path, progress.report)))
        except MediaError:
            picture = None
        moment = intake.recorded_at if intake.recorded_at is not None else changed_at
        return Look(Facts(intake.duration_ms, moment, tuple(students_with(self._library, sha256))), picture)

    def bring_in(self, requests: Sequence[TakeImport], report: Callable[[int, int, str], None]) -> ImportReport:
        """Make takes of files; see `edits.importing`."""
        return import_takes(self._library, requests, self._pool, report)

    def bring_score(self, piece_id: str, path: Path, progress: Progress) -> Done:
        """Make a PDF the score of a piece; raise ScoreError or MediaError."""
        return import_score(self._library, piece_id=piece_id, path=path, report=progress.report)


def _read(path: Path, progress: Progress) -> tuple[str, int]:
    """Return the SHA-256 of a file's bytes and the moment it was last changed, in ms since 1970 UTC."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                progress.report(0, 0)
        return digest.hexdigest(), path.stat().st_mtime_ns // 1_000_000
    except OSError as error:
        raise MediaError(f"“{path.name}” cannot be read: {error.strerror}.", "Is its drive connected?") from error
