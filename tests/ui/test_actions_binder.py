"""The table at work in a window: keys, changed keys, titles, who gets a key first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from practika_desktop.ui.actions.action import Menu
from practika_desktop.ui.actions.table import ACTIONS
from practika_desktop.ui.settings.table import KEY_CHANGES, SINGLE_KEYS
from practika_desktop.ui.theme.theme import Appearance
from tests.support.desks import DeskBench

pytestmark = pytest.mark.desktop

Key = Qt.Key


def test_every_action_is_in_its_menu(bench: DeskBench) -> None:
    menus = {menu.title(): menu for menu in bench.open.window.menuBar().findChildren(QMenu)}
    for menu in Menu:
        entries = [entry.objectName() for entry in menus[menu.value].actions() if not entry.isSeparator()]
        assert entries == [action.id for action in ACTIONS if action.menu is menu]


def test_tool_tips_name_the_key(bench: DeskBench) -> None:
    assert bench.open.binder.action("play.toggle").toolTip() == "Play or pause (Space)"


def test_a_changed_key_holds_at_once(bench: DeskBench) -> None:
    bench.open.settings.set(KEY_CHANGES, {"play.toggle": ["F9"]})
    assert bench.open.binder.action("play.toggle").toolTip() == "Play or pause (F9)"
    bench.hands.press(Key.Key_Space)
    assert not bench.is_playing()
    bench.hands.press(Key.Key_F9)
    assert bench.is_playing()
    bench.hands.press(Key.Key_F9)


def test_without_single_characters_letters_do_nothing(bench: DeskBench) -> None:
    bench.open.settings.set(SINGLE_KEYS, False)
    bench.hands.press(Key.Key_L)
    assert not bench.is_playing()
    bench.hands.press(Key.Key_Space)
    assert bench.is_playing()
    bench.hands.press(Key.Key_Space)


def test_a_list_keeps_its_arrows_and_leaves_the_rest_to_the_player(bench: DeskBench, qtbot: QtBot) -> None:
    bench.open.panes.inbox.focus_list()
    rate = bench.open.player.state.rate
    bench.hands.press(Key.Key_Down)
    assert bench.open.player.state.rate == rate
    bench.hands.press(Key.Key_Right)
    bench.wait_for_frame(1)
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bench.frame > 3)
    bench.hands.press(Key.Key_Space)


def test_a_button_with_the_keyboard_is_pressed_by_space(bench: DeskBench) -> None:
    button = bench.open.panes.player.bar.button("play.loop")
    button.setFocus()
    bench.hands.press(Key.Key_Space)
    assert bench.open.player.state.loop_on
    assert not bench.is_playing()


def test_what_cannot_be_done_is_not_offered(bench: DeskBench) -> None:
    for action_id in ("edit.undo", "edit.redo", "mark.delete", "mark.link", "play.no_loop", "studio.own"):
        assert not bench.open.binder.action(action_id).isEnabled(), action_id
    for action_id in ("play.toggle", "mark.feedback", "review.send", "review.compose"):
        assert bench.open.binder.action(action_id).isEnabled(), action_id
    bench.desk.taking.clear()
    for action_id in ("play.toggle", "mark.feedback", "review.send", "review.compose"):
        assert not bench.open.binder.action(action_id).isEnabled(), action_id


def test_icons_follow_the_theme(bench: DeskBench) -> None:
    action = bench.open.binder.action("play.toggle")
    light = action.icon().pixmap(24, 24).toImage()
    bench.open.theme.set_appearance(Appearance.DARK)
    assert action.icon().pixmap(24, 24).toImage() != light


def test_rooms_are_walked_by_key(bench: DeskBench) -> None:
    rooms = [bench.open.panes.inbox, bench.open.panes.player, bench.open.panes.score, bench.open.window.tabs]
    walked = []
    for _ in range(8):
        bench.hands.press(Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        walked.append(next(n for n, room in enumerate(rooms) if room is focus or room.isAncestorOf(focus)))
    assert walked == [2, 3, 0, 1, 2, 3, 0, 1]


def test_the_score_bar_names_the_keys_that_hold(scored_bench: DeskBench) -> None:
    bar = scored_bench.open.panes.score.bar
    assert bar.back.toolTip() == "Page back ([)"
    scored_bench.open.settings.set(KEY_CHANGES, {"score.previous": ["Ctrl+B"]})
    assert bar.back.toolTip() == "Page back (Ctrl+B)"


def test_a_tool_tip_says_what_would_be_undone(bench: DeskBench) -> None:
    bench.hands.press(Qt.Key.Key_M)
    bench.hands.press(Qt.Key.Key_Return)
    assert bench.open.binder.action("edit.undo").toolTip() == "Undo add marker (Ctrl+Z)"


def test_the_timeline_is_zoomed_by_key_from_anywhere(bench: DeskBench) -> None:
    timeline = bench.open.panes.player.timeline

    def whole() -> float:
        return timeline.scale.ms(timeline.width()) - timeline.scale.ms(0)

    before = whole()
    bench.open.panes.inbox.focus_list()
    bench.hands.type("+")
    nearer = whole()
    bench.hands.type("=")
    assert whole() < nearer < before
    bench.hands.type("-")
    assert whole() == pytest.approx(nearer)
    bench.hands.type("0")
    assert whole() == before
