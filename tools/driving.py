"""Drives the real window as a person at the keyboard does: keys in, eyes on what is shown."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

_PATIENCE_S = 30.0
_LOOK_EVERY_MS = 5
_TYPE_EVERY_MS = 250  # the dialog reads its folder in between
_REPEAT_EVERY_MS = 33


class Teacher:
    """Someone at the keyboard; `presses` counts the keys pressed beyond the texts typed.

    A key pressed with others (Ctrl+Enter) counts as one, and so does one that is held, of which `holds` counts the
    number.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.presses = 0
        self.holds = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as in the menus ("Ctrl+Return")."""
        for name in keys:
            QTest.keySequence(self.focus, _sequence(name))
            self.presses += 1
            QCoreApplication.processEvents()

    def hold(self, key: Qt.Key, goes_on: Callable[[], bool]) -> None:
        """Hold a key, which repeats as a keyboard's does, for as long as `goes_on` after the first press."""
        press = (key, Qt.KeyboardModifier.NoModifier, "")
        QTest.simulateEvent(self.focus, True, *press, False)
        while goes_on():
            self.rest(_REPEAT_EVERY_MS)
            QTest.simulateEvent(self.focus, True, *press, True)
        QTest.simulateEvent(self.focus, False, *press, False)
        self.presses += 1
        self.holds += 1

    def type(self, text: str) -> None:
        """Type a text where the focus is, also where the first letter opens an editor."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)
        QCoreApplication.processEvents()

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something is seen; raise AssertionError, saying what was waited for, after half a minute."""
        deadline = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"never seen: {what}")
            self.rest(_LOOK_EVERY_MS)

    def rest(self, milliseconds: int) -> None:
        """Let the desk go on for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def choose_when_asked(self, *paths: Path) -> None:
        """Choose files of one folder in the dialog that the next key opens: go to the folder, then type the names."""
        texts = [str(paths[0].parent), " ".join(f'"{path.name}"' for path in paths)]
        waiting = QTimer(self._window)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                return
            field = dialog.findChild(QLineEdit)
            if field is None:
                raise AssertionError("the file dialog has no field for names")
            field.selectAll()
            QTest.keyClicks(field, texts.pop(0))
            if not texts:
                waiting.stop()
                waiting.deleteLater()
            QTest.keyClick(field, Qt.Key.Key_Return)

        waiting.timeout.connect(answer)
        waiting.start(_TYPE_EVERY_MS)

    def photograph(self, path: Path) -> None:
        """Save what the window shows as a PNG."""
        if not self._window.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")

    @property
    def focus(self) -> QWidget:
        """The widget that keys go to now."""
        if QApplication.activeWindow() is None:
            self._activate()
        widget: QWidget | None = QApplication.focusWidget()
        return widget if widget is not None else self._top()

    def _activate(self) -> None:
        """Give the keyboard to the window on top, as a window manager does when another one closes."""
        self._top().activateWindow()
        QCoreApplication.processEvents()

    def _top(self) -> QWidget:
        dialog: QWidget | None = QApplication.activeModalWidget()
        return dialog if dialog is not None else self._window


def _sequence(name: str) -> QKeySequence:
    sequence = QKeySequence.fromString(name, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        raise ValueError(f"{name!r} is not one key")
    return sequence
