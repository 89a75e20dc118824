"""From a bare PDF to “you rush at 3”: a score is chosen, put right, tapped along with, and leads through the take."""

from pathlib import Path

import pytest

from practika_desktop.app import OpenDesk
from practika_desktop.store import maps, take
from practika_desktop.store.library import Library
from tests.support.engraving import Line, engrave
from tests.support.lesson import Lesson
from tests.support.library import LibraryBuilder
from tests.support.videos import made

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]

_KIND = "h264-long-gop"  # eleven seconds, with a beep at each
_HAND_MS = 350  # how far a tap may be off where the machine is busy


@pytest.fixture
def take_id(library: Library, tmp_path: Path) -> str:
    """Let a take of a piece without a score wait."""
    build = LibraryBuilder(library, tmp_path)
    piece = build.piece("Minuet in G")
    return build.take(student_id=build.student("Ana"), piece_id=piece, video=made(_KIND).path, duration_ms=11_000)


def test_a_pdf_leads_through_a_take(take_id: str, desk: OpenDesk, tmp_path: Path) -> None:
    lesson = Lesson(desk, take_id)
    _choose_the_score(lesson, tmp_path / "minuet.pdf")
    _correct_two_measures(lesson)
    _tap_eight_downbeats(lesson)
    _mark_what_sounds(lesson)
    _go_by_the_score(lesson)
    _loop_two_measures(lesson)


def _choose_the_score(lesson: Lesson, pdf: Path) -> None:
    """Give the piece its PDF by the button that stands where the page would be."""
    engrave(pdf, [Line("k n | n | n | n | n |"), Line("k n | n | n | n | n |]")])
    button = lesson.desk.panes.score.no_page.button
    assert button.isVisible()
    button.setFocus()
    lesson.teacher.choose_when_asked(pdf)
    lesson.teacher.press("Space")
    lesson.wait_for_measures()
    assert lesson.shown() == [*(str(number) for number in range(1, 11))]


def _correct_two_measures(lesson: Lesson) -> None:
    """Say that the first measure is a pick-up, and that a repeat ends with the fifth; each can be taken back."""
    teacher = lesson.teacher
    teacher.press("Esc", "Shift+G", "P")
    assert lesson.shown() == [*(str(number) for number in range(10))]
    teacher.press("End", "C")
    assert lesson.place(4).measure.plays == 2
    teacher.press("Ctrl+Z", "Ctrl+Z")
    assert lesson.shown() == [*(str(number) for number in range(1, 11))]
    teacher.press("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Esc")
    assert (lesson.shown()[0], lesson.place(4).measure.plays) == ("0", 2)


def _tap_eight_downbeats(lesson: Lesson) -> None:
    """Tap while the take plays; the cursor goes through the repeat by itself."""
    lesson.teacher.press("Esc", "Space")
    for second in range(1, 9):
        lesson.tap_at(second * 1_000)
    lesson.teacher.press("Space")
    assert lesson.told == ["1 2 3 4 1 2 3 4"]
    kept = maps.time_map(lesson.desk.library, lesson.take_id)
    assert kept is not None
    late = [tap.ms - second * 1_000 for second, tap in enumerate(kept.segments[0], start=1)]
    assert all(0 <= one < _HAND_MS for one in late), late


def _mark_what_sounds(lesson: Lesson) -> None:
    """Make a marker in the second time through; it knows its page, measure and occurrence, and the window says so."""
    lesson.go(6_600)
    assert lesson.sounding() == "2"
    lesson.teacher.press("M")
    lesson.answer("you rush here")
    [marker] = take.markers(lesson.desk.library, lesson.take_id)
    assert (marker.page, marker.measure, marker.measure_id, marker.occurrence) == (1, "2", lesson.place(2).id, 2)
    assert lesson.desk.panes.score.chip.text() == "Measure 2"


def _go_by_the_score(lesson: Lesson) -> None:
    """Click on another measure: its first sounding, and with a second click the next one."""
    state = lesson.desk.player
    lesson.desk.desk.tapping.leave()
    lesson.click(3)
    lesson.teacher.until(lambda: lesson.sounding() == "3", "the measure highlighted")
    assert 3_000 <= state.state.target_ms < 3_000 + _HAND_MS
    lesson.click(3)
    assert 7_000 <= state.state.target_ms < 7_000 + _HAND_MS


def _loop_two_measures(lesson: Lesson) -> None:
    """Loop measures by their numbers."""
    lesson.click(2)
    lesson.teacher.press("Alt+G")
    lesson.answer("3-4")
    state = lesson.desk.player.state
    assert state.loop_on
    assert state.loop_in_ms is not None
    assert state.loop_out_ms is not None
    assert 3_000 <= state.loop_in_ms < 3_000 + _HAND_MS
    assert 4_000 < state.loop_out_ms <= 5_000 + _HAND_MS
