"""A page of records: the list on the left, the form of the chosen one on the right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.edits.done import Done
from practika_desktop.edits.history import History
from practika_desktop.model.errors import PractikaError
from practika_desktop.store.library import Library
from practika_desktop.ui.records.entries import Entry
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

P = ParamSpec("P")
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Studio:
    """What the pages work on and look like."""

    library: Library
    history: History
    theme: Theme


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says: the list's name, its buttons, and what stands there when there is nothing."""

    name: str
    new: str
    remove: str
    empty_title: str
    empty_words: str


class RecordPage(QWidget):
    """Base of the pages; a page gives its rows, form and verbs. `acted` is emitted after each act.

    Nothing is saved by a button: each field keeps its value when it is left, as a step for undo.
    """

    acted = Signal()

    def __init__(self, studio: Studio, words: PageWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.list = QListWidget(self)
        self.list.setAccessibleName(words.name)
        self.new = QPushButton(words.new, self)
        self.remove = QPushButton(words.remove, self)
        self.form = QVBoxLayout()
        self.words = QLabel(self)
        self._rooms = QStackedLayout()
        self._shown: str | None = None
        self._lay_out(words)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.new.clicked.connect(self._make)
        self.remove.clicked.connect(self._remove_chosen)

    @property
    def chosen(self) -> str | None:
        """The id of the record whose form is shown."""
        return str(self.list.currentItem().data(_ID)) if self.list.currentRow() >= 0 else None

    def rows(self) -> Sequence[tuple[str, str]]:
        """Return the records as id and words, in the order of the list."""
        raise NotImplementedError

    def show_record(self, record_id: str) -> None:
        """Show a record in the form."""
        raise NotImplementedError

    def make(self) -> str:
        """Make a record and return its id."""
        raise NotImplementedError

    def remove_record(self, record_id: str) -> None:
        """Remove a record; raise EditError when it cannot be."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Return the field in which a new record is named."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read everything anew; the chosen record stays chosen while it exists, else its neighbour is."""
        rows = list(self.rows())
        ids = [record_id for record_id, _ in rows]
        before, place = self.chosen, self.list.currentRow()
        with QSignalBlocker(self.list):
            if ids != [str(self.list.item(row).data(_ID)) for row in range(self.list.count())]:
                self.list.clear()
                for record_id, _ in rows:
                    item = QListWidgetItem()
                    item.setData(_ID, record_id)
                    item.setSizeHint(QSize(0, self.studio.theme.space(7)))
                    self.list.addItem(item)
            for row, (_, title) in enumerate(rows):
                self.list.item(row).setText(title)
                self.list.item(row).setToolTip(title)
            if ids:
                self.list.setCurrentRow(ids.index(before) if before in ids else max(0, min(place, len(ids) - 1)))
        self._show_chosen()

    def choose(self, record_id: str) -> None:
        """Show the form of a record."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == record_id:
                self.list.setCurrentRow(row)

    def run(self, verb: Callable[Concatenate[Library, P], Done], *args: P.args, **kwargs: P.kwargs) -> Done:
        """Do a verb as a step for undo and show what it changed; raise what it raises."""
        done = self.studio.history.run(verb, *args, **kwargs)
        self.acted.emit()
        return done

    def say(self, words: str, role: Role = Role.SOFT) -> None:
        """Say something below the form."""
        set_role(self.words, role)
        self.words.setText(words)

    def _make(self) -> None:
        try:
            made = self.make()
        except PractikaError as error:
            self.say(str(error), Role.DANGER_TEXT)
            return
        self.refresh()
        self.choose(made)
        self.first_field().setFocus()
        select = getattr(self.first_field(), "selectAll", None)
        if select is not None:
            select()

    def _remove_chosen(self) -> None:
        if self.chosen is None:
            return
        try:
            self.remove_record(self.chosen)
        except PractikaError as error:
            self.say(str(error), Role.DANGER_TEXT)

    def _show_chosen(self) -> None:
        self.say("")
        chosen = self.chosen
        self._rooms.setCurrentIndex(0 if chosen is not None else 1)
        if chosen != self._shown:
            self._shown = chosen
            for entry in self.findChildren(Entry):
                entry.forget()
        if chosen is not None:
            self.show_record(chosen)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the form from top to bottom, between the list and the button that removes."""
        for one, following in pairwise((self.list, self.new, *_tab_stops(self.form), self.remove)):
            self.setTabOrder(one, following)

    def _lay_out(self, words: PageWords) -> None:
        space = self.studio.theme.space
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self.list, 1)
        left.addWidget(self.new)
        self.list.setFixedWidth(space(58))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, Role.PANEL)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(space(3))
        column.addLayout(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.words.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.remove)
        full = QWidget()
        right = QVBoxLayout(full)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(space(2))
        right.addWidget(scroll, 1)
        right.addLayout(foot)
        self._rooms.addWidget(full)
        self._rooms.addWidget(_empty(words, space(2)))
        both = QHBoxLayout(self)
        both.setContentsMargins(0, space(4), 0, 0)
        both.setSpacing(space(5))
        both.addLayout(left)
        both.addLayout(self._rooms, 1)
        for button in (self.new, self.remove):
            button.setAutoDefault(False)


def _tab_stops(layout: QLayout) -> Iterator[QWidget]:
    """Yield what Tab stops at in a layout and all within it, in the order of the layout."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        inner = (widget or item).layout() if item is not None else None
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        if inner is not None:
            yield from _tab_stops(inner)


def _empty(words: PageWords, gap: int) -> QWidget:
    page = QWidget()
    title, line = QLabel(words.empty_title), QLabel(words.empty_words)
    set_role(title, Role.TITLE)
    set_role(line, Role.SOFT)
    line.setWordWrap(True)
    column = QVBoxLayout(page)
    column.setSpacing(gap)
    column.addStretch(1)
    for label in (title, line):
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)
    column.addStretch(2)
    return page
