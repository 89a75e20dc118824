"""The desk: what every action acts on."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from practika_desktop.edits.done import Done
from practika_desktop.model.kinds import Entity
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Submission
from practika_desktop.player.state import PlayerState
from practika_desktop.store import takes
from practika_desktop.store.takes import InboxFilter
from practika_desktop.sync import outbox
from practika_desktop.ui.desk.amending import Amending
from practika_desktop.ui.desk.correcting import Correcting
from practika_desktop.ui.desk.corrections import Corrections
from practika_desktop.ui.desk.editing import Editing
from practika_desktop.ui.desk.following import Following
from practika_desktop.ui.desk.going import Going
from practika_desktop.ui.desk.linking import Linking
from practika_desktop.ui.desk.marking import Marking
from practika_desktop.ui.desk.measuring import Measuring
from practika_desktop.ui.desk.mentioning import Mentioning
from practika_desktop.ui.desk.paging import Paging
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.playing import Playing
from practika_desktop.ui.desk.reviewing import Reviewing
from practika_desktop.ui.desk.sitting import Sitting
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.desk.tapping import Tapping
from practika_desktop.ui.desk.timing import Timing
from practika_desktop.ui.desk.walking import Walking
from practika_desktop.ui.settings.table import MUTED, SOUND_DEVICE, SOUND_LATENCY, VOLUME
from practika_desktop.ui.shell.dialogs import Dialogs
from practika_desktop.ui.shell.studios import Studios

if TYPE_CHECKING:
    from practika_desktop.ui.shell.rooms import Rooms
    from practika_desktop.ui.timeline.view import TimelineView

_OF_A_KEY_NS = 300_000_000  # an action that runs longer after the last key was not run by it


class Desk(QObject):
    """Joins the panes to the verbs, one subject each; `changed` says that other actions may be possible now.

    `refresh` must be called with every act that the history has done.
    """

    changed = Signal()

    def __init__(self, parts: Parts, dialogs: Dialogs, studios: Studios, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.dialogs: Dialogs = dialogs
        self.studios: Studios = studios
        self.rooms: Rooms = parts.rooms
        self.playing: Playing = Playing(parts)
        self.taking: Taking = Taking(parts, self)
        self.walking: Walking = Walking(parts, self.taking, self)
        self.measuring: Measuring = Measuring(parts, self.taking, self)
        self.timing: Timing = Timing(parts, self.taking, self.measuring, self)
        self.marking: Marking = Marking(parts, self.taking, self.playing, self.timing, self)
        self.mentioning: Mentioning = Mentioning(parts, self.taking, self.marking, self)
        self.correcting: Correcting = Correcting(parts, self.measuring, self)
        self.corrections: Corrections = Corrections(parts, self.measuring, self.correcting)
        self.linking: Linking = Linking(parts, self.taking, self.marking, self.measuring, self)
        self.tapping: Tapping = Tapping(parts, self.taking, self.timing, self)
        self.following: Following = Following(parts, self.timing, self)
        self.going: Going = Going(parts, self.measuring, self.timing, self.tapping, self.linking)
        self.paging: Paging = Paging(parts, self.taking)
        self.reviewing: Reviewing = Reviewing(parts, self.taking, self.walking, self)
        self.amending: Amending = Amending(parts, dialogs, self.taking, self.walking, self.reviewing)
        self.timeline: TimelineView = parts.panes.player.timeline
        self.editing: Editing = Editing(parts.history, parts.rooms, self.taking, self.walking, self.reviewing)
        self.sitting: Sitting = Sitting(since_ms=now_ms())
        self._pressed_ns = 0
        self._could = (False, False)
        self._connect()
        self._take_sound_settings()

    def start(self) -> None:
        """Show the first take that waits, or the page that fits where there is none."""
        if not takes.count(self._parts.library, InboxFilter(state=takes.TakeState.ALL)):
            self.rooms.show_first_start()
            return
        self.show_counts()
        self.rooms.show_take()
        inbox = self._parts.panes.inbox
        first = inbox.chosen or inbox.next_waiting()  # one may have been chosen before the desk was there
        searching = inbox.filters.search.hasFocus()
        if first is not None:
            self.taking.open(first)
        if searching:
            inbox.filters.search.setFocus()

    def refresh(self, done: Done) -> None:
        """Show everywhere what an act, its undo or its redo has changed."""
        self.sitting = self.sitting.after(done)
        self.taking.refresh(done)
        self.measuring.refresh(done)
        self.timing.refresh(done)
        self.marking.note(done)
        self.reviewing.note(done)
        if done.touches(Entity.SNIPPET):
            self.marking.load_snippets()
        self._parts.panes.inbox.refresh(done)
        if done.touches(Entity.SUBMISSION) and self.rooms.is_first_start:
            self.start()
        self.show_counts()
        if self.rooms.is_all_done:
            self._go_back_to_work(done)
        self.changed.emit()

    def show_counts(self) -> None:
        """Show what waits and what is still to send."""
        library = self._parts.library
        self.rooms.show_counts(takes.count(library, InboxFilter()), outbox.count(library))

    def note_press(self, at_ns: int) -> None:
        """Note when a key was pressed (monotonic), before what it does is run."""
        self._pressed_ns = at_ns

    def pressed_ns(self) -> int:
        """Return when the key was pressed whose action runs, or now where a menu or a button runs it."""
        now_ns = time.monotonic_ns()
        return self._pressed_ns if now_ns - self._pressed_ns < _OF_A_KEY_NS else now_ns

    def close(self) -> None:
        """Keep what is half-written, and how the pages are shown; before the library closes."""
        self.paging.keep()
        self.taking.close()

    def _connect(self) -> None:
        panes = self._parts.panes
        panes.inbox.take_chosen.connect(self.taking.open)
        panes.inbox.import_wanted.connect(self.dialogs.import_takes)
        panes.player.state_changed.connect(self._player_changed)
        panes.player.bar.volume_chosen.connect(self.playing.set_volume)
        self.taking.opened.connect(self.changed)
        self.walking.ended.connect(self._all_done)
        self.marking.chosen_changed.connect(self.changed)
        self.measuring.changed.connect(self._measures_changed)
        self.linking.measure_chosen.connect(lambda measure_id, _keys: self.mentioning.show_measure(measure_id))
        self.correcting.changed.connect(self.changed)
        self.linking.changed.connect(self.changed)
        self.tapping.changed.connect(self.changed)
        self._parts.settings.changed.connect(self._setting_changed)

    def _all_done(self) -> None:
        self.rooms.show_all_done(self.sitting, now_ms())

    def _go_back_to_work(self, done: Done) -> None:
        """Leave the end of the pile for a take that an act, or its undo, lets wait."""
        waiting = [
            one.id for one in done.changes if isinstance(one.after, Submission) and one.after.reviewed_at is None
        ]
        if waiting:
            self.taking.open(waiting[0])

    def _player_changed(self, _state: PlayerState) -> None:
        can = (self.playing.ready(), self.playing.has_loop())
        if can != self._could:
            self._could = can
            self.changed.emit()

    def _measures_changed(self) -> None:
        self.taking.set_measures(self.measuring.measures)
        self.mentioning.set_measures(self.measuring.measures)
        self.changed.emit()

    def _setting_changed(self, key: str) -> None:
        if key in {VOLUME.key, MUTED.key, SOUND_DEVICE.key, SOUND_LATENCY.key}:
            self._take_sound_settings()

    def _take_sound_settings(self) -> None:
        settings, player = self._parts.settings, self._parts.player
        player.set_device(settings.text(SOUND_DEVICE))
        player.set_latency_ms(settings.number(SOUND_LATENCY))
        self._parts.panes.player.set_volume(settings.number(VOLUME), muted=settings.flag(MUTED))
