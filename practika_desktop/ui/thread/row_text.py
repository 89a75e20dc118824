"""A text field of a few lines: Enter saves, Shift+Enter makes a new line, Esc gives up."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from practika_desktop.ui.thread.growing_text import GrowingText

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
STAYS = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
"""Reasons for which the keyboard comes back by itself."""
_NO_OTHER = Qt.KeyboardModifier.KeypadModifier


class RowText(GrowingText):
    """Grows with its text; `decided` tells whether it is to be saved, `left` that the keyboard went elsewhere."""

    decided = Signal(bool)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc from being taken as somebody's shortcut."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _decision(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter, give up with Esc, let Ctrl+Enter through to who sends."""
        decision = _decision(event)
        if decision is not None:
            self.decided.emit(decision)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is gone, but not when the whole window or a menu has it for a while."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()


def _decision(event: QKeyEvent) -> bool | None:
    """Return True for what saves, False for what gives up, None for every other key."""
    if event.modifiers() & ~_NO_OTHER:
        return None
    if event.key() in _ENTER:
        return True
    return False if event.key() == Qt.Key.Key_Escape else None
