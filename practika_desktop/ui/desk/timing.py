"""The time map of the take on the desk: what was tapped, and when each measure sounds."""

from PySide6.QtCore import QObject, Signal

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.markers import ScorePlace
from practika_desktop.edits.time_maps import set_time_map
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.kinds import Entity
from practika_desktop.model.measures.cursor import Downbeats
from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.taps import Taps
from practika_desktop.model.measures.times import Span, Times
from practika_desktop.store import maps
from practika_desktop.ui.desk.measuring import Measuring
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.timeline.measured import Measured

_NOWHERE = Downbeats(PlayingOrder(()))


class Timing(QObject):
    """Owns the take's taps and what follows from them and the measure map; `changed` is emitted after either changed.

    Shows the measures and the tempo on the timeline.
    """

    changed = Signal()

    def __init__(self, parts: Parts, taking: Taking, measuring: Measuring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = parts.library
        self._history = parts.history
        self._timeline = parts.panes.player.timeline
        self._rooms = parts.rooms
        self._taking = taking
        self._measuring = measuring
        self._taps = Taps()
        self._times = Times()
        self._downbeats = _NOWHERE
        self._is_readable = True
        taking.opened.connect(self._load)
        measuring.changed.connect(self._measures_changed)

    @property
    def taps(self) -> Taps:
        """What was tapped along with the take."""
        return self._taps

    @property
    def times(self) -> Times:
        """When each measure sounds; empty without taps or without a measure map."""
        return self._times

    @property
    def downbeats(self) -> Downbeats:
        """The score's downbeats as it is played."""
        return self._downbeats

    def may_tap(self) -> bool:
        """Tell whether there is a take with a score whose measures are known."""
        return self._taking.has_take() and self._is_readable and len(self._downbeats) > 0

    def keep(self, taps: Taps, verb: Verb, *, finishing: Done | None = None) -> Done | None:
        """Keep these taps: one step of undo, or one with the act that it finishes."""
        submission_id = self._taking.submission_id
        if submission_id is None or taps == self._taps:
            return None
        if finishing is not None:
            return self._history.run_on(finishing, set_time_map, submission_id=submission_id, taps=taps, verb=verb)
        return self._history.run(set_time_map, submission_id=submission_id, taps=taps, verb=verb)

    def refresh(self, done: Done) -> None:
        """Take in what an act, its undo or its redo has changed of the time map."""
        if done.touches(Entity.TIME_MAP):
            self._load()

    def score_place(self, ms: int) -> ScorePlace:
        """Return where the score is at a time of the take: of a measure on an unsure line only the page."""
        span = self._times.at(ms)
        return ScorePlace() if span is None else _score_place(span)

    def _load(self) -> None:
        submission_id = self._taking.submission_id
        self._taps, self._is_readable = Taps(), True
        if submission_id is not None:
            try:
                self._taps = maps.time_map(self._library, submission_id) or Taps()
            except LibraryError as error:
                self._is_readable = False
                self._rooms.say(error.title, None)
        self._show()

    def _measures_changed(self) -> None:
        measures = self._measuring.measures
        self._downbeats = _NOWHERE if measures is None else Downbeats(PlayingOrder.of(measures))
        self._show()

    def _show(self) -> None:
        measures = self._measuring.measures
        if measures is None:
            self._times = Times()
            self._timeline.set_measured(None)
        else:
            self._times = Times.of(self._taps, measures, self._downbeats.order)
            self._timeline.set_measured(Measured.of(self._times, measures))
        self.changed.emit()


def _score_place(span: Span) -> ScorePlace:
    place = span.place
    if not place.is_sure:
        return ScorePlace(page=place.page)
    return ScorePlace(place.page, str(place.number), place.id, span.occurrence)
