"""Markers by keyboard: made at the shown frame, written, chosen, deleted, undone."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker
from practika_desktop.store import take
from tests.support.desks import DeskBench

pytestmark = pytest.mark.desktop

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def _markers(bench: DeskBench) -> list[Marker]:
    return take.markers(bench.studio.library, bench.studio.takes[0])


def _go_to(bench: DeskBench, frame: int) -> None:
    bench.open.player.seek_frame(frame)
    bench.open.panes.player.tick()
    bench.wait_for_frame(frame)


def _write(bench: DeskBench, text: str) -> None:
    bench.hands.type(text)
    bench.hands.press(Key.Key_Return)


@pytest.mark.parametrize(
    ("modifiers", "kind"),
    [
        (Qt.KeyboardModifier.NoModifier, MarkerKind.FEEDBACK),
        (SHIFT, MarkerKind.QUESTION),
        (ALT, MarkerKind.PRAISE),
    ],
)
def test_a_marker_stands_at_the_shown_frame(bench: DeskBench, modifiers: Qt.KeyboardModifier, kind: MarkerKind) -> None:
    _go_to(bench, 20)
    bench.hands.press(Key.Key_M, modifiers)
    _write(bench, "count 1-2-3-4")
    [marker] = _markers(bench)
    index = bench.open.player.state.index
    assert index is not None
    assert (marker.kind, marker.text, marker.end_ms) == (kind, "count 1-2-3-4", None)
    assert index.frame_at_ms(marker.start_ms) == 20
    assert bench.open.panes.player.selected == marker.id
    assert bench.open.panes.markers.selected == marker.id


def test_playing_pauses_while_one_writes_and_goes_on_with_enter(bench: DeskBench, qtbot: QtBot) -> None:
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bench.frame > 3)
    bench.hands.press(Key.Key_M)
    assert not bench.is_playing()
    _write(bench, "rushing")
    assert bench.is_playing()
    bench.hands.press(Key.Key_Space)
    assert not bench.is_playing()


def test_a_paused_take_stays_paused_after_writing(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    assert not bench.is_playing()


@pytest.mark.parametrize(
    "stop",
    [
        (Key.Key_Space,),
        (Key.Key_Left, Key.Key_Left),
        (Key.Key_Space, Key.Key_Left, Key.Key_Right),
        (Key.Key_M, Key.Key_Escape),
    ],
)
def test_a_take_stopped_for_a_marker_plays_on_once_it_is_written(
    bench: DeskBench, qtbot: QtBot, stop: tuple[Key, ...]
) -> None:
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bench.frame > 5)
    for key in stop:
        bench.hands.press(key)
    assert not bench.is_playing()
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    assert bench.is_playing()
    bench.hands.press(Key.Key_Space)


@pytest.mark.parametrize("elsewhere", [Key.Key_K, Key.Key_Home])
def test_a_take_that_was_left_where_it_stood_stays_paused(bench: DeskBench, qtbot: QtBot, elsewhere: Key) -> None:
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bench.frame > 5)
    bench.hands.press(Key.Key_Space)
    bench.hands.press(elsewhere)
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    assert not bench.is_playing()


def test_escape_on_a_fresh_marker_is_as_if_nothing_was_pressed(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    assert len(_markers(bench)) == 1
    bench.hands.type("never mind")
    bench.hands.press(Key.Key_Escape)
    assert _markers(bench) == []
    assert bench.open.history.undo_title is None


def test_escape_on_a_fresh_marker_leaves_undo_and_redo_as_they_were(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_D, CTRL)
    bench.hands.press(Key.Key_Z, CTRL)
    bench.hands.press(Key.Key_M)
    bench.hands.press(Key.Key_Escape)
    assert bench.open.binder.action("edit.undo").text() == "Undo"
    assert bench.open.binder.action("edit.redo").text() == "Redo mark reviewed"


def test_a_new_marker_with_its_text_is_one_step(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    _write(bench, "count")
    assert bench.open.binder.action("edit.undo").text() == "Undo add marker"
    bench.hands.press(Key.Key_Z, CTRL)
    assert _markers(bench) == []
    bench.hands.press(Key.Key_Z, CTRL | SHIFT)
    assert [marker.text for marker in _markers(bench)] == ["count"]


def test_what_is_written_later_is_a_step_of_its_own(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    _write(bench, "count")
    bench.hands.press(Key.Key_E)
    _write(bench, " aloud")
    bench.hands.press(Key.Key_Z, CTRL)
    assert [marker.text for marker in _markers(bench)] == ["count"]


def test_escape_on_a_written_marker_leaves_its_text(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    _write(bench, "keep me")
    bench.hands.press(Key.Key_E)
    bench.hands.type(" or not")
    bench.hands.press(Key.Key_Escape)
    assert [marker.text for marker in _markers(bench)] == ["keep me"]


def test_a_loop_makes_the_marker_a_range(bench: DeskBench) -> None:
    _go_to(bench, 10)
    bench.hands.press(Key.Key_I)
    _go_to(bench, 30)
    bench.hands.press(Key.Key_O)
    bench.hands.press(Key.Key_M)
    _write(bench, "this line")
    [marker] = _markers(bench)
    state = bench.open.player.state
    assert (marker.start_ms, marker.end_ms) == (state.loop_in_ms, state.loop_out_ms)
    assert marker.end_ms is not None
    assert marker.end_ms > marker.start_ms


def test_behind_the_loop_it_is_a_moment_again_and_the_loop_is_over(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_I)
    _go_to(bench, 30)
    bench.hands.press(Key.Key_O)
    assert bench.open.player.state.loop_on
    bench.hands.press(Key.Key_M)
    _write(bench, "this line")
    state = bench.open.player.state
    assert not state.loop_on
    assert state.loop_out_ms is not None
    _go_to(bench, 31)
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    assert [marker.end_ms for marker in _markers(bench)] == [state.loop_out_ms, None]


def test_an_open_loop_ends_with_the_marker(bench: DeskBench) -> None:
    _go_to(bench, 10)
    bench.hands.press(Key.Key_I)
    _go_to(bench, 30)
    bench.hands.press(Key.Key_M)
    _write(bench, "from there to here")
    [marker] = _markers(bench)
    index, state = bench.open.player.state.index, bench.open.player.state
    assert index is not None
    assert (marker.start_ms, marker.end_ms) == (index.ms(10), index.ms(31))
    assert (state.loop_in_ms, state.loop_out_ms, state.loop_on) == (index.ms(10), index.ms(31), False)


@pytest.mark.parametrize("frame", [5, 10])
def test_at_the_start_of_an_open_loop_and_before_it_it_is_a_moment(bench: DeskBench, frame: int) -> None:
    _go_to(bench, 10)
    bench.hands.press(Key.Key_I)
    _go_to(bench, frame)
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    assert _markers(bench)[0].end_ms is None
    assert bench.open.player.state.loop_out_ms is None


def test_a_range_that_is_given_up_leaves_the_loop_on(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_I)
    _go_to(bench, 30)
    bench.hands.press(Key.Key_O)
    bench.hands.press(Key.Key_M)
    bench.hands.press(Key.Key_Escape)
    assert bench.open.player.state.loop_on


def test_without_the_loop_it_is_a_moment_again(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_I)
    _go_to(bench, 30)
    bench.hands.press(Key.Key_O)
    bench.hands.press(Key.Key_P, SHIFT)
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    assert _markers(bench)[0].end_ms is None


def test_a_snippet_is_one_key_and_playing_goes_on(bench: DeskBench, qtbot: QtBot) -> None:
    bench.open.history.run(set_snippet, position=3, text="Listen to the bass", kind=MarkerKind.PRAISE)
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bench.frame > 3)
    bench.hands.press(Key.Key_3)
    bench.hands.press(Key.Key_4)
    assert bench.is_playing()
    bench.hands.press(Key.Key_Space)
    assert [(marker.text, marker.kind) for marker in _markers(bench)] == [("Listen to the bass", MarkerKind.PRAISE)]


def test_the_keys_go_from_marker_to_marker(bench: DeskBench) -> None:
    for frame in (10, 30, 50):
        _go_to(bench, frame)
        bench.hands.press(Key.Key_M)
        _write(bench, str(frame))
    _go_to(bench, 31)
    bench.hands.press(Key.Key_Left, CTRL)
    bench.wait_for_frame(30)
    bench.hands.press(Key.Key_Left, CTRL)
    bench.wait_for_frame(10)
    bench.hands.press(Key.Key_Left, CTRL)
    bench.hands.press(Key.Key_Right, CTRL)
    bench.hands.press(Key.Key_Right, CTRL)
    bench.wait_for_frame(50)
    assert bench.desk.marking.chosen is not None
    assert bench.desk.marking.chosen.text == "50"


def test_markers_on_one_frame_are_all_reached(bench: DeskBench) -> None:
    _go_to(bench, 10)
    for text in ("one", "two", "three"):
        bench.hands.press(Key.Key_M)
        _write(bench, text)
    reached = []
    _go_to(bench, 0)
    bench.desk.marking.choose(None)
    for _ in range(3):
        bench.hands.press(Key.Key_Right, CTRL)
        assert bench.desk.marking.chosen is not None
        reached.append(bench.desk.marking.chosen.text)
        bench.wait_for_frame(10)
    assert reached == ["one", "two", "three"]


def test_delete_undo_and_redo_by_key(bench: DeskBench) -> None:
    bench.hands.press(Key.Key_M)
    _write(bench, "here")
    bench.hands.press(Key.Key_Delete)
    assert _markers(bench) == []
    bench.hands.press(Key.Key_Z, CTRL)
    assert [marker.text for marker in _markers(bench)] == ["here"]
    bench.hands.press(Key.Key_Z, CTRL | SHIFT)
    assert _markers(bench) == []
    assert bench.open.binder.action("edit.undo").text() == "Undo delete marker"


def test_a_held_key_makes_one_marker(bench: DeskBench) -> None:
    action = bench.open.binder.action("mark.snippet_1")
    assert not action.autoRepeat()
    assert bench.open.binder.action("play.frame_forward").autoRepeat()


def test_without_a_take_nothing_is_marked(bench: DeskBench) -> None:
    bench.desk.taking.clear()
    bench.hands.press(Key.Key_M)
    assert _markers(bench) == []
