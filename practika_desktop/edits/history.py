"""Undo and redo across everything."""

from collections import deque
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from practika_desktop.edits.applying import apply
from practika_desktop.edits.done import Done
from practika_desktop.model.errors import EditError
from practika_desktop.store.library import Library

P = ParamSpec("P")

_MOST_STEPS = 1000


class History:
    """What was done since the desk was opened, for one thread; made once per open library.

    `changed` is called after each act, its undo and its redo with what it changed. The last 1,000 steps are kept.
    """

    def __init__(self, library: Library, changed: Callable[[Done], None]) -> None:
        self._library = library
        self._changed = changed
        self._undo: deque[Done] = deque(maxlen=_MOST_STEPS)
        self._redo: deque[Done] = deque(maxlen=_MOST_STEPS)
        self._ended: tuple[Done | None, list[Done]] = (None, [])

    @property
    def undo_title(self) -> str | None:
        """The title of the act that `undo` would take back, or None."""
        return self._undo[-1].verb.title if self._undo else None

    @property
    def redo_title(self) -> str | None:
        """The title of the act that `redo` would do again, or None."""
        return self._redo[-1].verb.title if self._redo else None

    def run(self, verb: Callable[Concatenate[Library, P], Done], /, *args: P.args, **kwargs: P.kwargs) -> Done:
        """Do a verb and note it; raise what it raises (EditError, LibraryError), nothing being changed then."""
        done = verb(self._library, *args, **kwargs)
        self.add(done)
        return done

    def add(self, done: Done) -> None:
        """Note an act that was done elsewhere (an import in a job); one that changed nothing is no step."""
        if not done.changes:
            return
        if done.verb.undoable:
            self._ended = (done, list(self._redo))
            self._undo.append(done)
            self._redo.clear()
        self._changed(done)

    def run_on(
        self, former: Done, verb: Callable[Concatenate[Library, P], Done], /, *args: P.args, **kwargs: P.kwargs
    ) -> Done:
        """Do a verb that finishes a former act: one step of undo with it where that act is still the last one done."""
        if not self._undo or self._undo[-1] is not former:
            return self.run(verb, *args, **kwargs)
        done = verb(self._library, *args, **kwargs)
        if done.changes:
            self._undo[-1] = Done(former.verb, former.changes + done.changes, former.id)
            self._changed(done)
        return done

    def take_back(self, done: Done) -> bool:
        """Undo an act as if it had never been done, and tell whether it was still the last one; if not, do nothing.

        What could be done again before it can be so afterwards; the act itself cannot. Raise as `undo` does.
        """
        if not self._undo or self._undo[-1] is not done:
            return False
        undone = self._reverse_last(self._undo)
        last, ended = self._ended
        self._redo = deque(ended if last is done else (), _MOST_STEPS)
        if undone is not None:
            self._changed(undone)
        return True

    def undo(self) -> Done | None:
        """Take back the last act and return what that changed; None when there is none.

        Raise EditError when it cannot be taken back any more: the step is then forgotten; LibraryError (as for a full
        drive) keeps it.
        """
        return self._step(self._undo, self._redo)

    def redo(self) -> Done | None:
        """Do again what was last taken back; None when there is nothing; raise as `undo` does."""
        return self._step(self._redo, self._undo)

    def _step(self, source: deque[Done], target: deque[Done]) -> Done | None:
        done = self._reverse_last(source)
        if done is not None:
            target.append(done)
            self._changed(done)
        return done

    def _reverse_last(self, source: deque[Done]) -> Done | None:
        if not source:
            return None
        try:
            done = apply(self._library, source[-1].inverse())
        except EditError:
            source.pop()
            raise
        source.pop()
        return done
