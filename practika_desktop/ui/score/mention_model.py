"""What else is about a page or a measure, as rows of a Qt list."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.about import MarkerMention, Mentions, TakeMention
from practika_desktop.ui.moments import day_words
from practika_desktop.ui.theme.shapes import KIND_TITLE
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.times import whole_text

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A take, or a marker of one (`marker_id` and `kind` set), with its words on one line."""

    submission_id: str
    marker_id: str | None
    kind: MarkerKind | None
    words: str


def rows_of(mentions: Mentions, here: str | None) -> list[MentionRow]:
    """Return the rows, the newest take first, each before its markers; `here` is the take that is open."""
    both: list[TakeMention | MarkerMention] = [*mentions.takes, *mentions.markers]
    both.sort(key=lambda one: (one.recorded_at, one.submission_id), reverse=True)  # stable: a take before its markers
    return [_row(one, here) for one in both]


def _row(mention: TakeMention | MarkerMention, here: str | None) -> MentionRow:
    if isinstance(mention, TakeMention):
        return MentionRow(mention.submission_id, None, None, _take_words(mention, here))
    return MentionRow(mention.submission_id, mention.marker_id, mention.kind, _marker_words(mention, here))


def _take_words(take: TakeMention, here: str | None) -> str:
    state = "waiting" if take.reviewed_at is None else "reviewed"
    return f"{_whose(take, here)} · {state}"


def _marker_words(marker: MarkerMention, here: str | None) -> str:
    text = marker.text.strip().partition("\n")[0] or KIND_TITLE[marker.kind]
    measure = f"m. {marker.measure} · " if marker.measure else ""
    return f"{measure}{text} · {_whose(marker, here)}, {whole_text(marker.start_ms)}"


def _whose(mention: TakeMention | MarkerMention, here: str | None) -> str:
    if mention.submission_id == here:
        return "This take"
    return f"{mention.student_name}, {day_words(mention.recorded_at)}"


class MentionModel(QAbstractListModel):
    """The rows about one page or measure; each is given whole in the user role."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[MentionRow] = []

    def show(self, rows: list[MentionRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what a row shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{KIND_TITLE[row.kind] if row.kind else 'Take'}: {row.words}"
            case Qt.ItemDataRole.DecorationRole:
                return self._theme.kind_icon(row.kind) if row.kind else self._theme.icon("video")
            case Qt.ItemDataRole.UserRole:
                return row
        return None
