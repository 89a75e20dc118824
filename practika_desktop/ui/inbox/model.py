"""The takes of the inbox as a Qt model: as many rows as there are takes, read page by page where one looks."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from practika_desktop.edits.done import Done
from practika_desktop.model.moments import now_ms
from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeSummary
from practika_desktop.ui.inbox.pages import Pages
from practika_desktop.ui.inbox.touched import touched_by
from practika_desktop.ui.inbox.words import spoken

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

MOST_SINGLE_STEPS = 20
"""A change of more takes than this is shown by reading the list anew instead of take by take."""


class TakeRole(IntEnum):
    """What a row can be asked for."""

    SUMMARY = Qt.ItemDataRole.UserRole + 1
    SUBMISSION_ID = Qt.ItemDataRole.UserRole + 2


class TakeListModel(QAbstractListModel):
    """The takes that pass a filter, in the order of the store. `counted` is emitted when their number changes.

    Costs the same for ten takes as for 100,000: it holds a few pages and the count.
    """

    counted = Signal(int)

    def __init__(self, library: Library, now: Callable[[], int] = now_ms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._now = now
        self._filter = InboxFilter()
        self._pages = Pages(lambda offset, limit: takes.page(library, self._filter, offset, limit))
        self._count = takes.count(library, self._filter)

    @property
    def filter(self) -> InboxFilter:
        """The filter that the takes pass."""
        return self._filter

    def set_filter(self, wanted: InboxFilter) -> None:
        """Show the takes that pass another filter."""
        if wanted != self._filter:
            self._filter = wanted
            self.reload()

    def reload(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._pages.forget()
        self._count = takes.count(self._library, self._filter)
        self.endResetModel()
        self.counted.emit(self._count)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of takes."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row holds for a role."""
        take = self.take(index.row()) if index.isValid() else None
        if take is None:
            return None
        if role == TakeRole.SUMMARY:
            return take
        if role == TakeRole.SUBMISSION_ID:
            return take.submission_id
        if role == Qt.ItemDataRole.DisplayRole:
            return take.student_name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(take, self._now())
        return None

    def take(self, row: int) -> TakeSummary | None:
        """Return the take of a row, or None past the end."""
        return self._pages.at(row) if 0 <= row < self._count else None

    def row_of(self, submission_id: str) -> int | None:
        """Return the row of a take, or None when it does not pass the filter."""
        held = self._pages.row_of(submission_id)
        return held if held is not None else takes.position(self._library, self._filter, submission_id)

    def refresh(self, done: Done) -> bool:
        """Show what an edit changed; tell whether rows may have moved, come or gone.

        Single rows are changed where that can be known, everything is read anew where it cannot.
        """
        touched = touched_by(done)
        moving = touched.moving | (touched.staying if self._filter.search else frozenset())
        if touched.names or len(moving) > MOST_SINGLE_STEPS:
            self.reload()
            return True
        for submission_id in touched.staying - moving:
            held = self._pages.row_of(submission_id)
            if held is not None:
                self._replace(held, submission_id)
        for submission_id in moving:
            self._refresh_take(submission_id)
        return bool(moving)

    def _refresh_take(self, submission_id: str) -> None:
        before = self._pages.row_of(submission_id)
        after = takes.position(self._library, self._filter, submission_id)
        count = takes.count(self._library, self._filter)
        match (before, after, count - self._count):
            case (int(), int(), 0) if before == after:
                self._replace(before, submission_id)
            case (int(), None, -1):
                self._remove(before, count)
            case (None, int(), 1):
                self._insert(after, count)
            case (None, None, 0):
                return
            case _:
                self.reload()

    def _replace(self, row: int, submission_id: str) -> None:
        take = takes.summary(self._library, submission_id)
        if take is not None:
            self._pages.put(row, take)
            self.dataChanged.emit(self.index(row), self.index(row))

    def _remove(self, row: int, count: int) -> None:
        self.beginRemoveRows(_TOP, row, row)
        self._pages.remove(row)
        self._count = count
        self.endRemoveRows()
        self.counted.emit(count)

    def _insert(self, row: int, count: int) -> None:
        self.beginInsertRows(_TOP, row, row)
        self._pages.forget_from(row)
        self._count = count
        self.endInsertRows()
        self.counted.emit(count)
