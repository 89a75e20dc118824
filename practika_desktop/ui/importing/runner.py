"""Runs the jobs of one import sheet and puts down what they tell."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from practika_desktop.edits.done import Done
from practika_desktop.edits.history import History
from practika_desktop.edits.importing import ImportReport, TakeImport
from practika_desktop.jobs import Job, Lanes, Progress
from practika_desktop.model.errors import Cancelled, PractikaError
from practika_desktop.ui.importing.draft import ImportRow, RowState
from practika_desktop.ui.importing.memory import ImportMemory
from practika_desktop.ui.importing.model import ImportModel
from practika_desktop.ui.importing.work import ImportWork, Look

LOOKING = "import-look"
BRINGING = "import"


class ImportRunner(QObject):
    """Looks into files as they come and imports those that are ready; lives as long as its sheet.

    `progressed(done, total, words)` tells how far an import is, `finished` what became of it, `failed` what went
    wrong with anything else.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    scored = Signal(str)

    def __init__(
        self,
        model: ImportModel,
        work: ImportWork,
        lanes: Lanes,
        history: History,
        memory: ImportMemory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._work = work
        self._lanes = lanes
        self._history = history
        self._memory = memory
        self._jobs: list[Job] = []
        self._stop: Event | None = None

    @property
    def importing(self) -> bool:
        """Whether an import runs."""
        return self._stop is not None

    def open(self, paths: Sequence[Path]) -> None:
        """Find the videos in files and folders, add them, and look into each."""
        self._submit_find(list(paths))

    def bring_in(self) -> None:
        """Import the rows that are ready."""
        rows = self._model.draft.ready
        if not rows or self._stop is not None:
            return
        stop = self._stop = Event()
        for row in rows:
            self._model.draft.moved_on(row.path, RowState.IMPORTING)

        def work(progress: Progress) -> ImportReport:
            def report(done: int, total: int, what: str) -> None:
                if stop.is_set():
                    raise Cancelled
                progress.report(done, total, what)

            return self._work.bring_in([_request(row) for row in rows], report)

        self._lanes.submit(
            BRINGING,
            work,
            done=lambda outcome: self._imported(rows, outcome),
            failed=lambda error: self._not_imported(rows, error),
            progress=self.progressed.emit,
        )

    def stop(self) -> None:
        """Stop the import after the file at hand; what was brought in stays, and `finished` tells it."""
        if self._stop is not None:
            self._stop.set()

    def bring_score(self, piece_id: str, path: Path) -> None:
        """Make a PDF the score of a piece; then `scored`."""

        def done(act: Done) -> None:
            self._history.add(act)
            self.scored.emit(piece_id)

        self._lanes.submit(
            BRINGING,
            lambda progress: self._work.bring_score(piece_id, path, progress),
            done=done,
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """Stop looking; nothing is put down any more."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _submit_find(self, paths: list[Path]) -> None:
        self._jobs.append(
            self._lanes.submit(
                LOOKING, lambda progress: self._work.find(paths, progress), done=self._found, failed=self.failed.emit
            )
        )

    def _found(self, paths: list[Path]) -> None:
        for path in self._model.add(paths):
            self._submit_look(path)

    def _submit_look(self, path: Path) -> None:
        self._jobs.append(
            self._lanes.submit(
                LOOKING,
                lambda progress: self._work.look(path, progress),
                done=lambda look: self._looked(path, look),
                failed=lambda error: self._model.draft.refused(path, _words(path, error)),
            )
        )

    def _looked(self, path: Path, look: Look) -> None:
        self._model.draft.looked(path, look.facts)
        if look.picture is not None and not look.picture.isNull():
            self._model.show_picture(path, QPixmap.fromImage(look.picture))

    def _imported(self, rows: Sequence[ImportRow], outcome: ImportReport) -> None:
        self._stop = None
        draft = self._model.draft
        failed = dict(outcome.failed)
        there = set(outcome.already_there)
        left = len(outcome.added)
        made = []
        for row in rows:
            if row.path in failed:
                draft.refused(row.path, _words(row.path, failed[row.path]))
            elif row.path in there:
                draft.refused(row.path, "Already in the library")
            elif left > 0:
                left -= 1
                made.append((row.path, row.choice))
                draft.moved_on(row.path, RowState.IMPORTED)
            else:
                draft.moved_on(row.path, RowState.READY)
        if made:
            self._memory.add(made)
        if outcome.done is not None:
            self._history.add(outcome.done)
        self.finished.emit(outcome)

    def _not_imported(self, rows: Sequence[ImportRow], error: PractikaError) -> None:
        self._stop = None
        for row in rows:
            self._model.draft.moved_on(row.path, RowState.READY)
        self.failed.emit(error)
        self.finished.emit(ImportReport())


def _words(path: Path, error: PractikaError) -> str:
    """Return what is wrong with a file, without its name, which stands in the row already."""
    said = str(error).removeprefix(f"“{path.name}” ")
    return said[:1].upper() + said[1:]


def _request(row: ImportRow) -> TakeImport:
    if row.choice.student_id is None:
        raise ValueError(f"{row.path} has no student")
    return TakeImport(
        path=row.path,
        student_id=row.choice.student_id,
        piece_id=row.choice.piece_id,
        exercise_id=row.choice.exercise_id,
        recorded_at=row.recorded_at,
    )
