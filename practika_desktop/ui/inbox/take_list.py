"""The list of takes on the screen: choosing one is an act of its own, moving the focus is not."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from practika_desktop.ui.inbox.delegate import TakeDelegate
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})
_CHOOSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OWN_LOOK = """
QTableView, QTableView:focus { border: none; selection-background-color: transparent; }
QTableView::item, QTableView::item:selected { background: transparent; }
"""  # the delegate paints what is chosen and where the keyboard is
_NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate


class TakeList(QTableView):
    """One column of rows of one height. The selected row is the take on the desk; the focus moves freely.

    A table and not a list view: that one lays out every row at each change (100 ms at 100,000), this one none.
    """

    chosen = Signal(int)

    def __init__(self, delegate: TakeDelegate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setAutoScroll(False)  # an edit elsewhere must not move what one looks at
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Takes")
        set_role(self, Role.PLAIN)
        self.setStyleSheet(_OWN_LOOK)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        theme.changed.connect(self._fit_rows)

    def _fit_rows(self) -> None:
        height = self._delegate.row_height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    def selectionCommand(  # a row is selected by `show_chosen` only
        self,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
        event: QEvent | None = None,  # noqa: ARG002 - Qt's signature
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep the selection as it is, whatever the keyboard and the pointer do."""
        return _NOTHING

    def show_chosen(self, row: int | None) -> None:
        """Show a row as the take on the desk, or none; the view stays where it is."""
        selection = self.selectionModel()
        if row is None:
            selection.clearSelection()
        else:
            selection.select(self.model().index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def bring_into_view(self, row: int) -> None:
        """Move the focus to a row and scroll as little as needed to show it."""
        self.focus_row(row)
        self.scrollTo(self.model().index(row, 0))

    def rows_in_view(self) -> range:
        """Return the rows that can be seen, as a whole or in part."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def focus_row(self, row: int) -> None:
        """Move the focus to a row without choosing it."""
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), _NOTHING)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: typing here belongs to the keys of the desk, and a search would read the whole library."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move in the list from being taken as keys of the desk."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in _MOVES | _CHOOSES:
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the focused row with Enter; to the first and last row with Home and End."""
        current = self.currentIndex()
        if event.key() in _CHOOSES and current.isValid():
            self.chosen.emit(current.row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            self.bring_into_view(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())
