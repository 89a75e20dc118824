"""A teacher at a take with a score: what is tapped and highlighted, and the pointer over the page."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from practika_desktop.app import OpenDesk
from practika_desktop.model.measures.measures import Place
from practika_desktop.player.state import Phase
from practika_desktop.store import maps
from tools.driving import Teacher


class Lesson:
    """The desk with its teacher, and what can be seen of the take's measures."""

    def __init__(self, desk: OpenDesk, take_id: str) -> None:
        self.desk = desk
        self.take_id = take_id
        self.teacher = Teacher(desk.window)
        player = desk.player
        self.teacher.until(lambda: player.state.phase is Phase.READY and desk.panes.player.painted_frame == 0, "a take")

    def wait_for_measures(self) -> None:
        """Wait until the measures of the score are known and its first page is there."""
        self.teacher.until(lambda: self.desk.desk.measuring.measures is not None, "the measures")
        self.teacher.until(lambda: self.desk.panes.score.page == 1, "the page")

    @property
    def told(self) -> list[str]:
        """The measures of each segment, as kept in the library."""
        taps = maps.time_map(self.desk.library, self.take_id)
        segments = taps.segments if taps is not None else ()
        return [" ".join(self._label(tap.measure_id) for tap in segment) for segment in segments]

    def shown(self) -> list[str]:
        """Return the numbers of all measures as they are shown."""
        measures = self.desk.desk.measuring.measures
        assert measures is not None
        return [place.label for place in measures.places]

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
