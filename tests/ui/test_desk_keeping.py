"""What is half-written is never lost: drafts, markers and messages that are being typed into."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from practika_desktop.edits.messages import send_message
from practika_desktop.store import take
from practika_desktop.store.library import Library
from practika_desktop.ui.theme.theme import Theme
from tests.support.desks import DeskBench, open_bench

pytestmark = pytest.mark.desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def _draft(bench: DeskBench, number: int = 0) -> str | None:
    """Read a take's draft as another desk would, from the drive."""
    with Library.open(bench.studio.library.folder, read_only=True) as other:
        draft = take.draft(other, bench.studio.takes[number])
    return draft.text if draft is not None else None


def _marker_texts(bench: DeskBench) -> list[str]:
    return [marker.text for marker in take.markers(bench.studio.library, bench.studio.takes[0])]


def _write_reply(bench: DeskBench, text: str) -> None:
    bench.hands.press(Key.Key_Return)
    bench.hands.type(text)


def _trigger(bench: DeskBench, action_id: str) -> None:
    """Choose an entry of a menu: the keyboard stays where it is."""
    bench.open.binder.action(action_id).trigger()


def test_a_pause_in_writing_keeps_the_reply(bench: DeskBench, qtbot: QtBot) -> None:
    _write_reply(bench, "I think")
    qtbot.waitUntil(lambda: _draft(bench) == "I think", timeout=3_000)
    bench.hands.type(" that")
    qtbot.waitUntil(lambda: _draft(bench) == "I think that", timeout=3_000)


def test_a_reply_kept_in_a_pause_is_there_when_one_comes_back(bench: DeskBench, qtbot: QtBot) -> None:
    _write_reply(bench, "I think")
    qtbot.waitUntil(lambda: _draft(bench) is not None, timeout=3_000)
    _trigger(bench, "review.next")
    bench.wait_for_take(bench.studio.takes[1])
    assert bench.open.panes.thread.text == ""
    _trigger(bench, "review.previous")
    bench.wait_for_take(bench.studio.takes[0])
    assert bench.open.panes.thread.text == "I think"


def test_a_reply_that_is_emptied_leaves_no_draft(bench: DeskBench) -> None:
    _write_reply(bench, "No")
    bench.open.panes.player.setFocus()
    assert _draft(bench) == "No"
    _write_reply(bench, "")
    bench.hands.press(Key.Key_A, CTRL)
    bench.hands.press(Key.Key_Backspace)
    bench.open.panes.player.setFocus()
    assert _draft(bench) is None


def test_leaving_the_reply_for_another_room_keeps_it(bench: DeskBench) -> None:
    _write_reply(bench, "I think")
    search = bench.open.panes.inbox.findChild(QLineEdit)
    assert search is not None
    search.setFocus()
    assert _draft(bench) == "I think"


def test_what_is_only_looked_at_is_not_saved_anew(bench: DeskBench) -> None:
    _write_reply(bench, "I think")
    bench.open.panes.player.setFocus()
    before = bench.open.history.undo_title, take.draft(bench.studio.library, bench.studio.takes[0])
    for action in ("review.next", "review.previous"):
        _trigger(bench, action)
    assert (bench.open.history.undo_title, take.draft(bench.studio.library, bench.studio.takes[0])) == before


def test_closing_the_desk_keeps_what_is_half_written(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot) as bench:
        first = bench.studio.takes[0]
        bench.hands.press(Key.Key_M)
        bench.hands.type("too fast")
        bench.open.panes.thread.composer.text.setPlainText("I think that")
    with Library.open(tmp_path / "library") as library:
        draft = take.draft(library, first)
        assert [marker.text for marker in take.markers(library, first)] == ["too fast"]
    assert draft is not None
    assert draft.text == "I think that"


@pytest.mark.parametrize("action", ["review.next", "review.next_waiting"])
def test_another_take_by_the_menu_keeps_the_markers_text(bench: DeskBench, action: str) -> None:
    bench.hands.press(Key.Key_M)
    bench.hands.type("too fast")
    _trigger(bench, action)
    bench.wait_for_take(bench.studio.takes[1])
    assert _marker_texts(bench) == ["too fast"]
    assert bench.open.history.undo_title == "Add marker"


def test_another_take_by_the_menu_keeps_the_messages_text(bench: DeskBench) -> None:
    bench.open.history.run(send_message, submission_id=bench.studio.takes[0], text="Well")
    [card] = bench.open.panes.thread.cards.cards
    bench.desk.rooms.thread()
    card.begin_edit()
    bench.hands.type(" done")
    _trigger(bench, "review.next")
    bench.wait_for_take(bench.studio.takes[1])
    [message] = take.messages(bench.studio.library, bench.studio.takes[0])
    assert message.text == "Well done"


def test_closing_the_desk_keeps_a_messages_text(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot) as bench:
        first = bench.studio.takes[0]
        bench.open.history.run(send_message, submission_id=first, text="Well")
        [card] = bench.open.panes.thread.cards.cards
        bench.desk.rooms.thread()
        card.begin_edit()
        bench.hands.type(" done")
    with Library.open(tmp_path / "library") as library:
        assert [message.text for message in take.messages(library, first)] == ["Well done"]


def test_the_toasts_undo_keeps_what_is_typed_into_a_marker_of_the_next_take(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_Return, CTRL)
    bench.wait_for_take(bench.studio.takes[1])
    bench.hands.press(Key.Key_M)
    bench.hands.type("too fast")
    bench.open.window.toast.take_back()
    bench.wait_for_take(bench.studio.takes[0])
    texts = [marker.text for marker in take.markers(bench.studio.library, bench.studio.takes[1])]
    assert texts == ["too fast"]


def test_undo_by_the_menu_keeps_the_text_for_redo(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    bench.hands.type("too fast")
    _trigger(bench, "edit.undo")
    assert _marker_texts(bench) == []
    _trigger(bench, "edit.redo")
    assert _marker_texts(bench) == ["too fast"]


def test_undo_by_the_menu_keeps_a_reply_that_is_being_written(bench: DeskBench) -> None:
    _write_reply(bench, "Well done")
    bench.open.panes.thread.composer.send.click()
    bench.hands.type("And")
    _trigger(bench, "edit.undo")
    assert bench.open.panes.thread.text == "Well done\n\nAnd"
