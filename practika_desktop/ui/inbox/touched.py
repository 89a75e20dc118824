"""Which takes of the inbox an edit touches."""

from dataclasses import dataclass

from practika_desktop.edits.done import Done
from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import Marker, Message, ReadState

_NAMES = (Entity.STUDENT, Entity.PIECE, Entity.EXERCISE)


@dataclass(frozen=True, slots=True)
class Touched:
    """The takes whose rows an edit may change: those that may move, come or go, and those that stay in their place.

    `names` tells whether it may change names in any row.
    """

    moving: frozenset[str]
    staying: frozenset[str]
    names: bool


def touched_by(done: Done) -> Touched:
    """Return what of the inbox an edit touches."""
    moving: set[str] = set()
    staying: set[str] = set()
    names = False
    for change in done.changes:
        if change.entity is Entity.SUBMISSION:
            moving.add(change.id)
        elif change.entity in _NAMES:
            names = names or change.before is not None
        else:
            sides = (change.before, change.after)
            staying.update(side.submission_id for side in sides if isinstance(side, Marker | Message | ReadState))
    return Touched(frozenset(moving), frozenset(staying - moving), names)
