"""Makes the table of actions work in a window: keys, menus' entries, tool tips."""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from practika_desktop.ui.actions.action import Action, Context
from practika_desktop.ui.actions.focus import is_text, works_widget
from practika_desktop.ui.actions.keymap import effective_keys, key_words
from practika_desktop.ui.actions.mode_keys import ModeKeys
from practika_desktop.ui.actions.press_times import PressTimes
from practika_desktop.ui.desk.desk import Desk
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import KEY_CHANGES, SINGLE_KEYS
from practika_desktop.ui.theme.theme import Theme


class Binder(QObject):
    """Owns one QAction for each row of the table; `keys_changed` is emitted when other keys hold.

    It looks at each pressed key before Qt does: one that belongs to the focused widget reaches no action.
    """

    keys_changed = Signal()

    def __init__(
        self, actions: Sequence[Action], desk: Desk, window: QWidget, theme: Theme, settings: Settings
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._desk = desk
        self._theme = theme
        self._settings = settings
        self._made = {action.id: self._make(action, window) for action in actions}
        self._typing: set[str] = set()
        self._press_times = PressTimes()
        self._bind_keys()
        self.show_icons()
        self.refresh()
        window.installEventFilter(self)
        settings.changed.connect(self._setting_changed)
        theme.changed.connect(self.show_icons)
        desk.changed.connect(self.refresh)

    @property
    def actions(self) -> Sequence[Action]:
        """Return the table."""
        return self._actions

    @property
    def made(self) -> Mapping[str, QAction]:
        """Return the QActions by action id, for panes that put buttons to some of them."""
        return self._made

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles at the moment, by action id."""
        return {action_id: made.text() for action_id, made in self._made.items()}

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that hold now, by action id."""
        return effective_keys(
            self._actions,
            self._settings.key_changes(KEY_CHANGES),
            single_characters=self._settings.flag(SINGLE_KEYS),
        )

    def action(self, action_id: str) -> QAction:
        """Return an action's QAction, for menus and buttons; raise KeyError for an unknown id."""
        return self._made[action_id]

    def attach_beside(self, room: QWidget) -> None:
        """Let the keys of the rooms beside the player work in a room."""
        for action in self._actions:
            if action.context is Context.BESIDE:
                room.addAction(self._made[action.id])

    def attach_mode(
        self, widget: QWidget, context: Context, is_on: Callable[[], bool], type_digit: Callable[[str], None]
    ) -> None:
        """Let the keys of a mode work in a widget while it is on; digits are typed into it."""
        actions = [self._made[action.id] for action in self._actions if action.context is context]
        ModeKeys(widget, actions, is_on, type_digit)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave a key to the focused widget where it belongs to it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        self._desk.note_press(self._press_times.pressed_ns(event, time.monotonic_ns()))
        if self._keeps(event):
            event.accept()
            return True
        return False

    def _keeps(self, event: QKeyEvent) -> bool:
        """Tell whether a pressed key is the focused widget's, whatever action has it."""
        focus = QApplication.focusWidget()
        if is_text(focus):
            return _portable(event) not in self._typing
        return works_widget(focus, event.key(), event.modifiers())

    def refresh(self) -> None:
        """Show what can be done now, and titles that changed."""
        for action in self._actions:
            made = self._made[action.id]
            made.setEnabled(action.enabled(self._desk))
            if action.checked is not None:
                made.setChecked(action.checked(self._desk))
            title = action.title if action.title_now is None else action.title_now(self._desk)
            if title != made.text():
                made.setText(title)
                made.setToolTip(_tip(made))

    def show_icons(self) -> None:
        """Take the icons from the theme."""
        for action in self._actions:
            if action.icon:
                self._made[action.id].setIcon(self._theme.icon(action.icon))

    def _make(self, action: Action, window: QWidget) -> QAction:
        made = QAction(action.title, self)
        made.setObjectName(action.id)
        made.setAutoRepeat(action.repeats)
        made.setCheckable(action.checked is not None)
        made.setMenuRole(QAction.MenuRole.NoRole)
        made.triggered.connect(lambda: self._run(action))
        if action.context is Context.BESIDE:
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        elif action.context is Context.CORRECT:
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # its key stands in the menu; the mode works it
        else:
            window.addAction(made)
        return made

    def _run(self, action: Action) -> None:
        if action.enabled(self._desk):
            action.run(self._desk)
        if action.checked is not None:
            self.refresh()  # Qt has turned the tick over by itself

    def _bind_keys(self) -> None:
        keys = self.keys
        self._typing = {key for action in self._actions if action.context in _WHILE_TYPING for key in keys[action.id]}
        for action in self._actions:
            made = self._made[action.id]
            made.setShortcuts([QKeySequence(key) for key in keys[action.id]])
            made.setToolTip(_tip(made))

    def _setting_changed(self, key: str) -> None:
        if key in (KEY_CHANGES.key, SINGLE_KEYS.key):
            self._bind_keys()
            self.keys_changed.emit()


_WHILE_TYPING = {Context.WINDOW, Context.BESIDE}


def _tip(made: QAction) -> str:
    """Return what an action is called now, and its first key."""
    words = key_words(made.shortcut().toString(QKeySequence.SequenceFormat.PortableText))
    return f"{made.text()} ({words})" if words else made.text()


def _portable(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
