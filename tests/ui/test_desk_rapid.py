"""Keys that come faster than pictures do mean what they mean to someone who waits for each picture."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store import take
from tests.support.desks import DeskBench

pytestmark = pytest.mark.desktop

Key = Qt.Key
Chord = tuple[Qt.Key, Qt.KeyboardModifier]
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier

FRAME_ON, FRAME_BACK = (Key.Key_Right, NONE), (Key.Key_Left, NONE)
SECOND_ON, SECOND_BACK = (Key.Key_Right, SHIFT), (Key.Key_Left, SHIFT)
MARKER_ON, MARKER_BACK = (Key.Key_Right, CTRL), (Key.Key_Left, CTRL)
LOOP_IN, LOOP_OUT = (Key.Key_I, NONE), (Key.Key_O, NONE)
START, END = (Key.Key_Home, NONE), (Key.Key_End, NONE)
MARK, WRITTEN, SNIPPET = (Key.Key_M, NONE), (Key.Key_Return, NONE), (Key.Key_3, NONE)

Range = tuple[int, int | None]
"""A marker's first frame and, where it has an end, the first one behind it."""

SEQUENCES: dict[str, tuple[list[Chord], list[Range], int]] = {
    "a loop marked": (
        [*[FRAME_ON] * 5, SECOND_ON, LOOP_IN, SECOND_ON, SECOND_ON, LOOP_OUT, MARK, WRITTEN],
        [(35, 96)],
        95,
    ),
    "a moment after a jump": ([SECOND_ON, SECOND_ON, FRAME_BACK, MARK, WRITTEN], [(59, None)], 59),
    "snippets": (
        [SECOND_ON, SNIPPET, *[FRAME_ON] * 3, SNIPPET, END, SNIPPET, START, SNIPPET],
        [(0, None), (30, None), (33, None), (119, None)],
        0,
    ),
    "from marker to marker": (
        [SNIPPET, SECOND_ON, SNIPPET, SECOND_ON, SNIPPET, END, *[MARKER_BACK] * 3, MARKER_ON, FRAME_ON, SNIPPET],
        [(0, None), (30, None), (31, None), (60, None)],
        31,
    ),
    "a jump back": ([END, SECOND_BACK, SECOND_BACK, LOOP_IN, FRAME_ON, LOOP_OUT, MARK, WRITTEN], [(59, 61)], 60),
}


def _waiting(bench: DeskBench, qtbot: QtBot) -> Callable[[], None]:
    pane = bench.open.panes.player
    return lambda: qtbot.waitUntil(lambda: pane.painted_frame == pane.state.frame == pane.state.target)


@pytest.mark.parametrize("waits", [True, False], ids=["waiting", "rapid"])
@pytest.mark.parametrize("name", SEQUENCES)
def test_what_keys_act_on_is_where_they_went(bench: DeskBench, qtbot: QtBot, name: str, *, waits: bool) -> None:
    bench.open.history.run(set_snippet, position=3, text="Listen to the bass", kind=MarkerKind.PRAISE)
    chords, ranges, end = SEQUENCES[name]
    pause = _waiting(bench, qtbot)
    for key, modifiers in chords:
        bench.hands.press(key, modifiers)
        if waits:
            pause()
    index = bench.open.player.state.index
    assert index is not None
    made = take.markers(bench.studio.library, bench.studio.takes[0])
    assert [
        (index.frame_at_ms(marker.start_ms), None if marker.end_ms is None else index.frame_at_ms(marker.end_ms))
        for marker in made
    ] == ranges
    assert [index.ms(index.frame_at_ms(marker.start_ms)) for marker in made] == [marker.start_ms for marker in made]
    assert bench.open.player.state.target == end
    pause()
    assert bench.open.panes.player.painted_frame == end


def test_a_marker_pressed_while_it_plays_stands_at_the_picture_that_was_shown(bench: DeskBench, qtbot: QtBot) -> None:
    pane = bench.open.panes.player
    bench.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: pane.painted_frame > 10)
    shown = pane.state.frame
    bench.hands.press(Key.Key_I)
    bench.hands.press(Key.Key_Space)
    index = pane.state.index
    assert index is not None
    assert pane.state.loop_in_ms in {index.ms(shown), index.ms(shown + 1), index.ms(shown + 2)}
    assert pane.state.target == pane.state.frame


def test_a_marker_that_begins_within_a_frame_is_left_by_the_next_key(bench: DeskBench) -> None:
    """Markers made elsewhere need not begin where a frame does."""
    player = bench.open.player
    for start_ms in (405, 1_010):
        bench.open.history.run(
            add_marker, submission_id=bench.studio.takes[0], start_ms=start_ms, kind=MarkerKind.PRAISE, text=""
        )
    for frame in (12, 30):
        bench.hands.press(*MARKER_ON)
        assert player.state.target == frame
    bench.hands.press(*MARKER_BACK)
    assert player.state.target == 12
