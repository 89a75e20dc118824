"""Choosing a piece's score from the desk itself, where one is missing."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from practika_desktop.edits.done import Done
from practika_desktop.edits.history import History
from practika_desktop.edits.importing import import_score
from practika_desktop.jobs import Lanes, Progress
from practika_desktop.model.errors import PractikaError
from practika_desktop.store.library import Library
from practika_desktop.ui.shell.status_line import StatusLine


class ScoreChooser:
    """Asks for a PDF and copies it into the library in a job; it is an act like any other, and undone like one."""

    def __init__(self, window: QWidget, library: Library, history: History, lanes: Lanes, status: StatusLine) -> None:
        self._window = window
        self._library = library
        self._history = history
        self._lanes = lanes
        self._status = status

    def ask(self, piece_id: str) -> None:
        """Ask for the PDF of a piece."""
        dialog = QFileDialog(self._window, "Choose the score", "", "Scores (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(piece_id, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, piece_id: str, path: Path) -> None:
        """Make a PDF the score of a piece."""

        def work(progress: Progress) -> Done:
            return import_score(self._library, piece_id=piece_id, path=path, report=progress.report)

        self._lanes.submit(
            "scores",
            work,
            done=self._taken,
            failed=self._failed,
            progress=self._status.show_work,
        )

    def _taken(self, done: Done) -> None:
        self._status.work_done()
        self._history.add(done)

    def _failed(self, error: PractikaError) -> None:
        self._status.work_done()
        raise error
