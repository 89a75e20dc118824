"""What records refer to in one library, and what they are the only one of; the tables' own keys, without a mapper."""

from dataclasses import dataclass

from practika_desktop.model.kinds import Entity


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names a record; one that is needed cannot be left empty."""

    field: str
    target: Entity
    is_needed: bool


def _needs(field: str, target: Entity) -> Reference:
    return Reference(field, target, is_needed=True)


def _may_name(field: str, target: Entity) -> Reference:
    return Reference(field, target, is_needed=False)


REFERENCES: dict[Entity, tuple[Reference, ...]] = {
    Entity.PIECE: (_may_name("score_media_id", Entity.MEDIA),),
    Entity.EXERCISE: (_may_name("piece_id", Entity.PIECE),),
    Entity.ASSIGNMENT: (_needs("exercise_id", Entity.EXERCISE), _needs("student_id", Entity.STUDENT)),
    Entity.MEDIA: (_may_name("original_id", Entity.MEDIA),),
    Entity.SUBMISSION: (
        _needs("student_id", Entity.STUDENT),
        _needs("media_id", Entity.MEDIA),
        _may_name("exercise_id", Entity.EXERCISE),
        _may_name("piece_id", Entity.PIECE),
    ),
    Entity.MESSAGE: (_needs("submission_id", Entity.SUBMISSION), _may_name("media_id", Entity.MEDIA)),
    Entity.MARKER: (_needs("submission_id", Entity.SUBMISSION), _may_name("message_id", Entity.MESSAGE)),
    Entity.DRAFT: (_needs("submission_id", Entity.SUBMISSION),),
    Entity.READ_STATE: (_needs("submission_id", Entity.SUBMISSION),),
    Entity.MEASURE_MAP: (_needs("piece_id", Entity.PIECE),),
    Entity.TIME_MAP: (_needs("submission_id", Entity.SUBMISSION),),
}
"""By kind of record, the fields whose record must be in the library, or the field empty."""

ONLY_ONE: dict[Entity, tuple[str, ...]] = {
    Entity.ASSIGNMENT: ("exercise_id", "student_id"),
    Entity.SNIPPET: ("teacher_id", "position"),
    Entity.DRAFT: ("submission_id", "teacher_id"),
    Entity.READ_STATE: ("submission_id", "teacher_id"),
    Entity.MEASURE_MAP: ("piece_id", "sha256"),
    Entity.TIME_MAP: ("submission_id",),
}
"""By kind of record, the fields of which a library shows one record at a time."""
