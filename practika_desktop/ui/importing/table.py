"""The table of files to import on the screen: everything in it can be done by keyboard."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from practika_desktop.ui.importing.cells import ImportCells
from practika_desktop.ui.importing.draft import Field
from practika_desktop.ui.importing.model import FIELD_OF, TITLES, Column, ImportModel
from practika_desktop.ui.moments import moment_words
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_WIDTHS = {
    Column.STUDENT: 34,
    Column.PIECE: 38,
    Column.EXERCISE: 32,
    Column.STATUS: 54,
}
"""Widths in steps of the spacing scale; figures are as wide as they are, the file takes what is left."""
_LATE = 1_795_989_000_000  # in late November: a date as wide as most


class ImportTable(QTableView):
    """Shows an `ImportModel`. Enter, F2 and typing edit, Ctrl+D fills down, Del takes rows out; Tab leaves."""

    fill_down_wanted = Signal()
    take_out_wanted = Signal()

    def __init__(self, model: ImportModel, cells: ImportCells, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(cells)
        self.setAccessibleName("Files to import")
        set_role(self, Role.PLAIN)
        self.setStyleSheet("QTableView, QTableView:focus { border: none; }")  # the focus is shown by its cell
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setIconSize(QSize(cells.thumbnail_size))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(cells.row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.FILE, QHeaderView.ResizeMode.Stretch)
        for column, steps in _WIDTHS.items():
            header.resizeSection(column, theme.space(steps))
        for column, words in ((Column.LENGTH, TITLES[Column.LENGTH]), (Column.RECORDED, moment_words(_LATE))):
            header.resizeSection(column, QFontMetrics(theme.font()).horizontalAdvance(words) + theme.space(6))

    def chosen_rows(self) -> list[int]:
        """Return the numbers of the rows with a chosen cell, in order."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def chosen_fields(self) -> list[Field]:
        """Return the fields with a chosen cell; all of them where only other columns are chosen."""
        columns = {index.column() for index in self.selectionModel().selectedIndexes()}
        fields = [field for column, field in FIELD_OF.items() if column in columns]
        return fields or list(FIELD_OF.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, fill down with Ctrl+D, take rows out with Del; Esc is the dialog's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            index = self.currentIndex()
            editing = self.state() is QAbstractItemView.State.EditingState  # Enter then ends it, and comes here too
            if not editing and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.take_out_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
