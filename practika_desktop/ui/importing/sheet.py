"""The import sheet: files become takes, with as little typing as can be."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from practika_desktop.edits.history import History
from practika_desktop.edits.importing import ImportReport
from practika_desktop.jobs import Lanes
from practika_desktop.media.derived import Derived
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import EditError, PractikaError
from practika_desktop.store.library import Library
from practika_desktop.ui.importing.cells import ImportCells
from practika_desktop.ui.importing.draft import Field, ImportDraft
from practika_desktop.ui.importing.finding import PATTERN
from practika_desktop.ui.importing.layout import SheetParts, lay_out
from practika_desktop.ui.importing.memory import ImportMemory
from practika_desktop.ui.importing.model import ImportModel
from practika_desktop.ui.importing.names import Maker, find, known
from practika_desktop.ui.importing.runner import ImportRunner
from practika_desktop.ui.importing.table import ImportTable
from practika_desktop.ui.importing.words import button_words, outcome_words, summary
from practika_desktop.ui.importing.work import ImportWork
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class ImportSheet(QDialog):
    """Takes files and folders, shows a row for each, and imports those that are ready.

    What is made here (students, pieces, exercises, scores, takes) goes through `history`; `memory` gives the proposals
    and learns from each import. It is modal, so nothing else edits the library while it is open.
    """

    def __init__(
        self,
        library: Library,
        history: History,
        lanes: Lanes,
        pool: WorkerPool,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        derived: Derived,
        memory: ImportMemory,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import videos")
        self.setAcceptDrops(True)
        self._library = library
        self._maker = Maker(history)
        self._draft = ImportDraft(known(library), memory.entries)
        self.model = ImportModel(self._draft, theme, self)
        self.runner = ImportRunner(self.model, ImportWork(library, pool, derived), lanes, history, memory, self)
        cells = ImportCells(theme, self._named, self)
        self.table = ImportTable(self.model, cells, theme, self)
        self.parts: SheetParts = lay_out(self, self.table, library, theme)
        self._closing = False
        self._connect()
        self._show_state()

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders."""
        self.runner.open(list(paths))
        self._say("")

    def reject(self) -> None:
        """Stop a running import first; the sheet then closes by itself."""
        if self.runner.importing:
            self._closing = True
            self.runner.stop()
            self._say("Stopping after the file at hand…")
            return
        self.runner.close()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as `reject` does."""
        if self.runner.importing:
            event.ignore()
            self.reject()
            return
        self.runner.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files and folders dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add(paths)

    def _connect(self) -> None:
        parts = self.parts
        parts.files.clicked.connect(self._choose_files)
        parts.folder.clicked.connect(self._choose_folder)
        parts.fill.clicked.connect(self._fill_down)
        parts.remove.clicked.connect(self._take_out)
        parts.begin.clicked.connect(self._begin)
        parts.stop.clicked.connect(self.reject)
        parts.score.chosen.connect(self.runner.bring_score)
        self.table.fill_down_wanted.connect(self._fill_down)
        self.table.take_out_wanted.connect(self._take_out)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_piece())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_state())
        self.model.edited.connect(self._show_state)
        self.model.edited.connect(self._show_piece)
        self.runner.progressed.connect(self._show_progress)
        self.runner.finished.connect(self._finished)
        self.runner.failed.connect(self._failed)
        self.runner.scored.connect(lambda _piece_id: self._show_piece())

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Choose videos", "", f"Videos ({PATTERN});;All files (*)")
        if names:
            self.add([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Choose a folder of videos")
        if name:
            self.add([Path(name)])

    def _named(self, number: int, what: Field, name: str) -> None:
        """Put down a name settled on in a cell; make what it names where it is new."""
        choice = self._draft.rows[number].choice
        if not name:
            self._draft.choose(number, what, None)
            return
        chosen = find(what, name, choice, self._draft.known)
        try:
            if chosen is None:
                chosen = self._maker.make(what, name, choice)
                self._draft.know(known(self._library))
        except EditError as error:
            self._failed(error)
            return
        self._draft.choose(number, what, chosen)
        self._show_piece()

    def _fill_down(self) -> None:
        rows = self.table.chosen_rows()
        self._draft.fill_down(rows, self.table.chosen_fields())

    def _take_out(self) -> None:
        if not self.runner.importing:
            self.model.take_out(self.table.chosen_rows())

    def _begin(self) -> None:
        self.parts.progress.setRange(0, 0)
        self.runner.bring_in()
        self._show_state()
        self._say("Importing…")

    def _finished(self, outcome: ImportReport) -> None:
        self._show_state()
        words = outcome_words(outcome)
        if words:
            self._say(words)
        if self._closing or (outcome.added and not any(row.is_open or row.words for row in self._draft.rows)):
            self._closing = False
            self.runner.close()
            self.accept()

    def _failed(self, error: PractikaError) -> None:
        self._say(str(error), Role.DANGER_TEXT)

    def _say(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self.parts.words, role)
        self.parts.words.setText(words or summary(self._draft))

    def _show_progress(self, done: int, total: int, words: str) -> None:
        bar = self.parts.progress
        bar.setRange(0, 1000 if total else 0)
        bar.setValue(done * 1000 // total if total else 0)
        if not self._closing:
            self._say(f"Importing {words}")

    def _show_piece(self) -> None:
        index = self.table.currentIndex()
        row = self._draft.rows[index.row()] if index.isValid() and index.row() < len(self._draft.rows) else None
        self.parts.score.show_piece(row.choice.piece_id if row else None)

    def _show_state(self) -> None:
        parts, importing = self.parts, self.runner.importing
        ready = len(self._draft.ready)
        parts.rooms.setCurrentIndex(0 if self._draft.rows else 1)
        parts.score.setVisible(bool(self._draft.rows))
        parts.begin.setText(button_words(ready))
        parts.begin.setEnabled(ready > 0 and not importing)
        parts.stop.setText("Stop" if importing else "Close")
        parts.progress.setVisible(importing)
        parts.fill.setEnabled(len(self.table.chosen_rows()) > 1)
        parts.remove.setEnabled(bool(self.table.chosen_rows()) and not importing)
        if not importing:
            self._say("")
