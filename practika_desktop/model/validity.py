"""Whether values that came from elsewhere make a record: each of its field's type, and what holds between fields."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

from practika_desktop.model.kinds import Entity
from practika_desktop.model.mutations import from_plain
from practika_desktop.model.records import RECORD_OF, Marker, Message, Record, Snippet

MOST_CHARACTERS = 4_000_000
"""No text is longer; the longest are the measures of a whole score."""


def is_valid(entity: Entity, values: Mapping[str, Any]) -> bool:
    """Tell whether JSON values make a record of a kind; a field that is left out has its default.

    Names that the record does not have are passed over: a newer version may know them.
    """
    record_type = RECORD_OF[entity]
    if not all(
        _is_of_type(record_type, one.name, values[one.name]) if one.name in values else one.default is not MISSING
        for one in fields(record_type)
    ):
        return False
    known = {one.name: values[one.name] for one in fields(record_type) if one.name in values}
    return _holds_together(from_plain(entity, known))


def _holds_together(record: Record) -> bool:
    match record:
        case Marker():
            return 0 <= record.start_ms <= (record.start_ms if record.end_ms is None else record.end_ms)
        case Message():
            return record.text != "" or record.media_id is not None
        case Snippet():
            return 1 <= record.position <= 9  # the digits of the keyboard
        case _:
            return True


def _is_of_type(record_type: type[Record], name: str, value: object) -> bool:
    return any(accepts(value) for accepts in _ACCEPTED[record_type][name])


def _parts(hint: object) -> tuple[object, ...]:
    return (hint,) if hint == tuple[str, ...] else get_args(hint) or (hint,)


def _test(hint: object) -> Callable[[object], bool]:
    if hint is NoneType:
        return lambda value: value is None
    if hint is bool:
        return lambda value: isinstance(value, bool)
    if hint is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    if hint == tuple[str, ...]:
        return lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: isinstance(value, str) and value in {member.value for member in hint}
    if hint is str:
        return lambda value: isinstance(value, str) and len(value) <= MOST_CHARACTERS
    raise TypeError(f"no field of a record is a {hint}")


def _accepted(record_type: type[Record]) -> dict[str, list[Callable[[object], bool]]]:
    hints = get_type_hints(record_type)
    return {one.name: [_test(part) for part in _parts(hints[one.name])] for one in fields(record_type)}


_ACCEPTED = {record_type: _accepted(record_type) for record_type in RECORD_OF.values()}
"""For each field of a record, the tests of which a value must pass one."""
