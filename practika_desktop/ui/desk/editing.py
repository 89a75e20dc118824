"""Undo and redo across everything, with what they would do in words."""

from practika_desktop.edits.done import Done
from practika_desktop.edits.history import History
from practika_desktop.ui.shell.rooms import Rooms


class Editing:
    """The way back and forth through what was done."""

    def __init__(self, history: History, rooms: Rooms) -> None:
        self._history = history
        self._rooms = rooms

    def can_undo(self) -> bool:
        """Tell whether there is something to undo."""
        return self._history.undo_title is not None

    def can_redo(self) -> bool:
        """Tell whether there is something to do again."""
        return self._history.redo_title is not None

    def undo(self) -> None:
        """Take back what was done last."""
        self._tell("Undone", self._history.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._tell("Done again", self._history.redo())

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
