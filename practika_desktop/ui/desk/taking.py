"""Which take is on the desk: opening one, the next one, and keeping what is shown up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.reviewing import mark_read
from practika_desktop.model.kinds import Entity
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.shown import as_shown
from practika_desktop.model.records import Marker
from practika_desktop.store import take, takes
from practika_desktop.store.take import TakeDetail
from practika_desktop.ui.desk.parts import Parts

_READ_MS = 800


class Taking(QObject):
    """Owns which take is shown; `left` is emitted with its id before another one comes, `opened` after.

    `mentions_changed` is emitted when something else may be about the score's page than is shown.
    """

    left = Signal(str)
    opened = Signal()
    mentions_changed = Signal()

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
        self._measures: Measures | None = None
        self._is_parting = False
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self._mark_read)

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
        """Return the markers of the take on the desk, by start, with the numbers that their measures have now."""
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
            self._show()
        self._rooms.show_take()
        if at_ms is not None:
            self._player.seek_ms(at_ms)
            self._panes.player.tick()
        self._rooms.player()

    def clear(self) -> None:
        """Leave the desk empty."""
        self._leave()
        self._empty()

    @contextmanager
    def parting(self) -> Iterator[None]:
        """Show nothing of what an act changes of the take on the desk, which is left right after it."""
        self._is_parting = True
        try:
            yield
        finally:
            self._is_parting = False

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
        if self._detail is None or self._is_parting:
            return
        detail = take.detail(self._library, self._detail.submission.id)
        if detail is None:
            self._reading.stop()
            self._empty()
            return
        moved_score = _place_in_score(detail) != _place_in_score(self._detail)
        self._detail = detail
        self._rooms.show_heading(detail)
        if done.touches(Entity.MARKER):
            self._show_markers()
        if done.touches(Entity.MARKER, Entity.MESSAGE, Entity.STUDENT, Entity.TEACHER):
            self._show_thread(with_draft=done.touches(Entity.DRAFT) and done.verb is not Verb.SAVE_DRAFT)
        if moved_score:
            self._show_score()
        if done.touches(Entity.MARKER, Entity.SUBMISSION, Entity.EXERCISE, Entity.TIME_MAP):
            self.show_mentions()

    def set_measures(self, measures: Measures | None) -> None:
        """Take the measure map of the take's score, None where there is none, and show the numbers that it gives."""
        self._measures = measures
        if self._detail is not None and self._read_markers(self._detail.submission.id) != self._markers:
            self._show_markers()
            self._show_thread(with_draft=False)

    def show_mentions(self) -> None:
        """Have it shown what else is about the score's page."""
        self.mentions_changed.emit()

    def close(self) -> None:
        """Leave the take in order, before the desk ends."""
        self._leave()

    def _leave(self) -> None:
        self._reading.stop()
        if self._detail is not None:
            self.finish_edits()
            self._player.pause()
            self.left.emit(self._detail.submission.id)

    def _show(self) -> None:
        if self._detail is None:
            return
        submission = self._detail.submission
        self._markers = self._read_markers(submission.id)
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

    def _read_markers(self, submission_id: str) -> list[Marker]:
        return as_shown(take.markers(self._library, submission_id), self._measures)

    def _show_markers(self) -> None:
        if self._detail is not None:
            self._markers = self._read_markers(self._detail.submission.id)
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

    def _mark_read(self) -> None:
        line = takes.summary(self._library, self.submission_id) if self.submission_id else None
        if line is not None and line.unread:
            self._history.run(mark_read, submission_id=line.submission_id)


def _place_in_score(detail: TakeDetail) -> tuple[object, ...]:
    """Return what decides which page of which score is shown beside a take."""
    return detail.score_media, detail.piece, detail.exercise, detail.submission.page
