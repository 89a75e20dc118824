"""What a verb did: its name, the rows it changed, and so also its inverse."""

from dataclasses import dataclass
from enum import Enum
from typing import Self

from practika_desktop.model.kinds import Entity
from practika_desktop.store.transaction import Change, Transaction

__all__ = ["Change", "Done", "Verb"]


class Verb(Enum):
    """Every act, with its title as it stands in the Edit menu after “Undo”."""

    ADD_MARKER = "Add marker"
    MOVE_MARKER = "Move marker"
    EDIT_MARKER = "Edit marker"
    LINK_MARKER = "Link marker"
    UNLINK_MARKER = "Unlink marker"
    DELETE_MARKER = "Delete marker"
    SEND_MESSAGE = "Send message"
    EDIT_MESSAGE = "Edit message"
    WITHDRAW_MESSAGE = "Withdraw message"
    SEND_AND_REVIEW = "Send and mark reviewed"
    SAVE_DRAFT = "Write draft"
    MARK_REVIEWED = "Mark reviewed"
    MARK_WAITING = "Mark as waiting"
    MARK_READ = "Read thread"
    KEEP_MEASURE_MAP = "Find measures"
    SPLIT_MEASURE = "Split measure"
    MERGE_MEASURES = "Merge measures"
    MOVE_BARLINE = "Move barline"
    DELETE_MEASURE = "Delete measure"
    SET_MEASURE_NUMBER = "Set measure's number"
    SET_BEATS = "Set beats"
    MARK_REPEAT = "Mark repeat"
    MARK_ENDING = "Mark ending"
    MARK_SIGN = "Mark sign"
    MARK_REST = "Mark rest"
    MARK_PICK_UP = "Mark pick-up"
    MARK_CONTINUED = "Mark continued measure"
    ADD_LINE = "Add line"
    CONFIRM_LINE = "Confirm line"
    DELETE_LINE = "Delete line"
    TAP_MEASURE = "Tap measure"
    SET_POINT = "Set point"
    REMOVE_TAPS = "Remove taps"
    SET_TAPPING_DELAY = "Set tapping delay"
    ADD_TAKES = "Add takes"
    EDIT_TAKE = "Edit take"
    DELETE_TAKE = "Delete take"
    ADD_STUDENT = "Add student"
    EDIT_STUDENT = "Edit student"
    ARCHIVE_STUDENT = "Archive student"
    RESTORE_STUDENT = "Restore student"
    ADD_TEACHER = "Add teacher"
    EDIT_TEACHER = "Edit teacher"
    ADD_PIECE = "Add piece"
    EDIT_PIECE = "Edit piece"
    SET_SCORE = "Set score"
    DELETE_PIECE = "Delete piece"
    ADD_EXERCISE = "Add exercise"
    EDIT_EXERCISE = "Edit exercise"
    DELETE_EXERCISE = "Delete exercise"
    ASSIGN_EXERCISE = "Assign exercise"
    UNASSIGN_EXERCISE = "Take back assignment"
    EXERCISE_DONE = "Mark exercise done"
    EXERCISE_NOT_DONE = "Mark exercise not done"
    SET_SNIPPET = "Set snippet"
    DELETE_SNIPPET = "Delete snippet"

    @property
    def title(self) -> str:
        """The verb in the words of the menu."""
        return self.value

    @property
    def undoable(self) -> bool:
        """Whether it is a step of its own for undo; what is half-written, looked at or found is not."""
        return self not in {Verb.SAVE_DRAFT, Verb.MARK_READ, Verb.KEEP_MEASURE_MAP}


@dataclass(frozen=True, slots=True)
class Done:
    """One act: the rows it changed, in order, and the id of the row that it was about."""

    verb: Verb
    changes: tuple[Change, ...]
    id: str

    @classmethod
    def of(cls, verb: Verb, transaction: Transaction, row_id: str) -> Self:
        """Return what a transaction has done by now."""
        return cls(verb, transaction.changes, row_id)

    def inverse(self) -> Self:
        """Return the act that takes this one back."""
        return type(self)(
            self.verb,
            tuple(Change(one.entity, one.id, one.after, one.before) for one in reversed(self.changes)),
            self.id,
        )

    def touches(self, *entities: Entity) -> bool:
        """Tell whether it changed any record of these kinds."""
        return any(change.entity in entities for change in self.changes)
