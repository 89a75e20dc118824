"""The score: a marker's page and measure, and what else is about a page."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.markers import link_marker, unlink_marker
from practika_desktop.model.measures import correcting
from practika_desktop.model.measures.measures import Place
from practika_desktop.model.measures.shown import shown_number
from practika_desktop.store.library import Library
from practika_desktop.ui.desk.marking import Marking
from practika_desktop.ui.desk.measuring import Measuring
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A marker that is to be linked to a measure once its line was said to be right."""

    marker_id: str
    measure_id: str


class Linking(QObject):
    """Joins the chosen marker and the score's page.

    `measure_chosen(id, modifiers)` is emitted for a click on a measure that no marker was to be linked to, `changed`
    when a line is asked about, or no more.
    """

    measure_chosen = Signal(str, object)
    changed = Signal()

    def __init__(
        self, parts: Parts, taking: Taking, marking: Marking, measuring: Measuring, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = parts.history
        self._score = parts.panes.score
        self._markers = parts.panes.markers
        self._rooms = parts.rooms
        self._taking = taking
        self._marking = marking
        self._measuring = measuring
        self._asked: str | None = None  # the marker whose measure is asked for
        self._page_link: Done | None = None  # made when the asking was left for the score
        self._doubt: _Doubt | None = None
        self._left_field = QTimer(self, singleShot=True, interval=0)
        self._left_field.timeout.connect(self._look_where_to)
        self._score.page_changed.connect(lambda _page: taking.show_mentions())
        self._score.mention_chosen.connect(self._go_to_mention)
        self._score.layer.measure_clicked.connect(self._clicked)
        self._markers.link_requested.connect(self._link)
        self._markers.edit_finished.connect(self._edit_finished)
        marking.chosen_changed.connect(self._chosen_changed)
        measuring.changed.connect(self._measures_changed)

    def ask_measure(self) -> None:
        """Ask for the measure of the chosen marker, to be typed or clicked; the page is the one the score shows."""
        marker = self._marking.chosen
        if marker is None:
            return
        self._rooms.markers()
        self._markers.begin_link(marker.id, marker.page or max(self._score.page, 1))
        self._asked = marker.id

    def chosen_is_linked(self) -> bool:
        """Tell whether the chosen marker is the teacher's own and tied to the score."""
        marker = self._marking.chosen
        return self._marking.may_change_chosen() and marker is not None and marker.page is not None

    def unlink_chosen(self) -> None:
        """Take the chosen marker's page and measure away."""
        if self.chosen_is_linked() and self._marking.chosen is not None:
            self._history.run(unlink_marker, marker_id=self._marking.chosen.id)

    def is_in_doubt(self) -> bool:
        """Tell whether a line is asked about, before a marker is linked to one of its measures."""
        return self._doubt is not None

    def confirm_line(self) -> None:
        """Say that the line is right, and link the marker that waits for it."""
        doubt, measures = self._doubt, self._measuring.measures
        self._set_doubt(None)
        place = measures.find(doubt.measure_id) if doubt is not None and measures is not None else None
        if doubt is not None and measures is not None and place is not None:
            self._measuring.correct(correcting.confirm(measures, place.id), Verb.CONFIRM_LINE)
            self._link_to(doubt.marker_id, place)

    def show_link(self) -> None:
        """Show the chosen marker's place in the score."""
        marker = self._marking.chosen
        self._score.layer.set_linked(marker.measure_id if marker is not None else None)
        if marker is None or marker.page is None:
            self._score.set_link(None, None)
            return
        measure = shown_number(marker.measure_id, marker.measure, self._measuring.measures)
        self._score.set_link(marker.page, measure)

    def _link(self, marker_id: str, page: int | None, measure: str | None) -> None:
        """Link to what was typed: to a measure of the map where its number is one, on that page if there are more."""
        place = self._numbered(page, measure)
        done = self._history.run(
            link_marker,
            marker_id=marker_id,
            page=place.page if place is not None else page,
            measure=measure,
            measure_id=place.id if place is not None and place.is_sure else None,
        )
        self._page_link = done if measure is None else None
        self._asked = self._asked if measure is None else None
        self.show_link()
        if place is not None and not place.is_sure:
            self._ask_about(marker_id, place)

    def _numbered(self, page: int | None, measure: str | None) -> Place | None:
        measures = self._measuring.measures
        if measures is None or measure is None or not measure.isdecimal():
            return None
        found = measures.numbered(int(measure))
        return next((place for place in found if place.page == page), found[0] if found else None)

    def _clicked(self, measure_id: str, modifiers: Qt.KeyboardModifier) -> None:
        """Link to a measure that was asked for; else leave the click to others."""
        asked, self._asked = self._asked, None
        place = self._measuring.measures.find(measure_id) if self._measuring.measures is not None else None
        if asked is None or place is None:
            self.measure_chosen.emit(measure_id, modifiers)
        elif place.is_sure:
            self._link_to(asked, place)
        else:
            self._ask_about(asked, place)

    def _link_to(self, marker_id: str, place: Place) -> None:
        """Link to a measure: one step with the link to its page that leaving the field for the score has made."""

        def link(library: Library) -> Done:
            return link_marker(
                library, marker_id=marker_id, page=place.page, measure=str(place.number), measure_id=place.id
            )

        former, self._page_link = self._page_link, None
        if former is not None and former.id == marker_id:
            self._history.run_on(former, link)
        else:
            self._history.run(link)
        self.show_link()

    def _ask_about(self, marker_id: str, place: Place) -> None:
        self._set_doubt(_Doubt(marker_id, place.id))
        self._score.layer.set_linked(place.id)
        self._rooms.say(f"Measure {place.label} is on a line found with doubts. Is it right? Y links.", None)

    def _edit_finished(self, saved: bool) -> None:
        if saved:
            self._left_field.start()
        else:
            self._asked = None

    def _look_where_to(self) -> None:
        """Go on asking where the field was left for the page, to click a measure there."""
        if not self._score.view.hasFocus():
            self._asked = None

    def _chosen_changed(self) -> None:
        self._asked = None
        self._page_link = None
        self._set_doubt(None)
        self.show_link()

    def _measures_changed(self) -> None:
        self._score.layer.set_measures(self._measuring.measures)
        self.show_link()

    def _set_doubt(self, doubt: _Doubt | None) -> None:
        if doubt != self._doubt:
            self._doubt = doubt
            self.changed.emit()

    def _go_to_mention(self, submission_id: str, marker_id: str | None) -> None:
        self._taking.open(submission_id)
        if marker_id is not None:
            self._marking.choose(marker_id)
