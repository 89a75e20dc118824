"""Records for tests that need one of a kind, with values that say nothing."""

from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from practika_desktop.model.ids import new_id
from practika_desktop.model.records import Record

R = TypeVar("R", bound=Record)

_SAID = {"text": "something", "position": 1}


def a_record(record_type: type[R], **given: Any) -> R:  # noqa: ANN401 - a field has its own type
    """Return a valid record of a class: given fields as they are, needed ones made up, all others their default."""
    hints = get_type_hints(record_type)
    made = {one.name: _value(one.name, hints[one.name]) for one in fields(record_type) if one.default is MISSING}
    said = {name: value for name, value in _SAID.items() if name in hints}
    return record_type(**{**made, **said, **given})


def _value(name: str, hint: object) -> object:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    if hint is int:
        return 1
    return new_id() if name == "id" or name.endswith("_id") else f"some {name}"
