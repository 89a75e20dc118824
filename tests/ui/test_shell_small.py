"""The small parts around the panes: toast, status line, pages, the measure field, the bridge between threads."""

import threading
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.desk.sitting import Sitting
from practika_desktop.ui.shell.all_done import AllDonePage
from practika_desktop.ui.shell.elided import ElidedLabel
from practika_desktop.ui.shell.first_start import FirstStartPage
from practika_desktop.ui.shell.status_line import StatusLine, to_send_words
from practika_desktop.ui.shell.toast import Toast
from practika_desktop.ui.theme.theme import Theme

pytestmark = pytest.mark.desktop


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


# --- toast ---


def test_the_toast_takes_back_once(window: QWidget, theme: Theme) -> None:
    toast = Toast(theme, window)
    undone: list[str] = []
    toast.say("Sent to Ana", lambda: undone.append("sent"))
    [button] = [button for button in toast.findChildren(QPushButton) if button.text() == "Undo"]
    assert toast.isVisible()
    button.click()
    toast.take_back()
    assert undone == ["sent"]
    assert not toast.isVisible()


def test_the_toast_offers_no_undo_where_there_is_none(window: QWidget, theme: Theme) -> None:
    toast = Toast(theme, window)
    toast.say("Undone: add marker")
    assert [button for button in toast.findChildren(QPushButton) if button.isVisible()] == []
    toast.hide()


def test_a_new_word_replaces_the_one_before(window: QWidget, theme: Theme) -> None:
    toast = Toast(theme, window)
    undone: list[str] = []
    toast.say("one", lambda: undone.append("one"))
    toast.say("two", lambda: undone.append("two"))
    toast.take_back()
    assert (toast.words, undone) == ("two", ["two"])


def test_the_toast_leaves_the_keyboard_alone_and_stays_inside(window: QWidget, theme: Theme) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    toast = Toast(theme, window)
    toast.say("Marker deleted", lambda: None)
    assert field.hasFocus()
    window.resize(500, 400)
    assert window.rect().contains(toast.geometry())
    toast.hide()


# --- status line ---


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (0, "Not connected to a studio: everything is kept on this machine"),
        (1, "Not connected to a studio: 1 change is kept on this machine"),
        (1234, "Not connected to a studio: 1,234 changes are kept on this machine"),
    ],
)
def test_what_is_to_send_is_said_in_words(changes: int, words: str) -> None:
    assert to_send_words(changes) == words


def test_long_work_is_shown_and_can_be_stopped(window: QWidget, theme: Theme) -> None:
    line = StatusLine(theme, window)
    line.show()
    stopped: list[bool] = []
    [bar] = line.findChildren(QProgressBar)
    [stop] = line.findChildren(QToolButton)
    assert not bar.isVisible()
    line.show_work(3, 12, "Importing", lambda: stopped.append(True))
    assert bar.isVisible()
    assert bar.value() / bar.maximum() == pytest.approx(0.25)
    stop.click()
    assert stopped == [True]
    line.work_done()
    assert not bar.isVisible()


def test_bytes_beyond_what_a_bar_counts_are_shown_in_proportion(window: QWidget, theme: Theme) -> None:
    line = StatusLine(theme, window)
    [bar] = line.findChildren(QProgressBar)
    line.show_work(30 << 30, 40 << 30, "Copying")
    assert bar.value() / bar.maximum() == pytest.approx(0.75)


# --- pages ---


def test_the_first_start_offers_three_ways(theme: Theme, qtbot: QtBot) -> None:
    page = FirstStartPage(theme, has_sample=True)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.import_wanted):
        page.import_card.button.click()
    with qtbot.waitSignal(page.sample_wanted):
        page.sample_card.button.click()
    assert not page.connect_card.button.isEnabled()
    assert "Not in this version" in page.connect_card.button.accessibleDescription()


def test_all_done_says_what_was_done(theme: Theme, qtbot: QtBot) -> None:
    page = AllDonePage(theme)
    qtbot.addWidget(page)
    page.show_sitting(Sitting(since_ms=0, reviewed=3, markers=9, messages=2), 15 * 60_000)
    assert page.title == "All done"
    assert page.accessibleDescription() == "3 takes reviewed, 9 markers made, 2 messages sent, in 15 minutes."


# --- the bridge ---


def test_calls_from_other_threads_run_here_in_order(qtbot: QtBot) -> None:
    bridge = Bridge()
    ran: list[tuple[int, int]] = []

    def note(n: int) -> None:
        ran.append((n, threading.get_ident()))

    def post_all() -> None:
        for n in range(100):
            bridge.post(partial(note, n))

    thread = threading.Thread(target=post_all)
    thread.start()
    thread.join()
    assert ran == []
    qtbot.waitUntil(lambda: len(ran) == 100)
    assert ran == [(n, threading.get_ident()) for n in range(100)]


def test_a_closed_bridge_runs_nothing(qtbot: QtBot) -> None:
    bridge, other = Bridge(), Bridge()
    ran: list[str] = []
    bridge.post(lambda: ran.append("closed"))
    bridge.close()
    other.post(lambda: ran.append("open"))
    qtbot.waitUntil(lambda: "open" in ran)
    assert ran == ["open"]


# --- words where there is little room ---


def test_a_long_line_ends_in_an_ellipsis(window: QWidget) -> None:
    label = ElidedLabel(window)
    label.say("First part, hands together · Minuet in G · 3 Nov 2026, 18:20")
    label.resize(120, 20)
    assert label.shown.endswith("…")
    assert label.toolTip() == label.text()
    label.resize(2000, 20)
    assert label.shown == label.text()


def test_the_toast_keeps_to_the_room_it_covers(window: QWidget, theme: Theme) -> None:
    inbox = QWidget(window)
    inbox.resize(300, 600)
    toast = Toast(theme, window, inbox)
    toast.say("Sent to Ana and marked reviewed", lambda: None)
    assert toast.geometry().right() < inbox.geometry().right()
    assert toast.geometry().left() > 0
    toast.hide()
