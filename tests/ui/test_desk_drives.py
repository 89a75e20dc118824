"""The library's drive is full or goes away while the desk is open: one sentence, and nothing written is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from practika_desktop.store import take
from practika_desktop.ui.shell.defects import Defects
from tests.support.desks import DeskBench

pytestmark = pytest.mark.desktop

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def told(bench: DeskBench) -> Iterator[list[str]]:
    """Give what the desk tells in dialogs, each of which is answered with OK."""
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox):
            said.append(f"{dialog.text()} {dialog.informativeText()}")
            dialog.accept()

    defects = Defects(bench.open.bridge.post, bench.open.dialogs.tell)
    timer = QTimer(bench.open.window)
    timer.timeout.connect(answer)
    timer.start(20)
    yield said
    timer.stop()
    defects.close()


def replies(bench: DeskBench) -> list[str]:
    return [one.text for one in take.messages(bench.studio.library, bench.studio.takes[0])]


def send_again(bench: DeskBench, qtbot: QtBot) -> None:
    """Send what is in the reply once the dialog is gone, and give the window the keyboard as a window manager does."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    bench.open.window.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    bench.hands.press(Qt.Key.Key_Return, CTRL)


def test_a_library_that_goes_away_and_comes_back(bench: DeskBench, qtbot: QtBot, told: list[str]) -> None:
    folder = bench.studio.library.folder
    bench.hands.press(Qt.Key.Key_Return)
    bench.hands.type("Well done")
    folder.rename(folder.with_name("away"))
    bench.hands.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "not reachable" in told[0]
    assert bench.open.panes.thread.text == "Well done"
    folder.with_name("away").rename(folder)
    send_again(bench, qtbot)
    qtbot.waitUntil(lambda: replies(bench) == ["Well done"])


def test_a_full_drive(bench: DeskBench, qtbot: QtBot, told: list[str]) -> None:
    with bench.studio.library._connections.one() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    bench.hands.press(Qt.Key.Key_Return)
    composer = QApplication.focusWidget()
    assert isinstance(composer, QPlainTextEdit)
    composer.insertPlainText("Legato. " * 1_200)
    bench.hands.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told) > 0)
    assert "drive is full" in told[0]
    assert bench.open.panes.thread.text == composer.toPlainText()
    with bench.studio.library._connections.one() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    send_again(bench, qtbot)
    qtbot.waitUntil(lambda: len(replies(bench)) == 1)


def test_the_window_stays_once_while_what_is_written_cannot_be_kept(bench: DeskBench, told: list[str]) -> None:
    folder = bench.studio.library.folder
    bench.hands.press(Qt.Key.Key_Return)
    bench.hands.type("Half a sen")
    folder.rename(folder.with_name("away"))
    assert not bench.open.window.close()
    assert bench.open.window.isVisible()
    assert "not kept yet" in told[0]
    assert bench.open.window.close()
    folder.with_name("away").rename(folder)
