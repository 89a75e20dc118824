"""What the start bench starts: an empty window, or the desk. Each writes a line when it has come so far.

`python -m tests.benchmarks.started empty`, or `desk FOLDER`; they end by themselves.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # each process loads what it is measured with, and no more
    from practika_desktop.ui.shell.front import Front


def empty() -> None:
    """Show an empty window of PySide6 alone; write `painted` when it is on the screen."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, told)

    def told() -> None:
        _write("painted")
        QApplication.quit()

    app = QApplication(sys.argv)
    window = Window()
    window.show()
    app.exec()


def desk(folder: str) -> None:
    """Start the desk as its command does; write `painted`, `usable` and `whole`.

    They mean: rows are on the screen; a key pressed then has moved the focus, on the screen too; all rooms are there.
    """
    from practika_desktop.cli.main import main
    from practika_desktop.start import Opening
    from practika_desktop.ui.shell.front import Front

    show, build = Front.show, Opening._build

    def show_watched(front: Front) -> None:
        _watch(front)
        show(front)
        front.window.activateWindow()  # as a window manager does

    def build_watched(opening: Opening, front: Front) -> None:
        def end() -> None:
            _write("whole")
            front.window.close()

        build(opening, front)
        _after_this(lambda: _after_this(end))

    for of, name, watched in ((Front, "show", show_watched), (Opening, "_build", build_watched)):
        setattr(of, name, watched)  # the desk has no door for a bench
    main(["--library", folder])


def _watch(front: "Front") -> None:
    """Say when rows are painted, press a key then, and say when the focus it moved is painted."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

    from practika_desktop.model.moments import now_ms
    from practika_desktop.ui.inbox.delegate import TakeDelegate
    from practika_desktop.ui.inbox.model import Index

    said: set[str] = set()

    def say(word: str) -> None:
        if word not in said:
            said.add(word)
            _after_this(lambda: _write(word))

    def press() -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(front.inbox.list, key)

    class Watched(TakeDelegate):
        def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
            super().paint(painter, option, index)
            if index.row() != 1:
                return
            if "painted" not in said:
                say("painted")
                _after_this(press)
            elif option.state & QStyle.StateFlag.State_HasFocus:
                say("usable")

    front.inbox.list.setItemDelegate(Watched(front.theme, front.thumbnails, now_ms, front.inbox))


def _after_this(call: Callable[[], object]) -> None:
    """Call when the event is done: what was painted in it has been handed to the display by then."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, call)


def _write(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    desk(sys.argv[2]) if sys.argv[1] == "desk" else empty()
