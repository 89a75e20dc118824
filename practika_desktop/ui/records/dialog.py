"""The dialog in which students, pieces, exercises and snippets are edited."""

from enum import IntEnum
from functools import cached_property

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from practika_desktop.edits.history import History
from practika_desktop.jobs import Lanes
from practika_desktop.model.errors import PractikaError
from practika_desktop.store.library import Library
from practika_desktop.ui.records.exercises import ExercisesPage
from practika_desktop.ui.records.page import RecordPage, Studio
from practika_desktop.ui.records.pieces import PiecesPage
from practika_desktop.ui.records.snippets import SnippetsPage
from practika_desktop.ui.records.students import StudentsPage
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class RecordsPage(IntEnum):
    """The pages from left to right."""

    STUDENTS = 0
    PIECES = 1
    EXERCISES = 2
    SNIPPETS = 3


class RecordsDialog(QDialog):
    """Everything is kept as it is typed, and undone by Ctrl+Z here as in the window. It is modal.

    Scores are copied in a lane of `lanes`. A page is made when it is first wanted: all four together take long enough
    to be felt.
    """

    def __init__(
        self, library: Library, history: History, theme: Theme, parent: QWidget | None = None, *, lanes: Lanes
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Students and pieces")
        self._history = history
        self._studio = Studio(library, history, theme)
        self._lanes = lanes
        self._rooms: list[QVBoxLayout] = []
        self.tabs = QTabWidget(self)
        for title in ("Students", "Pieces", "Exercises", "Snippets"):
            room = QWidget()
            self._rooms.append(QVBoxLayout(room))
            self._rooms[-1].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(room, title)
        self.undo = QPushButton("Undo", self)
        self._words = QLabel("Everything is kept as you type.", self)
        self._lay_out(theme)
        self.undo.clicked.connect(lambda: self._step(back=True))
        for sequence, back in ((QKeySequence.StandardKey.Undo, True), (QKeySequence.StandardKey.Redo, False)):
            for keys in QKeySequence.keyBindings(sequence):
                QShortcut(keys, self).activated.connect(lambda back=back: self._step(back=back))
        self.tabs.currentChanged.connect(self.refresh)
        self._show_undo()
        self.students.list.setFocus()

    @cached_property
    def students(self) -> StudentsPage:
        """The students."""
        page = StudentsPage(self._studio)
        self._put_in(RecordsPage.STUDENTS, page)
        return page

    @cached_property
    def pieces(self) -> PiecesPage:
        """The pieces and their scores."""
        page = PiecesPage(self._studio, self._lanes)
        self._put_in(RecordsPage.PIECES, page)
        return page

    @cached_property
    def exercises(self) -> ExercisesPage:
        """The exercises."""
        page = ExercisesPage(self._studio)
        self._put_in(RecordsPage.EXERCISES, page)
        return page

    @cached_property
    def snippets(self) -> SnippetsPage:
        """The snippets."""
        page = SnippetsPage(self._studio)
        self._put_in(RecordsPage.SNIPPETS, page)
        return page

    def show_page(self, page: RecordsPage, record_id: str | None = None) -> None:
        """Show a page, at a record where one is named."""
        self.tabs.setCurrentIndex(page)
        if record_id is not None:
            self.page.choose(record_id)
        self.page.list.setFocus()

    def refresh(self) -> None:
        """Read the page that is shown anew, after an act or when it comes; the others follow when they come."""
        self.page.refresh()
        self._show_undo()

    @property
    def page(self) -> RecordPage:
        """The page that is shown."""
        match self.tabs.currentIndex():
            case RecordsPage.STUDENTS:
                return self.students
            case RecordsPage.PIECES:
                return self.pieces
            case RecordsPage.EXERCISES:
                return self.exercises
            case _:
                return self.snippets

    def _put_in(self, place: RecordsPage, page: RecordPage) -> None:
        self._rooms[place].addWidget(page)
        page.show()  # at once: the layout shows a new page of a visible dialog one turn of the event loop later
        page.acted.connect(self.refresh)

    def _show_undo(self) -> None:
        title = self._history.undo_title
        self.undo.setText(f"Undo {title[:1].lower()}{title[1:]}" if title else "Undo")
        self.undo.setEnabled(title is not None)

    def _step(self, *, back: bool) -> None:
        page = self.page
        try:
            if back:
                self._history.undo()
            else:
                self._history.redo()
        except PractikaError as error:
            self.refresh()
            page.say(str(error), Role.DANGER_TEXT)
            return
        self.refresh()

    def _lay_out(self, theme: Theme) -> None:
        set_role(self.undo, Role.QUIET)
        set_role(self._words, Role.CAPTION)
        close = QPushButton("Close", self)
        close.clicked.connect(self.accept)
        for button in (self.undo, close):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(2))
        foot.addWidget(self._words)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(5)] * 4)
        column.setSpacing(theme.space(3))
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        self.resize(theme.space(190), theme.space(165))
