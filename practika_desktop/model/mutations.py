"""What a desk did to one row, in the shape in which it waits in the outbox and travels to an endpoint."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.records import RECORD_OF, Marker, Record

Plain = str | int | bool | None | list[str]
"""A field's value as JSON has it."""

R = TypeVar("R", bound=Record)

ENTITY_OF: dict[type[Record], Entity] = {record: entity for entity, record in RECORD_OF.items()}

GROUPS: dict[type[Record], tuple[frozenset[str], ...]] = {
    Marker: (
        frozenset({"start_ms", "end_ms"}),
        frozenset({"page", "measure", "measure_id", "occurrence"}),
    ),
}
"""Fields that are one value together: whoever sets one of a group sets all of it, so that no merge mixes two ranges."""

FIXED = frozenset({"id", "created_at", "channel"})
"""Fields that never change once a row is made."""

HOLD_MS = 10_000
"""How long what was sent and reviewed in one act stays here, to be undone unseen; nothing is held longer."""

_HASH_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One row's put or delete.

    `n` counts the device's mutations without gaps from 1, `mid` names this one for good. `set` holds only the fields
    that changed (all of them for a new row), `saw` the hashes of the values that they replaced, by field: the endpoint
    finds conflicts by value. A mutation is not sent before `hold_until` (ms since 1970 UTC).
    """

    n: int
    mid: str
    op: Op
    entity: Entity
    id: str
    channel: str
    set: Mapping[str, Plain] = field(default_factory=dict)
    saw: Mapping[str, str] = field(default_factory=dict)
    hold_until: int | None = None


def plain(record: Record) -> dict[str, Plain]:
    """Return the record's fields as JSON values, in the order of the record's class."""
    return {one.name: to_plain(getattr(record, one.name)) for one in fields(record)}


def to_plain(value: object) -> Plain:
    """Return a field's value as JSON has it: a tuple becomes a list, a kind its text."""
    if isinstance(value, tuple | list):
        return [str(one) for one in value]
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"no record has a field of type {type(value).__name__}")


def value_hash(value: object) -> str:
    """Return 16 hexadecimal digits that stand for a field's value (SHA-256 of its canonical JSON)."""
    text = json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]


def changed_fields(before: R, after: R) -> frozenset[str]:
    """Return the names of the fields in which two states of one record differ, whole groups at a time."""
    changed = {one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)}
    for group in GROUPS.get(type(before), ()):
        if changed & group:
            changed |= group
    return frozenset(changed)


def from_plain(entity: Entity, values: Mapping[str, Plain]) -> Record:
    """Return the record with these JSON values; raise TypeError or ValueError for ones that do not fit its class."""
    record_type = RECORD_OF[entity]
    return record_type(**typed(record_type, values))


def typed(record_type: type[Record], values: Mapping[str, Plain]) -> dict[str, Any]:
    """Return JSON values as the record's class has them; raise ValueError for a text that is not one of its kinds."""
    return {name: _typed(record_type.__annotations__.get(name), value) for name, value in values.items()}


def _typed(annotation: object, value: Plain) -> object:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation(value)
    return value
