"""The room of the markers: the list, writing into it, and what to do while there is none."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from practika_desktop.model.records import Marker
from practika_desktop.ui.markers.editors import PlaceEditor, RowEditor, TextEditor
from practika_desktop.ui.markers.list_view import MarkerListView
from practika_desktop.ui.markers.model import MarkerListModel, MarkerRole
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class MarkerListPane(QWidget):
    """A take's markers, to choose and to write into; holds nothing that is not in the library but an open editor.

    `marker_selected(id)`: the teacher chose it. `edit_started()` and `edit_finished(saved)` stand around each writing;
    between them comes `edited(id, text, kind)` or `link_requested(id, page, measure)` when something is to be kept;
    page and measure may be None. `delete_requested(id)` comes from the menu of a row.
    """

    marker_selected = Signal(str)
    edited = Signal(str, str, object)
    edit_started = Signal()
    edit_finished = Signal(bool)
    delete_requested = Signal(str)
    link_requested = Signal(str, object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = MarkerListModel(self)
        self._selected: str | None = None
        self.list = MarkerListView(self._model, theme, self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = QWidget(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.list.chosen.connect(self._chose)
        self.list.edit_wanted.connect(self.begin_edit)
        self.list.customContextMenuRequested.connect(self._offer)
        self._show_rows()

    @property
    def selected(self) -> str | None:
        """The chosen marker's id."""
        return self._selected

    @property
    def is_editing(self) -> bool:
        """Whether something is being written into a row."""
        return self.list.editor is not None

    def set_people(self, names: Mapping[str, str], me: str) -> None:
        """Tell the authors' names by id and which of them is the teacher; others' markers can only be read."""
        self._model.set_people(names, me)

    def set_markers(self, markers: Sequence[Marker]) -> None:
        """Show a take's markers in this order; what is chosen and what is being written stay where they are."""
        self._model.set_markers(markers)
        editor = self.list.editor
        if editor is not None and self._model.marker(editor.marker_id) is None:
            self.list.drop_editor()
            self.edit_finished.emit(False)
        if self._model.marker(self._selected) is None:
            self._selected = None
        self.list.select(self._selected)
        self._show_rows()

    def select(self, marker_id: str | None) -> None:
        """Show a marker as chosen and bring it into view; None chooses none."""
        self._selected = marker_id if self._model.marker(marker_id) is not None else None
        self.list.select(self._selected)

    def begin_edit(self, marker_id: str) -> None:
        """Write into an own marker's row: Enter saves, Shift+Enter makes a new line, Esc gives up."""
        marker = self._own(marker_id)
        if marker is not None:
            self._begin(TextEditor(marker, self._theme, self.list.viewport()))

    def begin_link(self, marker_id: str, page: int) -> None:
        """Ask, in an own marker's row, for its measure on a page: Enter links, Esc gives up."""
        marker = self._own(marker_id)
        if marker is not None:
            self._begin(PlaceEditor(marker, page, self._theme, self.list.viewport()))

    def finish_edit(self) -> None:
        """Save what is being written, if anything."""
        if self.list.editor is not None:
            self.list.editor.decide(save=True)

    def _own(self, marker_id: str) -> Marker | None:
        marker = self._model.marker(marker_id)
        return marker if marker is not None and self._model.is_own(marker) else None

    def _begin(self, editor: RowEditor) -> None:
        self.finish_edit()
        self.select(editor.marker_id)
        editor.decided.connect(lambda save: self._end(editor, save))
        self.edit_started.emit()
        self.list.show_editor(editor)

    def _end(self, editor: RowEditor, save: bool) -> None:
        """Close the editor first, so that the list may be shown anew by whoever keeps what it held."""
        marker = self._model.marker(editor.marker_id)
        self.list.drop_editor()
        if save and marker is not None:
            self._keep(editor, marker)
        self.edit_finished.emit(save)

    def _keep(self, editor: RowEditor, marker: Marker) -> None:
        if isinstance(editor, TextEditor):
            text, kind = editor.text.toPlainText().strip(), editor.kinds.kind
            if (text, kind) != (marker.text, marker.kind):
                self.edited.emit(marker.id, text, kind)
        elif isinstance(editor, PlaceEditor):
            place = (editor.page, editor.measure)
            if place not in {(marker.page, marker.measure), (None, None)}:
                self.link_requested.emit(marker.id, *place)

    def _chose(self, marker_id: str) -> None:
        self._selected = marker_id
        self.marker_selected.emit(marker_id)

    def _offer(self, at: QPoint) -> None:
        """Open the menu of the row at a place of the list."""
        index = self.list.indexAt(at)
        marker = index.data(MarkerRole.MARKER) if index.isValid() else None
        if marker is None or not self._model.is_own(marker):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = menu.addAction(self._theme.icon("edit"), "Edit")
        edit.triggered.connect(lambda: self.begin_edit(marker.id))
        link = menu.addAction(self._theme.icon("link"), "Link to a measure")
        link.triggered.connect(lambda: self.begin_link(marker.id, marker.page or 1))
        delete = menu.addAction(self._theme.icon("delete"), "Delete")
        delete.triggered.connect(lambda: self.delete_requested.emit(marker.id))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _show_rows(self) -> None:
        self._stack.setCurrentWidget(self.list if self._model.rowCount() else self._empty)

    def _lay_out(self) -> None:
        set_role(self, Role.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Markers")
        self.setFocusProxy(self.list)
        title, words = QLabel("No markers yet", self._empty), QLabel(self._empty)
        words.setText("Stop where you hear something and mark it. What you mark stands here, in the order of the take.")
        set_role(title, Role.TITLE)
        set_role(words, Role.SOFT)
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(
            self._theme.space(5), self._theme.space(4), self._theme.space(5), self._theme.space(6)
        )
        column.setSpacing(self._theme.space(2))
        column.addStretch(2)
        for label in (title, words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
