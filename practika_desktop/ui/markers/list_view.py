"""The list itself: rows, which of them is chosen, and room for an editor in one."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from practika_desktop.ui.markers.delegate import MarkerDelegate
from practika_desktop.ui.markers.editors import RowEditor
from practika_desktop.ui.markers.model import MarkerListModel, MarkerRole
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MarkerListView(QListView):
    """Tells which marker the teacher chose (`chosen`) or wants to write into (`edit_wanted`); none by `select`."""

    chosen = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, model: MarkerListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markers = model
        self._rows = MarkerDelegate(model, theme, self)
        self._theme = theme
        self._editor: RowEditor | None = None
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("Markers")
        set_role(self, Role.PLAIN)
        self.verticalScrollBar().setSingleStep(theme.space(6))
        self.verticalScrollBar().valueChanged.connect(self._place_editor)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.pressed.connect(self._pressed)
        self.doubleClicked.connect(lambda index: self.edit_wanted.emit(index.data(MarkerRole.MARKER).id))
        model.modelReset.connect(self._place_editor)
        theme.changed.connect(self._measure_anew)

    @property
    def editor(self) -> RowEditor | None:
        """What stands in a row now."""
        return self._editor

    def select(self, marker_id: str | None) -> None:
        """Show a marker as chosen, without telling; None chooses none."""
        index = self._markers.index_of(marker_id)
        self._quiet = True
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._quiet = False

    def show_editor(self, editor: RowEditor) -> None:
        """Put an editor into its marker's row."""
        self._editor = editor
        editor.show()
        editor.grew.connect(self._make_room)  # not before: within the first resize event Qt would send no second one
        self._make_room()
        self.scrollTo(self._markers.index_of(editor.marker_id))
        editor.begin()

    def drop_editor(self) -> None:
        """Take the editor out of its row, and its keyboard back to the list."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.shut()
            self._rows.make_room(None)
            focus = QApplication.focusWidget()
            if focus is not None and editor.isAncestorOf(focus):
                self.setFocus()
            editor.hide()
            editor.deleteLater()
            self._row_changed(editor.marker_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard without choosing: Qt would make the first row the current one."""
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows' texts anew."""
        self._rows.set_width(self.viewport().width())
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write into the chosen marker with Enter."""
        index = self.currentIndex()
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and index.isValid():
            self.edit_wanted.emit(index.data(MarkerRole.MARKER).id)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys of the desk, not a search."""

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow a change of the rows' layout with the editor."""
        handled = super().viewportEvent(event)
        if event.type() in {QEvent.Type.Paint, QEvent.Type.LayoutRequest}:
            self._place_editor()
        return handled

    def _make_room(self) -> None:
        editor = self._editor
        if editor is None:
            return
        editor.setFixedWidth(max(self._theme.space(30), self.viewport().width() - self._theme.space(3)))
        height = editor.height_needed()
        editor.setFixedHeight(height)
        self._rows.make_room(editor.marker_id, height + self._theme.space(2))
        self._row_changed(editor.marker_id)

    def _row_changed(self, marker_id: str) -> None:
        index = self._markers.index_of(marker_id)
        if index.isValid():
            self._rows.sizeHintChanged.emit(index)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self._place_editor()
        self.viewport().update()

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        row = self.visualRect(self._markers.index_of(self._editor.marker_id))
        if row.isValid():
            self._editor.move(row.left() + self._theme.space(1.5), row.top() + self._theme.space(1))

    def _measure_anew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._make_room()

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Tell about a choice by keyboard; one by pointer is told by `pressed`."""
        if not self._quiet and now.isValid() and not QApplication.mouseButtons():
            self.chosen.emit(now.data(MarkerRole.MARKER).id)

    def _pressed(self, index: QModelIndex) -> None:
        if not self._quiet:
            self.chosen.emit(index.data(MarkerRole.MARKER).id)
