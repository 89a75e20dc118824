"""The score follows the take: the measure that sounds is highlighted and kept in sight."""

from PySide6.QtCore import QObject

from practika_desktop.model.measures.measures import Place
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.timing import Timing

_BEYOND = 3.0  # staff spaces that are brought into sight around a measure


class Following(QObject):
    """Shows, with each frame, the measure that sounds then.

    A page that was turned by hand while the take plays stays until a measure on it sounds, or playing begins anew.
    """

    def __init__(self, parts: Parts, timing: Timing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = parts.panes.player
        self._score = parts.panes.score
        self._timing = timing
        self._turning = False
        self._left_alone = False
        self._playing = False
        self._pane.frame_changed.connect(self._frame_changed)
        self._pane.state_changed.connect(lambda state: self._note_playing(playing=state.playing))
        self._score.page_changed.connect(self._page_changed)
        timing.changed.connect(self.show)

    def show(self) -> None:
        """Show the measure of the frame that is shown."""
        self._show(self._pane.state.time_ms)

    def _frame_changed(self, _frame: int, ms: int) -> None:
        self._show(ms)

    def _show(self, ms: int) -> None:
        span = self._timing.times.at(ms)
        place = span.place if span is not None else None
        before = self._score.layer.sounding
        if (before and before.id) == (place and place.id):
            return
        self._score.layer.set_sounding(place)
        if place is not None:
            self._reveal(place)

    def _reveal(self, place: Place) -> None:
        self._left_alone = self._left_alone and self._score.page != place.page
        if self._left_alone:
            return
        box, beyond = place.measure.box, _BEYOND * place.system.staff_space
        self._turning = True
        self._score.view.reveal(place.page, (box.x0, box.y0 - beyond, box.x1, box.y1 + beyond))
        self._turning = False

    def _note_playing(self, *, playing: bool) -> None:
        if playing and not self._playing:
            self._left_alone = False
        self._playing = playing

    def _page_changed(self, _page: int) -> None:
        if not self._turning and self._playing:
            self._left_alone = True
