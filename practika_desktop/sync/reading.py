"""Reads values out of JSON that a stranger wrote: each of these returns what it is asked for or raises ValueError."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from practika_desktop.model.ids import is_id
from practika_desktop.sync.protocol import Json

T = TypeVar("T")

MOST_NUMBER = 2**53
"""JSON's numbers are whole and exact up to here for everyone who reads them."""


def object_(value: object) -> Mapping[str, Json]:
    """Return a JSON object."""
    if not isinstance(value, dict):
        raise ValueError("an object is expected")
    return value


def text(value: object) -> str:
    """Return a text; one that could not be stored or sent on is none."""
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    if "\0" in value or any("\ud800" <= one <= "\udfff" for one in value):
        raise ValueError("a text has no zero and no half characters")
    return value


def row_id(value: object) -> str:
    """Return the id of a row, a device or a mutation."""
    found = text(value)
    if not is_id(found):
        raise ValueError("an id is expected")
    return found


def number(value: object, *, least: int = 0) -> int:
    """Return a whole number."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST_NUMBER:
        raise ValueError(f"a whole number from {least} is expected")
    return value


def flag(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


def json(value: object) -> Json:
    """Return any value of JSON."""
    if isinstance(value, dict):
        return {text(name): json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [json(one) for one in value]
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    raise ValueError("a value of JSON is expected")


def list_of(value: object, each: Callable[[object], T], *, most: int | None = None) -> tuple[T, ...]:
    """Return a list whose members are read by `each`, of at most so many."""
    if not isinstance(value, list):
        raise ValueError("a list is expected")
    if most is not None and len(value) > most:
        raise ValueError(f"at most {most} are expected")
    return tuple(each(one) for one in value)


def by_name(value: object, each: Callable[[object], T]) -> dict[str, T]:
    """Return an object whose members are read by `each`."""
    return {text(name): each(one) for name, one in object_(value).items()}


def optional(value: object, each: Callable[[object], T]) -> T | None:
    """Return what `each` reads, or None where there is nothing."""
    return None if value is None else each(value)
