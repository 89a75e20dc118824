"""Bringing files into the library: takes and scores, each file whole or not at all."""

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.pieces import NewScore, set_score
from practika_desktop.edits.submissions import NewTake, add_submission
from practika_desktop.media.intake import Intake, examine
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import Cancelled, MediaError, PractikaError, ScoreError
from practika_desktop.model.kinds import MediaKind
from practika_desktop.store.files import Stored
from practika_desktop.store.library import Library
from practika_desktop.store.take import students_with
from practika_desktop.store.transaction import Change

Report = Callable[[int, int, str], None]

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # readers accept a little rubbish in front


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeImport:
    """A file that is to become a take; without `recorded_at` (ms since 1970 UTC) its own date is taken."""

    path: Path
    student_id: str
    piece_id: str | None = None
    exercise_id: str | None = None
    recorded_at: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledImport:
    """A file whose student, piece or exercise may have to be made: only once the file is known to be good.

    `known_student` gives the id of the student, None while there is none; `settled` makes what is not there yet.
    """

    path: Path
    known_student: Callable[[], str | None]
    settled: Callable[[Path], TakeImport]

    @property
    def student_id(self) -> str | None:
        """The id of the student, None while there is none."""
        return self.known_student()

    def settle(self) -> TakeImport:
        """Make what is not there yet and return the import; raise EditError."""
        return self.settled(self.path)


@dataclass(slots=True)
class ImportReport:
    """What became of each file: the ids of the new takes, and the files that the student had before or that failed."""

    added: list[str] = field(default_factory=list)
    already_there: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, PractikaError]] = field(default_factory=list)
    cancelled: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def done(self) -> Done | None:
        """All of it as one act for the history, None when nothing was added."""
        return Done(Verb.ADD_TAKES, tuple(self.changes), self.added[0]) if self.added else None


def import_takes(
    library: Library,
    requests: Sequence[TakeImport | UnsettledImport],
    pool: WorkerPool,
    report: Report | None = None,
) -> ImportReport:
    """Take files in one after the other and tell what became of each; one that fails does not stop the others.

    A file is examined in a worker, copied, and only then visible, at once and for good. What the student already has
    is left as it is. `report(done, total, name)` hears of the bytes copied; when it raises Cancelled, what was taken in
    until then stays and is told.
    """
    outcome = ImportReport()
    sizes = [_size(request.path) for request in requests]
    before = 0
    for request, size in zip(requests, sizes, strict=True):
        step = _Step(report, request.path.name, before, sum(sizes))
        try:
            _import_one(library, request, pool, step, outcome)
        except Cancelled:
            outcome.cancelled = True
            break
        except PractikaError as error:
            outcome.failed.append((request.path, error))
        except OSError as error:
            outcome.failed.append((request.path, _in_words(request.path, error)))
        before += size
    return outcome


def import_score(library: Library, *, piece_id: str, path: Path, report: Report | None = None) -> Done:
    """Copy a PDF into the library and make it the piece's score; raise ScoreError for what is no PDF."""
    step = _Step(report, path.name, 0, _size(path))
    try:
        _refuse_strange(path)
        with path.open("rb") as file:
            head = file.read(_PDF_WITHIN)
        if _PDF not in head:
            raise ScoreError(f"“{path.name}” is no PDF.", "Choose the score as a PDF file.")
        stored = library.files.take_in(path, step.copied)
    except OSError as error:
        raise _in_words(path, error) from error
    return set_score(library, piece_id=piece_id, score=NewScore(stored=stored, file_name=path.name))


def recorded_at(path: Path, pool: WorkerPool | None = None) -> int:
    """Return when a file was recorded, in ms since 1970 UTC: by its camera's word (asked in the pool), else its date.

    Raise MediaError when the file cannot be read.
    """
    if pool is not None:
        said = pool.run(None, examine, path).recorded_at
        if said is not None:
            return said
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except OSError as error:
        raise _in_words(path, error) from error


class _Step:
    """One file's part in the progress of all; the copying moves it, the examining only keeps it alive."""

    def __init__(self, report: Report | None, name: str, before: int, total: int) -> None:
        self._report = report
        self._name = name
        self._before = before
        self._total = total

    def examined(self, _done: int, _total: int) -> None:
        """Hear of the worker; raise Cancelled once the import is to stop."""
        self.copied(0, 0)

    def copied(self, done: int, _total: int) -> None:
        """Hear of the bytes copied; raise Cancelled once the import is to stop."""
        if self._report is not None:
            self._report(self._before + done, self._total, self._name)


def _import_one(
    library: Library, request: TakeImport | UnsettledImport, pool: WorkerPool, step: _Step, outcome: ImportReport
) -> None:
    path = request.path
    _refuse_strange(path)
    state = _state(path)
    intake = pool.run(step.examined, examine, path)

    def copied(done: int, total: int) -> None:
        if _state(path) != state:  # what is copied is then not what was examined; raised here, it leaves nothing behind
            raise MediaError(f"“{path.name}” is still being written.", "Import it again once it is complete.")
        step.copied(done, total)

    stored = library.files.take_in(path, copied)
    if request.student_id in students_with(library, stored.sha256):
        outcome.already_there.append(path)
        return
    settled = request.settle() if isinstance(request, UnsettledImport) else request
    done = add_submission(library, take=_take(settled, intake, stored))
    outcome.added.append(done.id)
    outcome.changes += done.changes


def _take(request: TakeImport, intake: Intake, stored: Stored) -> NewTake:
    moment = request.recorded_at if request.recorded_at is not None else intake.recorded_at
    mime, _ = guess_type(request.path.name)
    return NewTake(
        stored=stored,
        file_name=request.path.name,
        mime=mime or ("audio/mp4" if intake.kind is MediaKind.AUDIO else "video/mp4"),
        kind=intake.kind,
        student_id=request.student_id,
        piece_id=request.piece_id,
        exercise_id=request.exercise_id,
        recorded_at=recorded_at(request.path) if moment is None else moment,
        duration_ms=intake.duration_ms,
        notes=request.notes,
    )


def _refuse_strange(path: Path) -> None:
    """Refuse what is neither a file nor absent: reading a pipe or a device would never end."""
    if path.is_dir():
        raise MediaError(f"“{path.name}” is a folder.", "Choose the files in it.")
    if path.exists() and not path.is_file():
        raise MediaError(f"“{path.name}” is no ordinary file.", "Choose a video file.")


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # its turn will tell what is wrong with it


def _in_words(path: Path, error: OSError) -> MediaError:
    name = f"“{path.name}”"
    if error.errno == errno.ENOENT:
        return MediaError(f"{name} is not there any more.", "Look whether its drive is connected.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return MediaError(f"{name} may not be read.", "Allow reading it in the file's properties.")
    return MediaError(f"{name} cannot be read: {error.strerror or error}.", "Look whether its drive is connected.")
