"""Which takes of the inbox an edit touches."""

from dataclasses import dataclass

from practika_desktop.edits.done import Done
from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import Marker, Message, ReadState

_NAMES = (Entity.STUDENT, Entity.PIECE, Entity.EXERCISE)


@dataclass(frozen=True, slots=True)
class Touched:
    """The takes whose rows an edit may change, and whether it may change names in any row."""

    takes: frozenset[str]
    names: bool


def touched_by(done: Done) -> Touched:
    """Return what of the inbox an edit touches."""
    found = set()
    names = False
    for change in done.changes:
        if change.entity is Entity.SUBMISSION:
            found.add(change.id)
        elif change.entity in _NAMES:
            names = names or change.before is not None
        else:
            sides = (change.before, change.after)
            found.update(side.submission_id for side in sides if isinstance(side, Marker | Message | ReadState))
    return Touched(frozenset(found), names)
