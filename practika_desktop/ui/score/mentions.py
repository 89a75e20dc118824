"""The list below the page: what else is about it."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from practika_desktop.store.about import Mentions
from practika_desktop.ui.score.mention_model import MentionModel, MentionRow, rows_of
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_ROWS_SEEN = 4


class MentionList(QFrame):
    """Takes and markers about a page, under a heading that opens and closes it; closed at first, for the page's sake.

    `chosen` is emitted with the take's id and the marker's (None for a take) on a click or Enter.
    """

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = MentionModel(theme, self)
        self.heading = QToolButton(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("Also about this page")
        self.list.setIconSize(QSize(theme.space(4), theme.space(4)))
        set_role(self.list, Role.PLAIN)
        set_role(self, Role.PANEL)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setCheckable(False)
        self.heading.setFont(theme.font())
        self.heading.clicked.connect(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.addWidget(self.heading)
        self._top.addStretch(1)
        column.addLayout(self._top)
        column.addWidget(self.list)
        self._is_open = False
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        theme.changed.connect(self._show)
        self._show()

    def set_mentions(self, mentions: Mentions | None, here: str | None = None) -> None:
        """Show what is about a page; `here` is the id of the take that is open, called "This take"."""
        self.model.show(rows_of(mentions, here) if mentions is not None else [])
        self._show()

    def add_beside_heading(self, widget: QWidget) -> None:
        """Put a widget at the right end of the heading's row."""
        self._top.addWidget(widget)
        self.setTabOrder(self.heading, widget)

    def _fold(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        count = self.model.rowCount()
        self.heading.setText(f"Also about this page · {count}" if count else "Nothing else about this page yet")
        self.heading.setEnabled(count > 0)
        self.heading.setIcon(self._theme.icon("chevron-down" if self._is_open and count else "chevron-right"))
        self.list.setVisible(self._is_open and count > 0)
        row = max(self.list.sizeHintForRow(0), self._theme.space(5))
        self.list.setFixedHeight(row * _ROWS_SEEN + self._theme.space(2))  # the page keeps its size from page to page

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, MentionRow):
            self.chosen.emit(row.submission_id, row.marker_id)
