"""The list below the page: what else is about it, or about one of its measures."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from practika_desktop.model.measures.measures import Place
from practika_desktop.store.about import Mentions
from practika_desktop.ui.inbox.segments import Segments
from practika_desktop.ui.score.mention_model import MentionModel, MentionRow, rows_of
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_ROWS_SEEN = 4
_PAGE, _MEASURE = range(2)
_STUDENT, _EVERYONE = range(2)


class MentionList(QFrame):
    """Takes and markers under a heading that opens and closes them; closed at first, for the page's sake.

    Two switches choose between the page and a measure, and between the student and everyone: `asked` is emitted when
    one is turned. `chosen` is emitted with the take's id and the marker's (None for a take) on a click or Enter.
    """

    chosen = Signal(str, object)
    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = MentionModel(theme, self)
        self.heading = QToolButton(self)
        self.subject = Segments(("Page", "Measure"), "About", self)
        self.scope = Segments(("This student", "Everyone"), "Takes of", self)
        self.list = QListView(self)
        self.nothing = QLabel(self)
        self._stack = QStackedWidget(self)
        self._measure: Place | None = None
        self._is_open = False
        self._lay_out()
        self.heading.clicked.connect(self._fold)
        self.subject.picked.connect(self._turned)
        self.scope.picked.connect(self._turned)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        theme.changed.connect(self._show)
        self.set_mentions(None)

    @property
    def measure(self) -> Place | None:
        """The measure that may be asked about."""
        return self._measure

    @property
    def asked_measure(self) -> Place | None:
        """The measure that is asked about, None for the page."""
        return self._measure if self.subject.current == _MEASURE else None

    @property
    def is_of_everyone(self) -> bool:
        """Whether everyone's takes are asked for, not only this student's."""
        return self.scope.current == _EVERYONE

    def set_measure(self, measure: Place | None) -> None:
        """Ask about a measure from now on, None for the page; the owner asks then, as after `asked`."""
        self._measure = measure
        blocked = self.subject.blockSignals(True)
        self.subject.pick(_MEASURE if measure is not None else _PAGE)
        self.subject.blockSignals(blocked)
        self._show()

    def set_mentions(self, mentions: Mentions | None, here: str | None = None) -> None:
        """Show what was asked for, None where nothing can be; `here` is the open take's id, called "This take"."""
        self.model.show(rows_of(mentions, here) if mentions is not None else [])
        self.heading.setEnabled(mentions is not None)
        self._show()

    def add_beside_heading(self, widget: QWidget) -> None:
        """Put a widget at the right end of the heading's row."""
        self._top.addWidget(widget)
        self.setTabOrder(self.heading, widget)

    def _turned(self, _number: int) -> None:
        self._show()
        self.asked.emit()

    def _fold(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        count = self.model.rowCount()
        about = f"measure {self.asked_measure.label}" if self.asked_measure is not None else "this page"
        self.heading.setText(f"Also about {about} · {count}" if count else f"Nothing else about {about} yet")
        is_open = self._is_open and self.heading.isEnabled()
        self.heading.setIcon(self._theme.icon("chevron-down" if is_open else "chevron-right"))
        self.list.setAccessibleName(f"Also about {about}")
        whose = "Nobody's" if self.is_of_everyone else "None of this student's"
        self.nothing.setText(f"{whose} takes and markers are about {about} yet.")
        self.subject.setVisible(is_open and self._measure is not None)
        self.scope.setVisible(is_open)
        self._stack.setCurrentWidget(self.list if count else self.nothing)
        self._stack.setVisible(is_open)
        row = max(self.list.sizeHintForRow(0), self._theme.space(5))
        self._stack.setFixedHeight(row * _ROWS_SEEN + self._theme.space(2))  # the page keeps its size from page to page

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, MentionRow):
            self.chosen.emit(row.submission_id, row.marker_id)

    def _lay_out(self) -> None:
        theme = self._theme
        set_role(self, Role.PANEL)
        set_role(self.list, Role.PLAIN)
        set_role(self.nothing, Role.SOFT)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setIconSize(QSize(theme.space(4), theme.space(4)))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setFont(theme.font())
        self._top = QHBoxLayout()
        self._top.addWidget(self.heading)
        self._top.addStretch(1)
        switches = QHBoxLayout()
        switches.setContentsMargins(0, theme.space(1), 0, theme.space(1))
        switches.setSpacing(theme.space(2))
        switches.addWidget(self.subject)
        switches.addWidget(self.scope)
        switches.addStretch(1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addLayout(switches)
        column.addWidget(self._stack)
