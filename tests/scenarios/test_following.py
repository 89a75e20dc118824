"""A take is tapped along with and followed: real sound, real keys, a real pointer over the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practika_desktop.app import OpenDesk
from practika_desktop.model.measures.measures import Place
from practika_desktop.player.state import Phase
from practika_desktop.store import maps, take
from practika_desktop.store.library import Library
from tests.support.engraving import Line, engrave
from tests.support.library import LibraryBuilder
from tests.support.videos import made
from tools.driving import Teacher

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


class Lesson:
    """The desk with its teacher, and what can be seen of the take's measures."""

    def __init__(self, desk: OpenDesk, take_id: str) -> None:
        self.desk = desk
        self.take_id = take_id
        self.teacher = Teacher(desk.window)
        player = desk.player
        self.teacher.until(lambda: player.state.phase is Phase.READY and desk.panes.player.painted_frame == 0, "a take")
        self.teacher.until(lambda: desk.desk.measuring.measures is not None, "the measures")
        self.teacher.until(lambda: desk.panes.score.page == 1, "the page")

    @property
    def told(self) -> list[str]:
        """The measures of each segment, as kept in the library."""
        taps = maps.time_map(self.desk.library, self.take_id)
        segments = taps.segments if taps is not None else ()
        return [" ".join(self._label(tap.measure_id) for tap in segment) for segment in segments]

    def sounding(self) -> str | None:
        """Return the measure that is highlighted on the page."""
        place = self.desk.panes.score.layer.sounding
        return place.label if place is not None else None

    def place(self, number: int) -> Place:
        """Return a measure."""
        measures = self.desk.desk.measuring.measures
        assert measures is not None
        return measures.numbered(number)[0]

    def click(self, number: int) -> None:
        """Click on a measure of the page."""
        place, view = self.place(number), self.desk.panes.score.view
        box, to_view = place.measure.box, view.to_view(place.page)
        assert to_view is not None
        at = to_view.map(QPointF((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)).toPoint()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def tap_at(self, ms: int) -> None:
        """Press T when the take has come to a time."""
        self.teacher.until(lambda: self.desk.player.state.time_ms >= ms, f"{ms} ms")
        self.teacher.press("T")

    def go(self, ms: int) -> None:
        """Go to a time while paused."""
        self.desk.player.seek_ms(ms)
        self.teacher.until(lambda: abs(self.desk.panes.player.state.time_ms - ms) < 40, f"{ms} ms")

    def answer(self, text: str) -> None:
        """Type into the line that asks."""
        self.teacher.type(text)
        self.teacher.press("Return")

    def _label(self, measure_id: str) -> str:
        measures = self.desk.desk.measuring.measures
        found = measures.find(measure_id) if measures is not None else None
        return found.label if found is not None else "?"


def test_eight_downbeats_are_tapped_and_then_the_take_knows_its_measures(take_id: str, desk: OpenDesk) -> None:
    lesson = Lesson(desk, take_id)
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
