"""Which take is on the desk: opening one, the next one, and keeping what is shown up to date."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.reviewing import mark_read
from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import Marker
from practika_desktop.player.state import Phase, PlayerState
from practika_desktop.store import about, take, takes
from practika_desktop.store.take import TakeDetail
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.desk.parts import Parts

_READ_MS = 800
_LAST_ONE = "This is the last one that waits"
_FILTERED = "Nothing else matches the filter"
_NO_MENTIONS = about.PageMentions((), ())


class Taking(QObject):
    """Owns which take is shown; `left` is emitted with its id before another one comes, `opened` after.

    `ended` is emitted when nothing waits any more: the desk is empty then, and `resume` leads back to the last take.
    """

    left = Signal(str)
    opened = Signal()
    ended = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = parts.library
        self._history = parts.history
        self._player = parts.player
        self._panes = parts.panes
        self._rooms = parts.rooms
        self._derived = parts.derived
        self._detail: TakeDetail | None = None
        self._markers: list[Marker] = []
        self._behind: str | None = None
        self._way = 1
        self._is_alone = False
        self._ahead = self._later(0, self._open_ahead)
        self._reading = self._later(_READ_MS, self._mark_read)
        parts.panes.player.state_changed.connect(self._player_changed)

    @property
    def detail(self) -> TakeDetail | None:
        """Return the take on the desk."""
        return self._detail

    @property
    def submission_id(self) -> str | None:
        """Return the id of the take on the desk."""
        return self._detail.submission.id if self._detail is not None else None

    @property
    def markers(self) -> list[Marker]:
        """Return the markers of the take on the desk, by start."""
        return self._markers

    def has_take(self) -> bool:
        """Tell whether a take is on the desk."""
        return self._detail is not None

    def open(self, submission_id: str, *, at_ms: int | None = None) -> None:
        """Put a take on the desk, at a moment of it if one is given; nothing happens when it is no longer there."""
        if submission_id != self.submission_id:
            detail = take.detail(self._library, submission_id)
            if detail is None:
                return
            self._leave()
            self._detail = detail
            self._behind = None
            self._show()
        self._rooms.show_take()
        if at_ms is not None:
            self._player.seek_ms(at_ms)
            self._panes.player.tick()
        self._rooms.player()

    def next_waiting(self) -> None:
        """Put the next waiting take on the desk, or say why this one stays."""
        stays = self.go_on()
        if stays:
            self._rooms.say(stays, None)

    def go_on(self) -> str:
        """Put the next waiting take that passes the filter on the desk; return why none comes, in words, or "".

        Where nothing waits at all, the pile has ended.
        """
        following = self._panes.inbox.next_waiting()
        if following is not None and following != self.submission_id:
            self.open(following)
            return ""
        waiting = takes.count(self._library, InboxFilter())
        if waiting == 0:
            self._behind = self.submission_id or self._behind
            self.clear()
            self.ended.emit()
            return ""
        waits = self._detail is not None and self._detail.submission.reviewed_at is None
        return _LAST_ONE if waits and waiting == 1 else _FILTERED

    def resume(self) -> bool:
        """Go back from the end of the pile to the take that was on the desk; tell whether there is one."""
        if self._detail is None and self._behind is not None:
            self.open(self._behind)
        return self._detail is not None

    def back_to_player(self) -> None:
        """Put the keyboard to the player, also from the end of the pile."""
        self.resume()
        self._rooms.player()

    def look_at_reviewed(self) -> None:
        """Show the reviewed takes in the inbox, and the newest of them on the desk."""
        inbox = self._panes.inbox
        inbox.filters.clear()
        inbox.show_state(TakeState.REVIEWED)
        inbox.select(None)
        newest = inbox.neighbour(1)
        if newest is not None:
            self.open(newest)

    def neighbour(self, step: int) -> None:
        """Put the take before or after this one in the inbox's list on the desk; at its ends nothing happens.

        From the end of the pile either way leads back.
        """
        if self._behind is not None and self.resume():
            return
        self._way = step
        following = self._panes.inbox.neighbour(step)
        if following is not None:
            self.open(following)

    def clear(self) -> None:
        """Leave the desk empty."""
        self._leave()
        self._empty()

    def finish_edits(self) -> None:
        """Save what is being written into a marker or a message."""
        self._panes.markers.finish_edit()
        self._panes.thread.finish_edit()

    def _empty(self) -> None:
        self._detail = None
        self._markers = []
        self._panes.player.close_take()
        self._panes.markers.set_markers([])
        self._panes.thread.clear()
        self._panes.score.show_score(None, "")
        self._panes.inbox.select(None)
        self._rooms.show_heading(None)
        self._rooms.show_tabs(0, 0)
        self.opened.emit()

    def refresh(self, done: Done) -> None:
        """Show what an act changed of the take on the desk."""
        if self._detail is None:
            return
        detail = take.detail(self._library, self._detail.submission.id)
        if detail is None:
            self._stop_timers()
            self._empty()
            return
        moved_score = detail.score_media != self._detail.score_media
        self._detail = detail
        self._rooms.show_heading(detail)
        if done.touches(Entity.MARKER):
            self._show_markers()
        if done.touches(Entity.MARKER, Entity.MESSAGE, Entity.STUDENT, Entity.TEACHER):
            self._show_thread(with_draft=done.touches(Entity.DRAFT) and done.verb is not Verb.SAVE_DRAFT)
        if moved_score:
            self._show_score()
        if done.touches(Entity.MARKER, Entity.SUBMISSION):
            self.show_mentions()

    def show_mentions(self) -> None:
        """Show what else is about the score's page."""
        if self._detail is None or self._detail.piece is None:
            self._panes.score.set_mentions(_NO_MENTIONS)
            return
        self._panes.score.set_mentions(
            about.about_page(self._library, self._detail.piece.id, max(self._panes.score.page, 1)), self.submission_id
        )

    def close(self) -> None:
        """Leave the take in order, before the desk ends."""
        self._leave()

    def _leave(self) -> None:
        self._stop_timers()
        if self._detail is not None:
            self.finish_edits()
            self._player.pause()
            self.left.emit(self._detail.submission.id)

    def _stop_timers(self) -> None:
        self._ahead.stop()
        self._reading.stop()

    def _show(self) -> None:
        if self._detail is None:
            return
        submission = self._detail.submission
        self._markers = take.markers(self._library, submission.id)
        self._is_alone = True
        self._panes.player.show_take(
            submission.id,
            self._library.media_path(self._detail.media),
            self._markers,
            index_file=self._derived.index_file(self._detail.media.sha256),
        )
        self._panes.inbox.select(submission.id)
        self._panes.markers.set_markers(self._markers)
        self._show_thread(with_draft=True)
        self._show_score()
        self._rooms.show_heading(self._detail)
        self._rooms.markers()
        self._reading.start()
        self.opened.emit()

    def _show_markers(self) -> None:
        if self._detail is not None:
            self._markers = take.markers(self._library, self._detail.submission.id)
            self._panes.player.set_markers(self._markers)
            self._panes.markers.set_markers(self._markers)

    def _show_thread(self, *, with_draft: bool) -> None:
        if self._detail is None:
            return
        submission_id = self._detail.submission.id
        names = take.author_names(self._library)
        self._panes.markers.set_people(names, self._library.teacher_id)
        messages = take.messages(self._library, submission_id)
        self._panes.thread.set_student(self._detail.student.display_name)
        self._panes.thread.show_thread(messages, self._markers, names, self._library.teacher_id)
        self._rooms.show_tabs(len(self._markers), len(messages))
        if with_draft:
            self._panes.thread.set_draft(take.draft(self._library, submission_id))

    def _show_score(self) -> None:
        if self._detail is None:
            return
        score, piece = self._detail.score_media, self._detail.piece
        path = self._library.media_path(score) if score is not None else None
        page = self._detail.submission.page or (self._detail.exercise.start_page if self._detail.exercise else None)
        self._panes.score.show_score(path, piece.title if piece is not None else "", page or 1)
        if page is not None:
            self._panes.score.set_page(page)
        self.show_mentions()

    def _player_changed(self, state: PlayerState) -> None:
        """Open the next ones as soon as the machine is free: this take's picture is there, or cannot be."""
        if self._is_alone and state.key == self.submission_id and (state.frame >= 0 or state.phase is Phase.FAILED):
            self._is_alone = False
            self._ahead.start()

    def _open_ahead(self) -> None:
        """Open the takes that will probably be next, while this one is looked at."""
        for following in (self._panes.inbox.next_waiting(), self._panes.inbox.neighbour(self._way)):
            detail = take.detail(self._library, following) if following is not None else None
            if following is not None and detail is not None and following != self.submission_id:
                media = detail.media
                path, index_file = self._library.media_path(media), self._derived.index_file(media.sha256)
                self._player.prefetch(following, path, index_file)

    def _mark_read(self) -> None:
        line = takes.summary(self._library, self.submission_id) if self.submission_id else None
        if line is not None and line.unread:
            self._history.run(mark_read, submission_id=line.submission_id)

    def _later(self, after_ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after_ms)
        timer.timeout.connect(call)
        return timer
