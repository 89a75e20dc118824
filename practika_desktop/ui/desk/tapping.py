"""Tapping a time map: each tap is kept at once, and the cursor walks on by itself."""

import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.measures import tapping
from practika_desktop.model.measures.cursor import Cursor
from practika_desktop.model.measures.measures import Place
from practika_desktop.model.measures.reaction import Heard, estimate_reaction
from practika_desktop.model.measures.taps import Taps
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.desk.timing import Timing

_SOUGHT_MS = 500  # further on from one picture to the next: another place was sought
_ESTIMATE_AFTER_MS = 700
_WORTH_MS = 15  # a reaction that differs by less is left as it is


class Tapping(QObject):
    """The mode is on or off; while it is on, the cursor says which downbeat is tapped next.

    `changed` says that other acts may be possible now, `heard_wanted` that `set_heard` is to be called, and
    `estimated` that the taps made so far have been held against what is heard.
    """

    changed = Signal()
    heard_wanted = Signal()
    estimated = Signal()

    def __init__(self, parts: Parts, taking: Taking, timing: Timing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = parts.player
        self._score = parts.panes.score
        self._rooms = parts.rooms
        self._strip = parts.panes.player.tap_strip
        self._timing = timing
        self._is_on = False
        self._every = 1
        self._cursor = Cursor(timing.downbeats)
        self._is_named = False  # the measure that is tapped next: seeking leaves it as it is
        self._seen_ms = 0
        self._beginning: tuple[int, Cursor] | None = None  # the time of the last segment's first tap, and what was due
        self._last: Done | None = None
        self._making = False
        self._heard: Heard | None = None
        self._by_hand = False
        self._could = (False, False, False)
        self._estimating = QTimer(self, singleShot=True, interval=_ESTIMATE_AFTER_MS)
        self._estimating.timeout.connect(self._estimate)
        taking.opened.connect(self._take_opened)
        timing.changed.connect(self._timing_changed)
        parts.panes.player.frame_changed.connect(self._frame_changed)
        self._strip.every_chosen.connect(self.set_every)
        self._strip.delay_chosen.connect(self.set_delay)
        self._strip.done_wanted.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Whether measures are being tapped."""
        return self._is_on

    @property
    def cursor(self) -> Cursor:
        """What is tapped next."""
        return self._cursor

    def may_tap(self) -> bool:
        """Tell whether a downbeat can be tapped now: not while the take goes backwards."""
        state = self._player.state
        return self._timing.may_tap() and not (state.playing and state.rate < 0)

    def has_taps(self) -> bool:
        """Tell whether anything was tapped along with the take."""
        return bool(self._timing.taps.segments)

    def begin(self) -> None:
        """Show what is tapped next: the measure chosen in the score, or what the take's place says."""
        if not self._is_on and self._timing.may_tap():
            self._is_on = True
            self._cursor = replace(self._cursor, every=self._every)
            self._place()
            chosen = self._chosen_measure()
            if chosen is not None and not self._timing.taps.segments:
                self._cursor = self._cursor.to(chosen.id)
            self.heard_wanted.emit()
            self._show()

    def toggle(self) -> None:
        """Begin, or leave."""
        if self._is_on:
            self.leave()
        else:
            self.begin()

    def leave(self) -> None:
        """Go back to listening."""
        if self._is_on:
            self._is_on = False
            self._show()
            self._rooms.player()

    def tap(self, at_ns: int) -> None:
        """Tap the cursor's downbeat where the take was at a moment (monotonic); of a paused take, at its frame.

        The first press, of a take that is paused, only shows what would be tapped.
        """
        state, was_on = self._player.state, self._is_on
        self.begin()
        if not self._is_on or (not was_on and not state.playing):
            return
        ms, rate = (self._player.position_ms(at_ns), state.rate) if state.playing else (state.target_ms, 0.0)
        if self._cursor.joins_ms is not None and ms <= self._cursor.joins_ms:
            self._place(ms)
        if self._cursor.is_over:
            self._rooms.say("The score has no measure after this one. Shift+T goes on elsewhere.", None)
            return
        if self._cursor.joins_ms is None:
            self._beginning = (ms, self._cursor)
        taps, cursor = tapping.tap(self._timing.taps, ms, rate, self._cursor)
        self._keep(taps, cursor, Verb.TAP_MEASURE if rate else Verb.SET_POINT)
        self._estimating.start()

    def set_point(self, measure_id: str) -> None:
        """Say that a measure begins at the frame of the take, which is paused."""
        taps, cursor = tapping.set_point(self._timing.taps, self._player.state.target_ms, measure_id, self._cursor)
        self._keep(taps, cursor, Verb.SET_POINT)

    def choose(self, measure_id: str) -> None:
        """Tap a measure next."""
        ms = self._player.position_ms(time.monotonic_ns())
        self._cursor, self._is_named = tapping.choose(self._timing.taps, ms, measure_id, self._cursor), True
        self._show()

    def continue_at(self, place: Place) -> None:
        """Begin a segment with a measure: the next tap is for it, and nothing is said of the time before."""
        self.begin()
        self._cursor, self._is_named = self._cursor.to(place.id), True
        self._show()

    def retap(self) -> None:
        """Drop what was tapped from here on in this segment, and tap it anew."""
        self.begin()
        taps, cursor = tapping.retap(self._timing.taps, self._now_ms(), self._cursor)
        self._keep(taps, cursor, Verb.REMOVE_TAPS)

    def remove_nearest(self) -> None:
        """Take the tap away that is nearest to here."""
        nearest = tapping.nearest(self._timing.taps, self._now_ms())
        if nearest is not None:
            self._remove(tapping.without_tap(self._timing.taps, nearest.ms))

    def remove_segment(self) -> None:
        """Take the segment away that is tapped here."""
        taps = tapping.without_segment(self._timing.taps, self._now_ms())
        if taps == self._timing.taps:
            self._rooms.say("No tapped measures lie here.", None)
        else:
            self._remove(taps)

    def set_every(self, every: int) -> None:
        """Tap only every n-th downbeat."""
        self._every = every
        self._cursor = replace(self._cursor, every=every)
        self._place()
        self._show()
        self._rooms.player()

    def set_delay(self, ms: int) -> None:
        """Say how much later than the beat the hand taps; from now on it is not estimated any more."""
        self._by_hand = True
        self._timing.keep(replace(self._timing.taps, reaction_ms=ms), Verb.SET_TAPPING_DELAY)

    def set_heard(self, heard: Heard) -> None:
        """Take what is heard in the take on the desk, to estimate the delay by it."""
        self._heard = heard

    def _chosen_measure(self) -> Place | None:
        layer = self._score.layer
        return layer.linked or layer.under_pointer

    def _now_ms(self) -> int:
        state = self._player.state
        return self._player.position_ms(time.monotonic_ns()) if state.playing else state.target_ms

    def _keep(self, taps: Taps, cursor: Cursor, verb: Verb) -> None:
        self._making = True
        try:
            self._last = self._timing.keep(taps, verb)
        finally:
            self._making = False
        self._cursor, self._is_named = cursor, False
        self._show()

    def _remove(self, taps: Taps) -> None:
        self._timing.keep(taps if taps.segments else Taps(), Verb.REMOVE_TAPS)

    def _place(self, ms: int | None = None) -> None:
        """Put the cursor where the take is."""
        self._cursor = tapping.placed(self._timing.taps, self._now_ms() if ms is None else ms, self._cursor)

    def _place_anew(self) -> None:
        """Put the cursor where the take is; a segment whose first tap was taken back is begun with the same measure."""
        self._place()
        if self._beginning is not None:
            ms, cursor = self._beginning
            if all(tap.ms != ms for segment in self._timing.taps.segments for tap in segment):
                self._cursor = replace(cursor, downbeats=self._timing.downbeats, every=self._every)

    def _estimate(self) -> None:
        """Take the hand's delay into account where it is clear, as part of the last tap's step."""
        taps = self._timing.taps
        if self._heard is not None and not self._by_hand and self._last is not None:
            delay = estimate_reaction(taps, self._heard)
            if delay is not None and abs(delay - taps.reaction_ms) >= _WORTH_MS:
                self._finish_last(replace(taps, reaction_ms=delay))
        self.estimated.emit()

    def _finish_last(self, taps: Taps) -> None:
        self._making = True
        try:
            self._timing.keep(taps, Verb.SET_TAPPING_DELAY, finishing=self._last)
        finally:
            self._making = False
        self._show()

    def _take_opened(self) -> None:
        self._estimating.stop()
        self._is_on, self._is_named, self._by_hand = False, False, False
        self._last, self._beginning, self._heard = None, None, None
        self._cursor, self._seen_ms = Cursor(self._timing.downbeats, every=self._every), 0
        self._show()

    def _timing_changed(self) -> None:
        """Follow an undo, a redo, or other measures."""
        if self._cursor.downbeats is not self._timing.downbeats:
            step = self._cursor.step
            self._cursor = Cursor(self._timing.downbeats, every=self._every)
            if step is not None:
                self._cursor = self._cursor.to(step.place.id)
        if not self._making:
            self._last = None
            self._place_anew()
        if not self._timing.may_tap():
            self._is_on = False
        if not self._making:
            self._show()

    def _frame_changed(self, _frame: int, ms: int) -> None:
        """Notice that another place was sought."""
        sought, self._seen_ms = not 0 <= ms - self._seen_ms <= _SOUGHT_MS, ms
        if sought and self._is_on and not self._is_named:
            self._place(ms)
            self._show()

    def _show(self) -> None:
        self._strip.setVisible(self._is_on)
        if self._is_on:
            self._strip.show_state(self._cursor, self._timing.taps.reaction_ms)
        can = (self._is_on, self._timing.may_tap(), self.has_taps())
        if can != self._could:
            self._could = can
            self.changed.emit()
