"""Undo and redo across everything, with what they would do in words."""

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.history import History
from practika_desktop.ui.desk.reviewing import Reviewing
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.desk.walking import Walking
from practika_desktop.ui.shell.rooms import Rooms


class Editing:
    """The way back and forth through what was done; what is half-written is kept before each step."""

    def __init__(self, history: History, rooms: Rooms, taking: Taking, walking: Walking, reviewing: Reviewing) -> None:
        self._history = history
        self._rooms = rooms
        self._taking = taking
        self._walking = walking
        self._reviewing = reviewing

    def can_undo(self) -> bool:
        """Tell whether there is something to undo."""
        return self._history.undo_title is not None

    def can_redo(self) -> bool:
        """Tell whether there is something to do again."""
        return self._history.redo_title is not None

    def undo(self) -> None:
        """Take back what was done last; a take that was sent off or deleted comes back to the desk, as it was."""
        self._reviewing.settle()
        done = self._history.undo()
        self._tell("Undone", done)
        if done is not None and done.verb in {Verb.SEND_AND_REVIEW, Verb.DELETE_TAKE}:
            self._reviewing.show_again(done.id)

    def redo(self) -> None:
        """Do again what was taken back last; sending or deleting the take on the desk goes on to the next one."""
        self._reviewing.settle()
        done = self._history.redo()
        self._tell("Done again", done)
        if done is None:
            return
        sent = done.verb is Verb.SEND_AND_REVIEW and done.id == self._taking.submission_id
        deleted = done.verb is Verb.DELETE_TAKE and not self._taking.has_take()
        if sent or deleted:
            self._walking.go_on()

    def undo_words(self) -> str:
        """Return the menu's words for undo."""
        return f"Undo {_small(self._history.undo_title)}".strip()

    def redo_words(self) -> str:
        """Return the menu's words for redo."""
        return f"Redo {_small(self._history.redo_title)}".strip()

    def _tell(self, what: str, done: Done | None) -> None:
        if done is not None:
            self._rooms.say(f"{what}: {_small(done.verb.title)}", None)


def _small(title: str | None) -> str:
    return title[:1].lower() + title[1:] if title else ""
