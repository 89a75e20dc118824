"""The score: a marker's page and measure, and what else is about a page."""

from PySide6.QtCore import QObject

from practika_desktop.edits.markers import link_marker, unlink_marker
from practika_desktop.ui.desk.marking import Marking
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking


class Linking(QObject):
    """Joins the chosen marker and the score's page."""

    def __init__(self, parts: Parts, taking: Taking, marking: Marking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = parts.history
        self._score = parts.panes.score
        self._markers = parts.panes.markers
        self._rooms = parts.rooms
        self._taking = taking
        self._marking = marking
        self._score.page_changed.connect(lambda _page: taking.show_mentions())
        self._score.mention_chosen.connect(self._go_to_mention)
        self._markers.link_requested.connect(self._link)
        marking.chosen_changed.connect(self.show_link)

    def ask_measure(self) -> None:
        """Ask for the measure of the chosen marker; the page is the one the score shows."""
        marker = self._marking.chosen
        if marker is None:
            return
        self._rooms.markers()
        self._markers.begin_link(marker.id, marker.page or max(self._score.page, 1))

    def chosen_is_linked(self) -> bool:
        """Tell whether the chosen marker is the teacher's own and tied to the score."""
        marker = self._marking.chosen
        return self._marking.may_change_chosen() and marker is not None and marker.page is not None

    def unlink_chosen(self) -> None:
        """Take the chosen marker's page and measure away."""
        if self.chosen_is_linked() and self._marking.chosen is not None:
            self._history.run(unlink_marker, marker_id=self._marking.chosen.id)

    def show_link(self) -> None:
        """Show the chosen marker's place in the score."""
        marker = self._marking.chosen
        if marker is None or marker.page is None:
            self._score.set_link(None, None)
            return
        self._score.set_link(marker.page, marker.measure)

    def _link(self, marker_id: str, page: int | None, measure: str | None) -> None:
        self._history.run(link_marker, marker_id=marker_id, page=page, measure=measure)
        self.show_link()

    def _go_to_mention(self, submission_id: str, marker_id: str | None) -> None:
        self._taking.open(submission_id)
        if marker_id is not None:
            self._marking.choose(marker_id)
