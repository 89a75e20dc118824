"""Where keys are changed: all actions in a list, a field for the key, a warning where two would clash."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.ui.actions.action import Action, Menu
from practika_desktop.ui.actions.keymap import clashes, effective_keys, key_words, normal
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import KEY_CHANGES
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_ID = Qt.ItemDataRole.UserRole


class KeyEditor(QWidget):
    """Lists the actions with their keys and changes them; each change holds at once."""

    def __init__(
        self, actions: Sequence[Action], settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._settings = settings
        self._theme = theme
        self._rows: dict[str, QTreeWidgetItem] = {}
        self.search = QLineEdit()
        self.list = QTreeWidget()
        self.field = QKeySequenceEdit()
        self.warning = QLabel()
        self._set = QPushButton("Use this key")
        self._none = QPushButton("No key")
        self._own = QPushButton("As delivered")
        self._lay_out()
        self._fill()
        self._connect()
        self._choose()

    def choose(self, action_id: str) -> None:
        """Choose an action in the list."""
        self.list.setCurrentItem(self._rows[action_id])

    def give(self, key: str) -> None:
        """Give the chosen action one key in place of those it has; an empty one takes them away."""
        self._change([normal(key)] if normal(key) else [])

    def restore(self) -> None:
        """Give the chosen action its delivered keys again."""
        self._change(None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let Tab leave the key field, which would take it for a key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab:
                return self.focusNextPrevChild(True)
            if event.key() == Qt.Key.Key_Backtab:
                return self.focusNextPrevChild(False)
        return False

    def _change(self, keys: list[str] | None) -> None:
        action = self._chosen()
        if action is None:
            return
        changes = self._settings.key_changes(KEY_CHANGES)
        changes.pop(action.id, None)
        if keys is not None and keys != [normal(key) for key in action.keys]:
            changes[action.id] = keys
        self._settings.set(KEY_CHANGES, changes)
        self._show_keys()
        self._choose()

    def _chosen(self) -> Action | None:
        item = self.list.currentItem()
        wanted = item.data(0, _ID) if item is not None else None
        return next((action for action in self._actions if action.id == wanted), None)

    def _keys(self) -> dict[str, tuple[str, ...]]:
        return effective_keys(self._actions, self._settings.key_changes(KEY_CHANGES), single_characters=True)

    def _fill(self) -> None:
        groups = []
        for menu in Menu:
            group = QTreeWidgetItem([menu.words])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            groups.append(group)
            for action in self._actions:
                if action.menu is menu:
                    row = QTreeWidgetItem(group, [action.title, "", action.context.value])
                    row.setData(0, _ID, action.id)
                    self._rows[action.id] = row
        self._show_keys()  # first: the list fits its columns anew at each change of a row that is in it
        self.list.addTopLevelItems(groups)
        self.list.expandAll()

    def _show_keys(self) -> None:
        keys = self._keys()
        for action_id, row in self._rows.items():
            row.setText(1, "  ".join(dict.fromkeys(key_words(key) for key in keys[action_id])))

    def _choose(self) -> None:
        action = self._chosen()
        for widget in (self.field, self._set, self._none, self._own):
            widget.setEnabled(action is not None)
        keys = self._keys()[action.id] if action is not None else ()
        self.field.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._warn()

    def _warn(self) -> None:
        """Name the actions that have the key in the field already, and any clash that is there."""
        action = self._chosen()
        self.warning.clear()
        if action is None:
            return
        keys = self._keys()
        wanted = normal(self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText))
        if wanted and wanted not in keys[action.id]:
            keys[action.id] = (wanted,)
        titles = {one.id: one.title for one in self._actions}
        others = {
            titles[clash.other if clash.one == action.id else clash.one]
            for clash in clashes(self._actions, keys)
            if action.id in (clash.one, clash.other)
        }
        if others:
            self.warning.setText(f"Also the key of: {', '.join(sorted(others))}. With both, neither would act.")

    def _filter(self, words: str) -> None:
        for row in self._rows.values():
            shown = words.casefold() in f"{row.text(0)} {row.text(1)}".casefold()
            row.setHidden(not shown)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.field.keySequenceChanged.connect(lambda *_: self._warn())
        self._set.clicked.connect(lambda: self.give(self.field.keySequence().toString()))
        self._none.clicked.connect(lambda: self.give(""))
        self._own.clicked.connect(self.restore)
        for inner in self.field.findChildren(QLineEdit):
            inner.installEventFilter(self)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Find an action or a key")
        self.search.setAccessibleName("Find an action or a key")
        self.list.setAccessibleName("Actions")
        self.list.setColumnCount(3)
        self.list.setHeaderLabels(["Action", "Keys", "Where"])
        self.list.setRootIsDecorated(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.field.setAccessibleName("New key")
        self.field.setMaximumSequenceLength(1)
        set_role(self.warning, Role.DANGER_TEXT)
        self.warning.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(2))
        row.addWidget(self.field, 1)
        for button in (self._set, self._none, self._own):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space(3))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.warning)
