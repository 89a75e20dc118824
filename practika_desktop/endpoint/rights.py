"""Who may read and write what: the one table, by kind of record and by how a person stands to a row.

Whatever is not in the table is forbidden. The tests walk all of it, field by field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields

from practika_desktop.endpoint.members import Standing
from practika_desktop.model.kinds import Entity
from practika_desktop.model.mutations import FIXED, Plain, to_plain
from practika_desktop.model.records import RECORD_OF
from practika_desktop.model.rules import is_constant

OWNER, TEACHER, COLLEAGUE = Standing.OWNER, Standing.TEACHER, Standing.COLLEAGUE
STUDENT, GUARDIAN, SELF = Standing.STUDENT, Standing.GUARDIAN, Standing.SELF

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What one standing allows with the rows of a kind.

    `creates` are the fields that a new row may have a value in (None: no new rows); `sets` and `sets_own` those that
    may be changed in any row and in one that this person has made.
    """

    creates: frozenset[str] | None = None
    sets: frozenset[str] = NOTHING
    sets_own: frozenset[str] = NOTHING
    deletes: bool = False
    deletes_own: bool = False


def _all(entity: Entity) -> frozenset[str]:
    return frozenset(one.name for one in fields(RECORD_OF[entity]))


def _changeable(entity: Entity) -> frozenset[str]:
    return frozenset(name for name in _all(entity) - FIXED if not is_constant(entity, name))


def _everything(entity: Entity) -> Rights:
    return Rights(creates=_all(entity), sets=_changeable(entity), deletes=True)


def _ones_own(entity: Entity) -> Rights:
    return Rights(creates=_all(entity), sets_own=_changeable(entity), deletes_own=True)


_DELETES = Rights(deletes=True)
_BY_ENDPOINT = frozenset({"key", "state"})
_FILES = _all(Entity.MEDIA) - _BY_ENDPOINT
_REVIEW = frozenset({"reviewed_at", "reviewed_by", "mastered_at"})
_WHAT_FOR = frozenset({"exercise_id", "piece_id"})

TABLE: dict[str, dict[Entity, dict[Standing, Rights]]] = {
    "s": {
        Entity.TEACHER: {OWNER: _everything(Entity.TEACHER)},
        Entity.PIECE: {one: _everything(Entity.PIECE) for one in (OWNER, COLLEAGUE)},
        Entity.EXERCISE: {one: _everything(Entity.EXERCISE) for one in (OWNER, COLLEAGUE)},
        Entity.MEASURE_MAP: {one: _everything(Entity.MEASURE_MAP) for one in (OWNER, COLLEAGUE)},
        Entity.MEDIA: {one: Rights(creates=_FILES, deletes=True) for one in (OWNER, COLLEAGUE)},
    },
    "staff": {
        Entity.STUDENT: {
            OWNER: _everything(Entity.STUDENT),
            TEACHER: Rights(creates=_all(Entity.STUDENT), sets=_changeable(Entity.STUDENT) - {"teacher_ids"}),
            GUARDIAN: Rights(sets=frozenset({"consent_on"})),
        },
    },
    "st": {
        Entity.ASSIGNMENT: {TEACHER: _everything(Entity.ASSIGNMENT), STUDENT: Rights(sets=frozenset({"done_at"}))},
        Entity.SUBMISSION: {
            OWNER: _DELETES,
            TEACHER: Rights(
                creates=_all(Entity.SUBMISSION),
                sets=_REVIEW | _WHAT_FOR,
                sets_own=_changeable(Entity.SUBMISSION),
                deletes_own=True,
            ),
            STUDENT: Rights(creates=_all(Entity.SUBMISSION) - _REVIEW, sets=frozenset({"notes", "page"}), deletes=True),
            GUARDIAN: _DELETES,
        },
        Entity.MEDIA: {
            OWNER: _DELETES,
            TEACHER: Rights(creates=_FILES, deletes_own=True),
            STUDENT: Rights(creates=_FILES, deletes_own=True),
            GUARDIAN: _DELETES,
        },
        Entity.MESSAGE: {OWNER: _DELETES, TEACHER: _ones_own(Entity.MESSAGE), STUDENT: _ones_own(Entity.MESSAGE)},
        Entity.TIME_MAP: {TEACHER: _everything(Entity.TIME_MAP)},
        Entity.MARKER: {OWNER: _DELETES, TEACHER: _ones_own(Entity.MARKER), STUDENT: _ones_own(Entity.MARKER)},
    },
    "u": {one: {SELF: _everything(one)} for one in (Entity.SNIPPET, Entity.DRAFT, Entity.READ_STATE)},
}
"""By kind of channel, kind of record and standing; a record of a kind lies only in the channels that have it here."""

SIGNED: dict[Entity, frozenset[str]] = {
    Entity.SUBMISSION: frozenset({"reviewed_by"}),
    Entity.MESSAGE: frozenset({"sender_id"}),
    Entity.MARKER: frozenset({"author_id"}),
    Entity.SNIPPET: frozenset({"teacher_id"}),
    Entity.DRAFT: frozenset({"teacher_id"}),
    Entity.READ_STATE: frozenset({"teacher_id"}),
}
"""Fields that name who did it: a person writes only their own name there, or takes it away."""

NAMES = frozenset({"id", "created_at", "channel", "display_name"})
"""What a teacher sees of a student whom others teach."""

_READERS = frozenset({TEACHER, STUDENT, GUARDIAN, SELF})


def may_read(channel: str, held: frozenset[Standing]) -> bool:
    """Tell whether a person may read a channel; an owner reads no student's, unless as that student's teacher."""
    return bool(held if channel.startswith(("s:", "staff:")) else held & _READERS)


def seen_of_student(held: frozenset[Standing]) -> frozenset[str]:
    """Return the fields of a student's record that a person sees; none at all: not even that there is one."""
    if held & {OWNER, TEACHER, STUDENT, GUARDIAN}:
        return _all(Entity.STUDENT)
    return NAMES if COLLEAGUE in held else NOTHING


def may_create(
    entity: Entity, values: Mapping[str, Plain], channel: str, held: frozenset[Standing], person: str
) -> bool:
    """Tell whether a person may make a row with these values."""
    return _is_signed_by(entity, values, person) and any(
        rights.creates is not None
        and all(_is_empty(entity, name, values[name]) for name in values.keys() - rights.creates)
        for rights in _of(entity, channel, held)
    )


def may_set(
    entity: Entity, values: Mapping[str, Plain], channel: str, held: frozenset[Standing], person: str, *, is_own: bool
) -> bool:
    """Tell whether a person may change these fields of a row to these values; is_own: one that this person has made."""
    allowed: set[str] = set()
    for rights in _of(entity, channel, held):
        allowed |= rights.sets | (rights.sets_own if is_own else NOTHING)
    return values.keys() <= allowed and _is_signed_by(entity, values, person)


def may_delete(entity: Entity, channel: str, held: frozenset[Standing], *, is_own: bool) -> bool:
    """Tell whether a person may delete a row by itself; who may delete what it belongs to may as well."""
    return any(rights.deletes or (rights.deletes_own and is_own) for rights in _of(entity, channel, held))


def _of(entity: Entity, channel: str, held: frozenset[Standing]) -> Iterable[Rights]:
    rights = TABLE.get(channel.partition(":")[0], {}).get(entity, {})
    return [rights[standing] for standing in held if standing in rights]


def _is_signed_by(entity: Entity, values: Mapping[str, Plain], person: str) -> bool:
    return all(values[name] in {person, None} for name in SIGNED.get(entity, NOTHING) & values.keys())


def _is_empty(entity: Entity, name: str, value: Plain) -> bool:
    """Tell whether a field has the value that it has when nobody gave it one."""
    for one in fields(RECORD_OF[entity]):
        if one.name == name:
            return value == ("" if one.default is MISSING else to_plain(one.default))
    return False
