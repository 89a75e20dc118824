"""What else is about the page that the score shows, or about one of its measures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from practika_desktop.model.errors import PractikaError
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.store.about import Mentions, about_measure, about_page
from practika_desktop.ui.desk.marking import Marking
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking

if TYPE_CHECKING:
    from practika_desktop.jobs import Job

_LANE = "mentions"


class Mentioning(QObject):
    """Asks the library in a lane, and shows the answer below the score; only the last question is answered.

    The measure is the one that was last asked about, or that of the chosen marker, until the page is turned.
    """

    def __init__(self, parts: Parts, taking: Taking, marking: Marking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = parts.library
        self._lanes = parts.lanes
        self._score = parts.panes.score
        self._list = parts.panes.score.mentions
        self._taking = taking
        self._marking = marking
        self._measures: Measures | None = None
        self._job: Job | None = None
        taking.mentions_changed.connect(self._ask)
        marking.chosen_changed.connect(self._follow_marker)
        self._score.page_changed.connect(self._leave_measure)
        self._list.asked.connect(self._ask)

    def set_measures(self, measures: Measures | None) -> None:
        """Take the measure map of the score, None where there is none."""
        self._measures = measures
        measure = self._list.measure
        if measure is not None:
            self._list.set_measure(measures.find(measure.id) if measures is not None else None)
        self._ask()

    def show_measure(self, measure_id: str) -> None:
        """Show what else is about a measure of the map."""
        place = self._measures.find(measure_id) if self._measures is not None else None
        if place is not None:
            self._list.set_measure(place)
            self._ask()

    def _follow_marker(self) -> None:
        marker = self._marking.chosen
        if marker is not None and marker.measure_id is not None:
            self.show_measure(marker.measure_id)

    def _leave_measure(self, page: int) -> None:
        if self._list.measure is not None and self._list.measure.page != page:
            self._list.set_measure(None)

    def _ask(self) -> None:
        """Ask for what is to be shown now; the answer to what was asked before is not awaited any more."""
        if self._job is not None:
            self._job.cancel()
        detail = self._taking.detail
        if detail is None or detail.piece is None:
            self._list.set_mentions(None)
            return
        piece_id, here = detail.piece.id, detail.submission.id
        student_id = None if self._list.is_of_everyone else detail.student.id
        page, place, measures = max(self._score.page, 1), self._list.asked_measure, self._measures
        self._job = self._lanes.submit(
            _LANE,
            lambda _: self._mentions(piece_id, page, place, measures, student_id),
            done=lambda mentions: self._list.set_mentions(mentions, here),
            failed=self._failed,
        )

    def _mentions(
        self, piece_id: str, page: int, place: Place | None, measures: Measures | None, student_id: str | None
    ) -> Mentions:
        """Ask the library; in the lane."""
        if place is not None and measures is not None:
            return about_measure(self._library, piece_id, place, measures, student_id=student_id)
        return about_page(self._library, piece_id, page, student_id=student_id, measures=measures)

    def _failed(self, _error: PractikaError) -> None:
        """Show nothing: a library that cannot be read is told by whatever is done next."""
        self._list.set_mentions(None)
