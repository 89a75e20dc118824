"""The end of the pile: when it is reached, what works there, and the ways back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from practika_desktop.store import take, takes
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.theme.theme import Theme
from tests.support.desks import DeskBench, open_bench

pytestmark = pytest.mark.desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ended(tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot) -> Iterator[DeskBench]:
    """Give a desk with one take, which was answered and sent a moment ago: nothing waits any more."""
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=1) as bench:
        bench.hands.press(Key.Key_Return)
        bench.hands.type("Well done")
        bench.hands.press(Key.Key_Return, CTRL)
        assert bench.open.window.all_done.isVisible()
        yield bench


def _is_back(bench: DeskBench) -> bool:
    return not bench.open.window.all_done.isVisible() and bench.desk.taking.submission_id == bench.studio.takes[0]


def _waits(bench: DeskBench) -> int:
    return takes.count(bench.studio.library, InboxFilter())


def test_the_last_one_that_waits_is_not_done(tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=1) as bench:
        bench.hands.press(Key.Key_N)
        assert _is_back(bench)
        assert bench.open.window.toast.words == "This is the last one that waits"


def test_a_filter_that_hides_the_rest_is_named(bench: DeskBench) -> None:
    bench.open.panes.inbox.filters.search.setText("nobody of this name")
    bench.hands.press(Key.Key_N)
    assert _is_back(bench)
    assert bench.open.window.toast.words == "Nothing else matches the filter"


def test_sending_says_that_the_filter_hides_the_rest_and_can_be_undone(bench: DeskBench) -> None:
    bench.open.panes.inbox.filters.search.setText("nobody of this name")
    bench.open.panes.player.setFocus()
    bench.hands.press(Key.Key_Return, CTRL)
    assert _is_back(bench)
    words = "Ana Ferreira's take is marked reviewed. Nothing else matches the filter"
    assert bench.open.window.toast.words == words
    bench.open.window.toast.take_back()
    assert _waits(bench) == 2


def test_undo_leads_back_to_the_take_and_its_reply(ended: DeskBench) -> None:
    ended.hands.press(Key.Key_Z, CTRL)
    assert _is_back(ended)
    assert ended.open.panes.thread.isVisible()
    assert ended.open.panes.thread.text == "Well done"
    assert _waits(ended) == 1
    ended.hands.press(Key.Key_Z, CTRL | SHIFT)
    assert ended.open.window.all_done.isVisible()
    assert _waits(ended) == 0
    assert [one.text for one in take.messages(ended.studio.library, ended.studio.takes[0])] == ["Well done"]


def test_undo_leads_back_from_the_next_take(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_Return)
    bench.hands.type("Well done")
    bench.hands.press(Key.Key_Return, CTRL)
    bench.wait_for_take(bench.studio.takes[1])
    bench.hands.press(Key.Key_Z, CTRL)
    assert _is_back(bench)
    assert bench.open.panes.thread.text == "Well done"
    bench.hands.press(Key.Key_Z, CTRL | SHIFT)
    bench.wait_for_take(bench.studio.takes[1])
    assert bench.open.panes.thread.text == ""


def test_undoing_what_ended_the_pile_by_hand_leads_back(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=1) as bench:
        bench.hands.press(Key.Key_D, CTRL)
        bench.hands.press(Key.Key_N)
        assert bench.open.window.all_done.isVisible()
        bench.hands.press(Key.Key_Z, CTRL)
        assert _is_back(bench)


@pytest.mark.parametrize("key", [Key.Key_PageUp, Key.Key_PageDown, Key.Key_Escape])
def test_a_key_leads_back_to_the_last_take(ended: DeskBench, key: Key) -> None:
    ended.hands.press(Key.Key_N)
    ended.hands.press(key)
    assert _is_back(ended)
    assert ended.open.panes.inbox.chosen == ended.studio.takes[0]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert ended.open.panes.player.isAncestorOf(focus)


def test_escape_leads_away_though_no_take_was_there_before(bench: DeskBench) -> None:
    bench.desk.taking.clear()
    bench.desk.rooms.show_all_done(bench.desk.sitting, 0)
    bench.hands.press(Key.Key_Escape)
    assert not bench.open.window.all_done.isVisible()


def test_no_key_acts_on_a_take_that_is_not_shown(ended: DeskBench) -> None:
    ended.open.window.setFocus()
    for key in (Key.Key_M, Key.Key_1, Key.Key_L, Key.Key_Return):
        ended.hands.press(key)
    ended.hands.press(Key.Key_D, CTRL)
    assert ended.open.window.all_done.isVisible()
    assert not ended.is_playing()
    assert take.markers(ended.studio.library, ended.studio.takes[0]) == []
    assert _waits(ended) == 0


def test_the_button_leads_to_the_newest_reviewed_take(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot) as bench:
        newest = bench.studio.takes[1]
        bench.hands.press(Key.Key_PageDown)
        bench.wait_for_take(newest)
        for _ in bench.studio.takes:
            bench.open.binder.action("review.send").trigger()
        button = bench.open.window.all_done.findChild(QPushButton)
        assert button is not None
        button.click()
        bench.wait_for_take(newest)
        assert not bench.open.window.all_done.isVisible()
        assert bench.open.panes.inbox.current_filter.state is TakeState.REVIEWED
        assert bench.open.panes.inbox.chosen == newest
