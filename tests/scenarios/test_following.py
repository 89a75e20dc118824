"""A take is tapped along with and followed: real sound, real keys, a real pointer over the page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from practika_desktop.app import OpenDesk
from practika_desktop.store import maps, take
from practika_desktop.store.library import Library
from tests.support.engraving import Line, engrave
from tests.support.lesson import Lesson
from tests.support.library import LibraryBuilder
from tests.support.videos import made

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]

_KIND = "h264-long-gop"  # eleven seconds, with a beep at each
_BEATS = range(1, 9)
_HAND_MS = 350  # how far a tap may be off where the machine is busy


@pytest.fixture
def take_id(library: Library, tmp_path: Path) -> str:
    """Let a take of a piece of two lines wait."""
    engrave(tmp_path / "page.pdf", [Line("k n | n | n | n | n |"), Line("k n | n | n | n | n |]", number=6)])
    build = LibraryBuilder(library, tmp_path)
    piece = build.piece("Minuet in G", score=tmp_path / "page.pdf")
    return build.take(student_id=build.student("Ana"), piece_id=piece, video=made(_KIND).path, duration_ms=11_000)


def test_eight_downbeats_are_tapped_and_then_the_take_knows_its_measures(take_id: str, desk: OpenDesk) -> None:
    lesson = Lesson(desk, take_id)
    lesson.wait_for_measures()
    teacher, player = lesson.teacher, desk.player
    teacher.press("Esc", "Space")
    for second in _BEATS:
        lesson.tap_at(second * 1_000)
    teacher.press("Space")
    assert lesson.told == ["1 2 3 4 5 6 7 8"]
    kept = maps.time_map(desk.library, take_id)
    assert kept is not None
    late = [tap.ms - second * 1_000 for second, tap in zip(_BEATS, kept.segments[0], strict=True)]
    assert all(0 <= one < _HAND_MS for one in late), late

    teacher.press("Ctrl+Z")
    assert lesson.told == ["1 2 3 4 5 6 7"]
    teacher.press("Ctrl+Shift+Z")
    assert lesson.told == ["1 2 3 4 5 6 7 8"]

    lesson.go(5_500)
    assert lesson.sounding() == "5"
    teacher.press("M")
    lesson.answer("too loud")
    [marker] = take.markers(desk.library, take_id)
    assert (marker.page, marker.measure, marker.occurrence) == (1, "5", 1)

    lesson.go(9_200)
    teacher.press("Shift+T")
    lesson.answer("2")
    teacher.press("T")
    lesson.go(10_000)
    teacher.press("T")
    assert lesson.told == ["1 2 3 4 5 6 7 8", "2 3"]
    lesson.go(8_700)
    assert lesson.sounding() is None

    desk.desk.tapping.leave()
    lesson.click(2)
    teacher.until(lambda: lesson.sounding() == "2", "the measure highlighted")
    assert 2_000 <= player.state.target_ms < 2_000 + _HAND_MS
    lesson.click(2)
    assert 9_200 <= player.state.target_ms < 9_240

    lesson.click(3)
    teacher.press("Alt+G")
    lesson.answer("3-4")
    state = player.state
    assert state.loop_on
    assert state.loop_in_ms is not None
    assert state.loop_out_ms is not None
    assert 3_000 <= state.loop_in_ms < 3_000 + _HAND_MS
    assert 5_000 <= state.loop_out_ms < 5_000 + _HAND_MS
    assert QApplication.focusWidget() is desk.panes.player.timeline
