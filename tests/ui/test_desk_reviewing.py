"""Through the pile by keyboard: reply, send, next, undo, drafts, the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.edits.checks import MOST_TEXT
from practika_desktop.model.errors import EditError
from practika_desktop.model.records import Message, Submission
from practika_desktop.store import take, takes
from practika_desktop.store.take import TakeDetail
from practika_desktop.store.takes import InboxFilter
from practika_desktop.ui.shell.all_done import AllDonePage
from practika_desktop.ui.theme.theme import Theme
from tests.support.desks import DeskBench, open_bench

pytestmark = pytest.mark.desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _submission(bench: DeskBench, number: int) -> Submission:
    detail = take.detail(bench.studio.library, bench.studio.takes[number])
    assert isinstance(detail, TakeDetail)
    return detail.submission


def _texts(bench: DeskBench, number: int) -> list[str]:
    return [message.text for message in take.messages(bench.studio.library, bench.studio.takes[number])]


def _send(bench: DeskBench, text: str) -> None:
    bench.hands.press(Key.Key_Return)
    bench.hands.type(text)
    bench.hands.press(Key.Key_Return, CTRL)


def test_one_key_sends_marks_reviewed_and_goes_on(bench: DeskBench) -> None:
    _send(bench, "Well done")
    bench.wait_for_take(bench.studio.takes[1])
    assert _texts(bench, 0) == ["Well done"]
    assert _submission(bench, 0).reviewed_at is not None
    assert bench.open.panes.thread.text == ""
    assert takes.count(bench.studio.library, InboxFilter()) == 1


def test_without_a_text_the_take_is_just_reviewed(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_Return, CTRL)
    assert _texts(bench, 0) == []
    assert _submission(bench, 0).reviewed_at is not None


def test_the_keyboard_is_at_the_player_of_the_next_take(bench: DeskBench, qtbot: QtBot) -> None:
    _send(bench, "Well done")
    bench.wait_for_take(bench.studio.takes[1])
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bench.frame > 2)
    bench.hands.press(Key.Key_Space)


def test_sending_is_taken_back_by_the_toast_and_the_text_is_there_again(bench: DeskBench) -> None:
    _send(bench, "Well done")
    bench.wait_for_take(bench.studio.takes[1])
    bench.open.window.toast.take_back()
    bench.wait_for_take(bench.studio.takes[0])
    assert _texts(bench, 0) == []
    assert _submission(bench, 0).reviewed_at is None


def test_sending_is_taken_back_though_other_things_were_done(bench: DeskBench) -> None:
    _send(bench, "Well done")
    bench.wait_for_take(bench.studio.takes[1])
    bench.hands.press(Key.Key_D, CTRL)
    assert _submission(bench, 1).reviewed_at is not None
    bench.open.window.toast.take_back()
    assert _texts(bench, 0) == []
    assert _submission(bench, 0).reviewed_at is None
    assert _submission(bench, 1).reviewed_at is not None


def test_the_take_that_is_sent_off_is_not_shown_anew_before_it_is_left(
    bench: DeskBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread, shown = bench.open.panes.thread, []

    def note(messages: list[Message], *_rest: object) -> None:
        shown.append((bench.desk.taking.submission_id, len(messages)))

    monkeypatch.setattr(thread, "show_thread", note)
    _send(bench, "Well done")
    assert shown == [(bench.studio.takes[1], 0)]


def test_a_take_that_cannot_be_sent_off_is_shown_as_before(bench: DeskBench) -> None:
    thread = bench.open.panes.thread
    thread.composer.text.setPlainText("a" * (MOST_TEXT + 1))
    with pytest.raises(EditError):
        bench.desk.reviewing.send_and_go_on()
    assert bench.desk.taking.submission_id == bench.studio.takes[0]
    thread.composer.text.setPlainText("Well done")
    thread.composer.send.click()
    assert [card.content.text for card in thread.cards.cards] == ["Well done"]


def test_what_is_half_written_stays_with_its_take(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_Return)
    bench.hands.type("I think that")
    bench.hands.press(Key.Key_Escape)
    bench.hands.press(Key.Key_PageDown)
    bench.wait_for_take(bench.studio.takes[1])
    assert bench.open.panes.thread.text == ""
    bench.hands.press(Key.Key_PageUp)
    bench.wait_for_take(bench.studio.takes[0])
    assert bench.open.panes.thread.text == "I think that"


def test_escape_leads_from_the_reply_to_the_player(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert bench.open.panes.thread.isAncestorOf(focus)
    bench.hands.press(Key.Key_Escape)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is bench.open.panes.player or bench.open.panes.player.isAncestorOf(focus)


def test_reviewed_and_waiting_by_one_key(bench: DeskBench) -> None:
    action = bench.open.binder.action("review.reviewed")
    assert action.text() == "Mark reviewed"
    bench.hands.press(Key.Key_D, CTRL)
    assert _submission(bench, 0).reviewed_at is not None
    assert action.text() == "Mark as waiting"
    bench.hands.press(Key.Key_D, CTRL)
    assert _submission(bench, 0).reviewed_at is None


def test_next_waiting_goes_round_what_is_left(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_N)
    bench.wait_for_take(bench.studio.takes[1])
    bench.hands.press(Key.Key_N)
    bench.wait_for_take(bench.studio.takes[0])


def test_at_the_end_of_the_pile_stands_what_was_done(bench: DeskBench) -> None:
    _send(bench, "Well done")
    bench.wait_for_take(bench.studio.takes[1])
    bench.hands.press(Key.Key_Return, CTRL)
    page = bench.open.window.all_done
    assert isinstance(page, AllDonePage)
    assert page.isVisible()
    assert page.accessibleDescription().startswith("2 takes reviewed, 1 message sent")
    assert bench.open.window.rooms.status.words.startswith("Not connected to a studio")


def test_the_next_take_is_on_screen_at_once(bench: DeskBench, qtbot: QtBot) -> None:
    following, pane = bench.studio.takes[1], bench.open.panes.player
    qtbot.waitUntil(lambda: bench.open.player.is_at_hand(following), timeout=9_000)
    bench.hands.press(Key.Key_N)
    assert (pane.state.key, pane.state.frame) == (following, 0)
    assert pane.painted_frame == 0


def test_walking_up_the_list_the_one_above_is_opened_ahead_as_well(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=3) as bench:
        above, here, below = bench.studio.takes
        for key, take_id in ((Key.Key_PageDown, here), (Key.Key_PageDown, below), (Key.Key_PageUp, here)):
            bench.hands.press(key)
            bench.wait_for_take(take_id)
        player = bench.open.player
        qtbot.waitUntil(lambda: player.is_at_hand(above) and player.is_at_hand(below), timeout=9_000)


def test_sending_keeps_what_is_being_written_into_a_marker(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    bench.hands.type("too fast")
    bench.hands.press(Key.Key_Return, CTRL)
    bench.wait_for_take(bench.studio.takes[1])
    assert [marker.text for marker in take.markers(bench.studio.library, bench.studio.takes[0])] == ["too fast"]


def test_a_key_answers_the_chosen_marker(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    bench.hands.type("count")
    bench.hands.press(Key.Key_Return)
    bench.hands.press(Key.Key_Return, SHIFT)
    bench.hands.type("like this")
    bench.hands.press(Key.Key_Return, CTRL)
    [marker] = take.markers(bench.studio.library, bench.studio.takes[0])
    [message] = take.messages(bench.studio.library, bench.studio.takes[0])
    assert (message.text, message.answers_marker_id) == ("like this", marker.id)


def test_the_chosen_marker_is_answered_from_the_list_of_markers_too(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    bench.hands.press(Key.Key_Return)
    bench.open.panes.markers.list.setFocus()
    bench.hands.press(Key.Key_Return, SHIFT)
    assert QApplication.focusWidget() is bench.open.panes.thread.composer.text
    assert bench.open.panes.thread.answers_marker_id is not None


def test_without_a_marker_there_is_nothing_to_answer(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_Return, SHIFT)
    assert QApplication.focusWidget() is not bench.open.panes.thread.composer.text
