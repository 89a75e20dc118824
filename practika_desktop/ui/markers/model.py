"""A take's markers as a Qt list."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from practika_desktop.model.records import Marker
from practika_desktop.ui.markers.words import spoken

_ROOT = QModelIndex()


class MarkerRole(IntEnum):
    """What a row gives beyond Qt's own roles."""

    MARKER = Qt.ItemDataRole.UserRole
    AUTHOR = Qt.ItemDataRole.UserRole + 1
    """The author's name where it is not the teacher, else empty."""


class MarkerListModel(QAbstractListModel):
    """The markers in their order; a change of words moves nothing, so that the place in the list is kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._markers: list[Marker] = []
        self._rows: dict[str, int] = {}
        self._names: Mapping[str, str] = {}
        self._me: str | None = None

    @property
    def markers(self) -> Sequence[Marker]:
        """The markers shown."""
        return self._markers

    def set_people(self, names: Mapping[str, str], me: str) -> None:
        """Tell the authors' names by id, and which of them is the teacher."""
        if (names, me) != (self._names, self._me):
            self._names, self._me = names, me
            self._all_changed()

    def set_markers(self, markers: Sequence[Marker]) -> None:
        """Show these markers, in this order."""
        same = [marker.id for marker in markers] == [marker.id for marker in self._markers]
        if same:
            changed = [row for row, pair in enumerate(zip(markers, self._markers, strict=True)) if pair[0] != pair[1]]
            self._markers = list(markers)
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._markers = list(markers)
        self._rows = {marker.id: row for row, marker in enumerate(markers)}
        self.endResetModel()

    def marker(self, marker_id: str | None) -> Marker | None:
        """Return a marker by its id."""
        row = self._rows.get(marker_id) if marker_id is not None else None
        return None if row is None else self._markers[row]

    def index_of(self, marker_id: str | None) -> QModelIndex:
        """Return where a marker stands; an invalid index when it is not here."""
        row = self._rows.get(marker_id) if marker_id is not None else None
        return QModelIndex() if row is None else self.index(row)

    def is_own(self, marker: Marker) -> bool:
        """Tell whether the teacher may change the marker; so long as nobody is named, all are taken for own."""
        return self._me is None or marker.author_id == self._me

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many markers there are."""
        return 0 if parent.isValid() else len(self._markers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what a row shows."""
        if not index.isValid():
            return None
        marker = self._markers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return marker.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(marker, self._author(marker))
            case MarkerRole.MARKER:
                return marker
            case MarkerRole.AUTHOR:
                return self._author(marker)
        return None

    def _author(self, marker: Marker) -> str:
        return "" if self.is_own(marker) else self._names.get(marker.author_id, "Somebody else")

    def _all_changed(self) -> None:
        if self._markers:
            self.dataChanged.emit(self.index(0), self.index(len(self._markers) - 1))
