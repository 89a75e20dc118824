"""Measure maps and time maps as the text that is stored and sent: JSON in one line, what is at its default left out.

`version` counts the changes that a reader must know of: a text of another version is refused, since an older desk that
understands half of it would write it back without the other half. A field that may be lost is added without a new
version, so fields that are not known are passed over. Numbers are written as they are: what was written is read.
"""

import json
import math
from dataclasses import fields
from itertools import pairwise
from typing import Any

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, Measure, PageMap, System
from practika_desktop.model.measures.signs import Jump, Sign
from practika_desktop.model.measures.taps import Tap, Taps

_VERSION = 1


def measures_to_json(measures: Measures) -> str:
    """Return a measure map as text; raise ValueError for numbers that are not finite."""
    return _written(measures)


def measures_from_json(text: str) -> Measures:
    """Return the measure map that `measures_to_json` wrote; raise ValueError for anything else."""
    measures = Measures(tuple(_page(page) for page in _read(text).items("pages")))
    if len({place.id for place in measures.places}) < len(measures.places):
        raise _bad("two measures with one id")
    return measures


def taps_to_json(taps: Taps) -> str:
    """Return a time map as text; raise ValueError for numbers that are not finite."""
    return _written(taps)


def taps_from_json(text: str) -> Taps:
    """Return the time map that `taps_to_json` wrote; raise ValueError for anything else."""
    given = _read(text)
    segments = tuple(_segment(segment) for segment in given.items("segments", []))
    if any(before[-1].ms > after[0].ms for before, after in pairwise(segments)):
        raise _bad("segments that do not rise")
    return Taps(segments, given.whole("reaction_ms", None, 0))


class _Given:
    """An object of JSON, asked for its fields: each is what it must be, or ValueError is raised."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict):
            raise _bad(data)
        self._fields: dict[str, object] = data

    def whole(self, name: str, least: int | None, default: int | None = None) -> int:
        """Return a whole number, from `least` on where there is one."""
        found = self._fields.get(name, default)
        if not isinstance(found, int) or isinstance(found, bool) or (least is not None and found < least):
            raise _bad(name, found)
        return found

    def whole_or_none(self, name: str, least: int) -> int | None:
        """Return a whole number where the field is there."""
        return self.whole(name, least) if name in self._fields else None

    def number(self, name: str, least: float, most: float = math.inf, default: float | None = None) -> float:
        """Return a finite number between two."""
        found = _number(self._fields.get(name, default))
        if not least <= found <= most:
            raise _bad(name, found)
        return found

    def word(self, name: str) -> str:
        """Return a text that is not empty and can be shown."""
        found = self._fields.get(name)
        if not isinstance(found, str) or not found or not found.isprintable():
            raise _bad(name, found)
        return found

    def word_or_none(self, name: str) -> str | None:
        """Return a text where the field is there."""
        return self.word(name) if name in self._fields else None

    def flag(self, name: str) -> bool:
        """Return whether the field is there and true."""
        found = self._fields.get(name, False)
        if not isinstance(found, bool):
            raise _bad(name, found)
        return found

    def items(self, name: str, default: list[object] | None = None) -> list[object]:
        """Return a list."""
        found = self._fields.get(name, default)
        if not isinstance(found, list):
            raise _bad(name, found)
        return found

    def box(self) -> Box:
        """Return the field "box", whose second corner is not before its first."""
        sides = [_number(side) for side in self.items("box")]
        if len(sides) != len(Box._fields) or sides[0] > sides[2] or sides[1] > sides[3]:
            raise _bad("box", sides)
        return Box(*sides)


def _page(data: object) -> PageMap:
    given = _Given(data)
    systems = tuple(_system(system) for system in given.items("systems"))
    return PageMap(given.number("width", 0), given.number("height", 0), systems)


def _system(data: object) -> System:
    given = _Given(data)
    measures = tuple(_measure(measure) for measure in given.items("measures"))
    if not measures:
        raise _bad("a system without measures")
    return System(
        box=given.box(),
        staves=given.whole("staves", 1),
        staff_space=given.number("staff_space", 0),
        measures=measures,
        confidence=given.number("confidence", 0, 1, 1.0),
    )


def _measure(data: object) -> Measure:
    given = _Given(data)
    sign, jump = given.word_or_none("sign"), given.word_or_none("jump")
    return Measure(
        id=given.word("id"),
        box=given.box(),
        number=given.whole_or_none("number", 0),
        beats=given.whole_or_none("beats", 1),
        rest_count=given.whole("rest_count", 1, 1),
        continues=given.flag("continues"),
        starts_repeat=given.flag("starts_repeat"),
        plays=given.whole("plays", 1, 1),
        endings=tuple(_ending(ending) for ending in given.items("endings", [])),
        sign=Sign(sign) if sign is not None else None,
        jump=Jump(jump) if jump is not None else None,
    )


def _ending(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or data < 1:
        raise _bad("endings", data)
    return data


def _segment(data: object) -> tuple[Tap, ...]:
    if not isinstance(data, list) or not data:
        raise _bad("a segment without taps")
    taps = tuple(_tap(tap) for tap in data)
    if any(before.ms >= after.ms for before, after in pairwise(taps)):
        raise _bad("taps that do not rise")
    return taps


def _tap(data: object) -> Tap:
    given = _Given(data)
    return Tap(
        ms=given.whole("ms", 0),
        measure_id=given.word("measure_id"),
        turn=given.whole("turn", 1, 1),
        part=given.number("part", 0, 1, 0.0),
        rate=given.number("rate", 0, default=1.0),
    )


def _written(value: Measures | Taps) -> str:
    given = {"version": _VERSION, **_set_fields(value)}
    return json.dumps(given, default=_set_fields, separators=(",", ":"), allow_nan=False)


def _set_fields(value: Any) -> dict[str, object]:  # noqa: ANN401 - any of the dataclasses, as JSON asks
    return {one.name: field for one in fields(value) if (field := getattr(value, one.name)) != one.default}


def _read(text: str) -> _Given:
    try:
        given = _Given(json.loads(text))
    except RecursionError as error:
        raise _bad("lists in lists without end") from error
    if given.whole("version", None) != _VERSION:
        raise _bad("another version")
    return given


def _number(data: object) -> float:
    if isinstance(data, int | float) and not isinstance(data, bool):
        try:
            number = float(data)
        except OverflowError as error:
            raise _bad("a number without end") from error
        if math.isfinite(number):
            return number
    raise _bad(data)


def _bad(*what: object) -> ValueError:
    return ValueError(f"not a map as it is written: {what!r:.80}")
