"""The files of an import as a Qt table."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QDateTime, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPixmap

from practika_desktop.ui.importing.draft import Field, ImportDraft, ImportRow, RowState
from practika_desktop.ui.importing.names import name_of
from practika_desktop.ui.inbox.ages import length_figures
from practika_desktop.ui.moments import moment_words
from practika_desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class Column(IntEnum):
    """The columns from left to right."""

    FILE = 0
    LENGTH = 1
    STUDENT = 2
    PIECE = 3
    EXERCISE = 4
    RECORDED = 5
    STATUS = 6


FIELD_OF = {Column.STUDENT: Field.STUDENT, Column.PIECE: Field.PIECE, Column.EXERCISE: Field.EXERCISE}
TITLES = ("File", "Length", "Student", "Piece", "Exercise", "Recorded", "Status")


class ImportModel(QAbstractTableModel):
    """Shows an `ImportDraft`, which it owns; `edited` is emitted after any change of it."""

    edited = Signal()

    def __init__(self, draft: ImportDraft, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._theme = theme
        self._pictures: dict[Path, QPixmap] = {}
        draft.changed = self._show

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self.draft.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a cell: what is chosen can be edited while the file waits."""
        base = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if not index.isValid() or not self.draft.rows[index.row()].is_open:
            return base
        editable = index.column() in FIELD_OF or index.column() == Column.RECORDED
        return base | Qt.ItemFlag.ItemIsEditable if editable else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell holds for a role."""
        if not index.isValid():
            return None
        row, column = self.draft.rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.EditRole:
                return _moment(row) if column is Column.RECORDED else self.text(row, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._pictures.get(row.path) if column is Column.FILE else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(row, column)
            case Qt.ItemDataRole.FontRole:
                return self._font(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{TITLES[column]}: {self._tip(row, column) or 'none'}"
        return None

    def text(self, row: ImportRow, column: Column) -> str:
        """Return the words of a cell."""
        match column:
            case Column.FILE:
                return row.path.name
            case Column.LENGTH:
                return length_figures(row.duration_ms) if row.duration_ms else ""
            case Column.RECORDED:
                return moment_words(row.recorded_at) if row.recorded_at is not None else ""
            case Column.STATUS:
                return row.status
        return name_of(FIELD_OF[column], row.choice, self.draft.known)

    def show_picture(self, path: Path, picture: QPixmap) -> None:
        """Show a file's thumbnail."""
        self._pictures[path] = picture
        number = self.draft.row_of(path)
        if number is not None:
            self._show(number, number)

    def add(self, paths: Sequence[Path]) -> list[Path]:
        """Add rows for the paths that are none yet and return these paths."""
        new = self.draft.new_paths(paths)
        if new:
            first = len(self.draft.rows)
            self.beginInsertRows(_TOP, first, first + len(new) - 1)
            self.draft.add(new)
            self.endInsertRows()
            self.edited.emit()
        return new

    def take_out(self, numbers: Iterable[int]) -> None:
        """Take rows out of the import."""
        self.beginResetModel()
        self.draft.take_out(numbers)
        self.endResetModel()
        self.edited.emit()

    def _show(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))
        self.edited.emit()

    def _ink(self, row: ImportRow, column: Column) -> QColor | None:
        tokens = self._theme.tokens
        if column is Column.STATUS and (row.state is RowState.REFUSED or row.lacks_student):
            return tokens.danger_ink
        if not row.is_open or column in (Column.LENGTH, Column.STATUS):
            return tokens.text_soft
        return tokens.accent_ink if FIELD_OF.get(column) in row.proposed else None

    def _font(self, row: ImportRow, column: Column) -> QFont | None:
        if FIELD_OF.get(column) not in row.proposed:
            return None
        font = QFont()
        font.setItalic(True)
        return font

    def _tip(self, row: ImportRow, column: Column) -> str:
        text = str(row.path) if column is Column.FILE else self.text(row, column)
        return f"{text} (proposed)" if text and FIELD_OF.get(column) in row.proposed else text


def _moment(row: ImportRow) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(row.recorded_at or 0)
