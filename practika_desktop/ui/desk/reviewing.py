"""Answering: the thread, its draft, sending, and whether a take is reviewed."""

from contextlib import nullcontext

from PySide6.QtCore import QObject, QTimer

from practika_desktop.edits.applying import apply
from practika_desktop.edits.done import Done
from practika_desktop.edits.messages import edit_message, save_draft, send_and_review, send_message, withdraw_message
from practika_desktop.edits.reviewing import mark_reviewed, mark_waiting
from practika_desktop.model.records import Marker
from practika_desktop.store.library import Library
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.desk.walking import Walking

_DRAFT_MS = 600


class Reviewing(QObject):
    """Owns the draft that is not yet in the library.

    It is saved a moment after the last key, when the keyboard leaves it, and before all else.
    """

    def __init__(self, parts: Parts, taking: Taking, walking: Walking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = parts.history
        self._thread = parts.panes.thread
        self._rooms = parts.rooms
        self._taking = taking
        self._walking = walking
        self._last: Done | None = None
        self._saving = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._saving.timeout.connect(self.save_draft)
        self._thread.draft_changed.connect(lambda _text: self._saving.start())
        self._thread.send_requested.connect(self._send)
        self._thread.edit_requested.connect(self._edit)
        self._thread.withdraw_requested.connect(self._withdraw)
        self._thread.draft_left.connect(self.save_draft)
        taking.left.connect(lambda _submission_id: self.save_draft())

    def compose(self) -> None:
        """Put the keyboard into the reply."""
        self._rooms.thread()
        self._thread.focus_composer()

    def answer(self, marker: Marker | None) -> None:
        """Put the keyboard into a reply that answers a marker; do nothing without one."""
        if marker is not None:
            self._rooms.thread()
            self._thread.answer_marker(marker.id)

    def send_and_go_on(self) -> None:
        """Send what the reply holds, mark the take reviewed, and go on to the next; can be undone for ten seconds."""
        detail = self._taking.detail
        if detail is None:
            return
        self._taking.finish_edits()
        text = self._thread.text.strip()
        self._saving.stop()
        with self._taking.parting() if self._walking.goes_on() else nullcontext():
            done = self._history.run(
                send_and_review,
                submission_id=detail.submission.id,
                text=text,
                answers_message_id=self._thread.answers_message_id,
                answers_marker_id=self._thread.answers_marker_id,
            )
        self._thread.set_draft(None)
        name = detail.student.display_name
        words = f"Sent to {name} and marked reviewed" if text else f"{name}'s take is marked reviewed"
        stays = self._walking.go_on()
        self._rooms.say(f"{words}. {stays}" if stays else words, lambda: self.take_back(done, detail.submission.id))

    def toggle_reviewed(self) -> None:
        """Mark the take reviewed, or as waiting again."""
        detail = self._taking.detail
        if detail is None:
            return
        verb = mark_reviewed if detail.submission.reviewed_at is None else mark_waiting
        self._history.run(verb, submission_id=detail.submission.id)

    def reviewed_words(self) -> str:
        """Return what `toggle_reviewed` would do, in words."""
        detail = self._taking.detail
        reviewed = detail is not None and detail.submission.reviewed_at is not None
        return "Mark as waiting" if reviewed else "Mark reviewed"

    def save_draft(self) -> None:
        """Keep what is half-written with its take."""
        self._saving.stop()
        if self._taking.submission_id is None or self._thread.is_kept:
            return
        self._history.run(
            save_draft,
            submission_id=self._taking.submission_id,
            text=self._thread.text,
            answers_message_id=self._thread.answers_message_id,
            answers_marker_id=self._thread.answers_marker_id,
        )
        self._thread.note_kept()

    def settle(self) -> None:
        """Keep what is being written anywhere, before something is undone or done again."""
        self._taking.finish_edits()
        self.save_draft()

    def show_again(self, submission_id: str) -> None:
        """Put a take that was sent off back on the desk, with its reply in sight."""
        self._taking.open(submission_id)
        if self._thread.text:
            self._rooms.thread()

    def note(self, done: Done) -> None:
        """Remember the last act that can be undone."""
        if done.verb.undoable:
            self._last = done

    def _send(self, text: str, answers_message_id: str | None, answers_marker_id: str | None) -> None:
        detail = self._taking.detail
        if detail is None or not text.strip():
            return
        self._saving.stop()
        self._history.run(
            send_message,
            submission_id=detail.submission.id,
            text=text.strip(),
            answers_message_id=answers_message_id,
            answers_marker_id=answers_marker_id,
        )
        self._thread.set_draft(None)
        self._rooms.say(f"Sent to {detail.student.display_name}", None)

    def _edit(self, message_id: str, text: str) -> None:
        if self._taking.has_take():
            self._history.run(edit_message, message_id=message_id, text=text)

    def _withdraw(self, message_id: str) -> None:
        self._history.run(withdraw_message, message_id=message_id)

    def take_back(self, done: Done, submission_id: str) -> None:
        """Undo a sending or a deletion, though other things were done since, and go back to its take."""
        self.settle()
        if self._last is done:
            self._history.undo()
        else:
            self._history.run(_take_back, done)
        self.show_again(submission_id)


def _take_back(library: Library, done: Done) -> Done:
    """Do the inverse of an act that is not the last one."""
    return apply(library, done.inverse())
