"""The pages of the settings that are about the library: who teaches, and where everything lies."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from practika_desktop.edits.history import History
from practika_desktop.edits.people import edit_teacher
from practika_desktop.store import people
from practika_desktop.store.library import Library
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class TeacherPage(QWidget):
    """The name under which the teacher writes; kept when the field is left."""

    def __init__(self, library: Library, history: History, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._history = history
        self.name = QLineEdit(self._present())
        self.name.setAccessibleName("Your name")
        self.name.setMaxLength(80)
        self.name.editingFinished.connect(self._keep)
        words = QLabel("Students see it beside your markers and messages.")
        set_role(words, Role.CAPTION)
        words.setWordWrap(True)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.space(4))
        form.addRow("Your name", self.name)
        form.addRow("", words)

    def _present(self) -> str:
        teachers = {teacher.id: teacher.display_name for teacher in people.teachers(self._library)}
        return teachers.get(self._library.teacher_id, "")

    def _keep(self) -> None:
        name = self.name.text().strip()
        if name and name != self._present():
            self._history.run(edit_teacher, teacher_id=self._library.teacher_id, display_name=name)
        elif not name:
            self.name.setText(self._present())


class StoragePage(QWidget):
    """Where the library lies, and the cache, which can be emptied at any time."""

    def __init__(
        self, library: Library, empty_cache: Callable[[], None], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        folder = QLineEdit(str(library.folder))
        folder.setReadOnly(True)
        folder.setAccessibleName("Folder of the library")
        show = QPushButton("Show")
        show.setAccessibleName("Show the folder of the library")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(library.folder))))
        self.empty = QPushButton("Empty the cache")
        self.empty.clicked.connect(empty_cache)
        self.empty.clicked.connect(lambda: self.empty.setEnabled(False))
        where = QHBoxLayout()
        where.addWidget(folder, 1)
        where.addWidget(show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(_caption("Everything of your studio lies in this folder. To back it up, copy the folder."))
        column.addLayout(where)
        column.addSpacing(theme.space(4))
        column.addWidget(_caption("Small pictures and waveforms are kept apart and are made again when needed."))
        row = QHBoxLayout()
        row.addWidget(self.empty)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)


def _caption(words: str) -> QLabel:
    label = QLabel(words)
    set_role(label, Role.CAPTION)
    label.setWordWrap(True)
    return label
