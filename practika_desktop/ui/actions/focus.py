"""Which keys belong to the widget that has the keyboard, before any action gets them.

A text keeps everything that types, moves or edits; lists, boxes, sliders and buttons keep the few keys that work them.
All else goes to the actions, so that the keys of playback live on after a click anywhere.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QTreeView,
    QWidget,
)

Key = Qt.Key

_UP_DOWN = frozenset({Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End})
_PAGES = frozenset({Key.Key_PageUp, Key.Key_PageDown})
_SIDES = frozenset({Key.Key_Left, Key.Key_Right})
_PRESS = frozenset({Key.Key_Space, Key.Key_Return, Key.Key_Enter})
_ENTER = frozenset({Key.Key_Return, Key.Key_Enter})


def is_text(widget: QWidget | None) -> bool:
    """Tell whether a widget takes typed text now."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox | QKeySequenceEdit)


def works_widget(widget: QWidget | None, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Tell whether a key works the widget itself (a list, a button); Ctrl, Alt, Meta and Shift+Enter never do."""
    if modifiers & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    if modifiers & Qt.KeyboardModifier.ShiftModifier and key in _ENTER:
        return False
    return key in _keys_of(widget)


def _keys_of(widget: QWidget | None) -> frozenset[Qt.Key]:
    if isinstance(widget, QTreeView):
        return _UP_DOWN | _SIDES | _ENTER | _PAGES
    if isinstance(widget, QAbstractItemView):
        return _UP_DOWN | _ENTER
    if isinstance(widget, QComboBox):
        return _UP_DOWN | _PRESS | _PAGES
    if isinstance(widget, QAbstractSlider):
        return _UP_DOWN | _SIDES | _PAGES
    if isinstance(widget, QTabBar):
        return _SIDES
    if isinstance(widget, QAbstractButton):
        return _PRESS
    return frozenset()
