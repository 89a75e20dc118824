"""The inbox: how many takes wait, the filters, and the list."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from practika_desktop.edits.done import Done
from practika_desktop.model.kinds import Entity
from practika_desktop.model.moments import now_ms
from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.inbox.delegate import TakeDelegate
from practika_desktop.ui.inbox.empty import Emptiness, EmptyPage, why_empty
from practika_desktop.ui.inbox.filters import STATES, Filters
from practika_desktop.ui.inbox.model import TakeListModel
from practika_desktop.ui.inbox.take_list import TakeList
from practika_desktop.ui.inbox.thumbnails import Thumbnails
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_TITLES = {TakeState.WAITING: "Waiting", TakeState.REVIEWED: "Reviewed", TakeState.ALL: "All takes"}
_AGES_EVERY_MS = 60_000


class InboxPane(QWidget):
    """The room on the left. `take_chosen` tells the submission a person chose; `select` shows one without telling.

    `import_wanted` is emitted by the button and the empty list; `now` gives the moment ages are counted to.
    """

    take_chosen = Signal(str)
    import_wanted = Signal()

    def __init__(
        self,
        library: Library,
        theme: Theme,
        thumbnails: Thumbnails,
        *,
        now: Callable[[], int] = now_ms,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, Role.PANEL)
        self.setAccessibleName("Inbox")
        self._library = library
        self._theme = theme
        self._chosen: str | None = None
        self._model = TakeListModel(library, now, self)
        self._title = QLabel(self)
        self._count = QLabel(self)
        self._import = QToolButton(self)
        self.filters = Filters(library, theme, self)
        self.list = TakeList(TakeDelegate(theme, thumbnails, now, self), theme, self)
        self.list.setModel(self._model)
        self.empty = EmptyPage(theme, self)
        self._rooms = QStackedLayout()
        self._minute = QTimer(self, interval=_AGES_EVERY_MS)
        self._lay_out()
        self._connect(thumbnails)
        self._show_count(self._model.rowCount())

    @property
    def current_filter(self) -> InboxFilter:
        """The filter that the list shows."""
        return self._model.filter

    @property
    def chosen(self) -> str | None:
        """The submission shown as the one on the desk."""
        return self._chosen

    def select(self, submission_id: str | None) -> None:
        """Show a take as the one on the desk, scrolled into view where it passes the filter; None for no take."""
        self._chosen = submission_id
        row = self._show_chosen()
        if row is not None:
            self.list.bring_into_view(row)

    def refresh(self, done: Done) -> None:
        """Show what an edit changed; the chosen take stays chosen and the focus stays where it is."""
        focused = self._focused()
        if done.touches(Entity.STUDENT, Entity.PIECE, Entity.EXERCISE):
            self.filters.reload_names()
            self._model.set_filter(self.filters.current)
        if self._model.refresh(done):
            self._show_chosen()
            self._focus_row(focused)

    def next_waiting(self) -> str | None:
        """Return the next waiting take after the chosen one that passes the filters, whatever state they show."""
        return takes.next_waiting(self._library, self._chosen, self._model.filter)

    def neighbour(self, step: int) -> str | None:
        """Return the take so many rows after (or before) the chosen one in the list, or None at its ends."""
        if self._chosen is None:
            first = self._model.take(0 if step > 0 else self._model.rowCount() - 1)
            return first.submission_id if first is not None else None
        return takes.neighbour(self._library, self._model.filter, self._chosen, step)

    def focus_search(self) -> None:
        """Put the keyboard into the search field, its text selected."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def focus_list(self) -> None:
        """Put the keyboard into the list, at the chosen take or the first."""
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.focus_row(0)
        self.list.setFocus()

    def show_state(self, state: TakeState) -> None:
        """Show the takes of a state."""
        self.filters.states.pick(STATES.index(state))

    def showEvent(self, event: QShowEvent) -> None:
        """Count ages on while the list can be seen."""
        self._minute.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while it cannot."""
        self._minute.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        set_role(self._title, Role.TITLE)
        set_role(self._count, Role.SOFT)
        self._import.setToolTip("Import videos")
        self._import.setAccessibleName("Import videos")
        self._show_icons()
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._import)
        top = QVBoxLayout()
        top.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        top.setSpacing(theme.space(2))
        top.addLayout(head)
        top.addWidget(self.filters)
        self._rooms.addWidget(self.list)
        self._rooms.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._rooms, 1)
        self.setMinimumWidth(theme.space(62))

    def _connect(self, thumbnails: Thumbnails) -> None:
        self._model.counted.connect(self._show_count)
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.focus_list)
        self.list.chosen.connect(self._choose)
        self.empty.acted.connect(self._act)
        self._import.clicked.connect(self.import_wanted)
        self._minute.timeout.connect(self._repaint)
        thumbnails.arrived.connect(self._show_thumbnail)
        self._theme.changed.connect(self._show_icons)

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _show_thumbnail(self, media_id: str) -> None:
        for row in self.list.rows_in_view():
            take = self._model.take(row)
            if take is not None and take.media_id == media_id:
                self.list.update(self._model.index(row))

    def _show_icons(self) -> None:
        self._import.setIcon(self._theme.icon("import"))

    def _show_count(self, count: int) -> None:
        title = _TITLES[self._model.filter.state]
        self._title.setText(title)
        self._count.setText(f"{count:,}")
        self._count.setAccessibleName(f"{count} takes")
        if count == 0:
            has_takes = takes.count(self._library, InboxFilter(state=TakeState.ALL)) > 0
            self.empty.say(why_empty(self._model.filter, has_takes))
        self._rooms.setCurrentWidget(self.list if count else self.empty)

    def _filter(self, wanted: InboxFilter) -> None:
        self._model.set_filter(wanted)
        row = self._show_chosen()
        if row is not None:
            self.list.bring_into_view(row)
        else:
            self.list.scrollToTop()

    def _choose(self, row: int) -> None:
        take = self._model.take(row)
        if take is not None:
            self.select(take.submission_id)
            self.take_chosen.emit(take.submission_id)

    def _act(self, why: Emptiness) -> None:
        if why is Emptiness.NOTHING_YET:
            self.import_wanted.emit()
        elif why is Emptiness.NO_MATCH:
            self.filters.clear()
        else:
            self.show_state(TakeState.REVIEWED if why is Emptiness.NOTHING_WAITS else TakeState.WAITING)

    def _focused(self) -> str | None:
        take = self._model.take(self.list.currentIndex().row())
        return take.submission_id if take is not None else None

    def _focus_row(self, submission_id: str | None) -> None:
        row = self._model.row_of(submission_id) if submission_id is not None else None
        if row is not None:
            self.list.focus_row(row)

    def _show_chosen(self) -> int | None:
        row = self._model.row_of(self._chosen) if self._chosen is not None else None
        self.list.show_chosen(row)
        return row
