"""What the kinds of record mean to whoever merges them: which fields are texts, what deleting does, what owns what."""

from enum import Enum, auto

from practika_desktop.model.kinds import Entity


class Deletion(Enum):
    """What deleting a record of a kind does when somebody else changed it meanwhile, unseen."""

    YIELDS = auto()
    """The change wins: the record stays, or comes back."""

    WINS = auto()
    """The deletion wins: nothing in such a record was written by hand."""

    ERASES = auto()
    """It is erased, with all that belongs to it and all that was ever written there, for good."""


DELETION: dict[Entity, Deletion] = {
    Entity.TEACHER: Deletion.YIELDS,
    Entity.STUDENT: Deletion.ERASES,
    Entity.PIECE: Deletion.YIELDS,
    Entity.EXERCISE: Deletion.YIELDS,
    Entity.ASSIGNMENT: Deletion.WINS,
    Entity.MEDIA: Deletion.WINS,
    Entity.SUBMISSION: Deletion.ERASES,
    Entity.MESSAGE: Deletion.YIELDS,
    Entity.MARKER: Deletion.YIELDS,
    Entity.SNIPPET: Deletion.YIELDS,
    Entity.DRAFT: Deletion.YIELDS,
    Entity.READ_STATE: Deletion.WINS,
    Entity.MEASURE_MAP: Deletion.YIELDS,
    Entity.TIME_MAP: Deletion.YIELDS,
}

TEXTS: dict[Entity, frozenset[str]] = {
    Entity.STUDENT: frozenset({"note"}),
    Entity.EXERCISE: frozenset({"instructions"}),
    Entity.SUBMISSION: frozenset({"notes"}),
    Entity.MESSAGE: frozenset({"text"}),
    Entity.MARKER: frozenset({"text"}),
    Entity.DRAFT: frozenset({"text"}),
}
"""Fields that are written in sentences: two versions are merged. Of any other field the last to arrive wins."""

HIGHEST: dict[Entity, frozenset[str]] = {Entity.READ_STATE: frozenset({"read_at"})}
"""Fields that only grow: the higher value wins."""

OWNERS: dict[Entity, tuple[str, ...]] = {
    Entity.ASSIGNMENT: ("student_id",),
    Entity.MEDIA: ("owner_id",),
    Entity.SUBMISSION: ("student_id",),
    Entity.MESSAGE: ("submission_id",),
    Entity.MARKER: ("message_id", "submission_id"),
    Entity.DRAFT: ("submission_id",),
    Entity.READ_STATE: ("submission_id",),
    Entity.TIME_MAP: ("submission_id",),
}
"""Fields that name what a record belongs to, the nearest first; it is erased with that."""

CONSTANT: dict[Entity, frozenset[str]] = {
    Entity.ASSIGNMENT: frozenset({"exercise_id"}),
    Entity.MEDIA: frozenset({"owner", "kind", "bytes", "sha256", "mime", "file_name", "original_id"}),
    Entity.SUBMISSION: frozenset({"media_id"}),
    Entity.MESSAGE: frozenset({"sender_id", "media_id", "answers_message_id", "answers_marker_id"}),
    Entity.MARKER: frozenset({"author_id"}),
    Entity.SNIPPET: frozenset({"teacher_id", "position"}),
    Entity.DRAFT: frozenset({"teacher_id"}),
    Entity.READ_STATE: frozenset({"teacher_id"}),
    Entity.MEASURE_MAP: frozenset({"piece_id", "sha256"}),
}
"""Fields that never change once a record is made, beside `FIXED` of the model and those that name an owner."""


def is_constant(entity: Entity, name: str) -> bool:
    """Tell whether a field of a kind of record keeps the value that it was made with."""
    return name in CONSTANT.get(entity, ()) or name in OWNERS.get(entity, ())
