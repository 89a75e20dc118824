"""The keys of a mode: while it is on, they work in one widget, before any action of the window gets them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class ModeKeys(QObject):
    """Gives a widget's keys to these actions; digits that none of them has are handed to `type_digit`."""

    def __init__(
        self, widget: QWidget, actions: Sequence[QAction], is_on: Callable[[], bool], type_digit: Callable[[str], None]
    ) -> None:
        super().__init__(widget)
        self._actions = actions
        self._is_on = is_on
        self._type_digit = type_digit
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Claim the mode's keys, and act on them."""
        if not isinstance(event, QKeyEvent) or not self._is_on():
            return False
        action, digit = self._by_key.get(_portable(event)), _digit(event)
        if action is None and not digit:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if action is not None:
            if action.autoRepeat() or not event.isAutoRepeat():
                action.trigger()
        else:
            self._type_digit(digit)
        return True

    @property
    def _by_key(self) -> Mapping[str, QAction]:
        words = QKeySequence.SequenceFormat.PortableText
        return {key.toString(words): action for action in self._actions for key in action.shortcuts()}


def _portable(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def _digit(event: QKeyEvent) -> str:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.text() if plain and event.text() in tuple("0123456789") else ""
