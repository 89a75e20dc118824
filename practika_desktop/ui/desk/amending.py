"""Correcting what a take is of, and deleting one that should not be there."""

from practika_desktop.edits.submissions import delete_submission
from practika_desktop.store import take
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.reviewing import Reviewing
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.desk.walking import Walking
from practika_desktop.ui.shell.dialogs import Dialogs


class Amending:
    """What is done to the take on the desk as a whole; what is half-written on it is kept before."""

    def __init__(self, parts: Parts, dialogs: Dialogs, taking: Taking, walking: Walking, reviewing: Reviewing) -> None:
        self._library = parts.library
        self._history = parts.history
        self._inbox = parts.panes.inbox
        self._rooms = parts.rooms
        self._dialogs = dialogs
        self._taking = taking
        self._walking = walking
        self._reviewing = reviewing

    def edit(self) -> None:
        """Open the dialog on what the take is of."""
        self._reviewing.settle()
        if self._taking.detail is not None:
            self._dialogs.edit_take(self._taking.detail)

    def ask_to_delete(self) -> None:
        """Ask once whether the take is to go; then the desk goes on to the next one."""
        self._reviewing.settle()
        detail = self._taking.detail
        if detail is None:
            return
        submission_id = detail.submission.id
        said = len(take.messages(self._library, submission_id))
        self._dialogs.ask(
            f"Delete this take by {detail.student.display_name}?",
            f"{_what_goes(len(self._taking.markers), said)} Undo brings everything back until Practika is closed.",
            "Delete the take",
            lambda: self._delete(submission_id, detail.student.display_name),
        )

    def _delete(self, submission_id: str, name: str) -> None:
        if self._taking.submission_id != submission_id:
            return
        others = (self._inbox.next_waiting(), self._inbox.neighbour(1), self._inbox.neighbour(-1))
        following = next((other for other in others if other not in {None, submission_id}), None)
        done = self._history.run(delete_submission, submission_id=submission_id)
        if following is not None:
            self._taking.open(following)
        else:
            self._walking.go_on()
        self._rooms.say(f"The take by {name} is deleted", lambda: self._reviewing.take_back(done, submission_id))


def _what_goes(markers: int, messages: int) -> str:
    """Return in words what is deleted with a take."""
    parts = [_many(markers, "marker"), _many(messages, "message")]
    things = " and ".join(part for part in parts if part)
    return f"Its file and its {things} go with it." if things else "Its file goes with it."


def _many(count: int, one: str) -> str:
    return "" if count == 0 else f"{count:,} {one}{'' if count == 1 else 's'}"
