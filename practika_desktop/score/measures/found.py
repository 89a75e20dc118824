"""What was found in a score: systems and measures by page, with boxes and numbers, and its form as JSON."""

import json
import math
from dataclasses import dataclass

from practika_desktop.model.measures.pages import Box

_DECIMALS = 2  # of a point: finer than any screen or printer shows


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, or the part of one between two barlines; `box` reaches from barline to barline over all staves.

    `number` is None where it is not known, 0 for a pick-up; `rest_count` tells how many measures a multi-measure rest
    stands for.
    """

    box: Box
    number: int | None
    rest_count: int = 1


@dataclass(frozen=True, slots=True)
class System:
    """A line of music: `staves` staves that sound together, `staff_space` points between two staff lines.

    `confidence` is between 0 (a guess) and 1 (nothing speaks against it).
    """

    box: Box
    staves: int
    staff_space: float
    measures: tuple[Measure, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class PageMap:
    """A page of `width` x `height` points, and its systems from the top."""

    width: float
    height: float
    systems: tuple[System, ...]


@dataclass(frozen=True, slots=True)
class FoundMap:
    """All pages of a score, also those without music."""

    pages: tuple[PageMap, ...]

    def to_json(self) -> str:
        """Return the map as JSON in one line, lengths rounded to hundredths of a point."""
        return json.dumps({"pages": [_page_json(page) for page in self.pages]})

    @classmethod
    def from_json(cls, text: str | bytes) -> "FoundMap":
        """Return the map that `to_json` wrote; raise ValueError for anything else."""
        match json.loads(text):
            case {"pages": list(pages)}:
                return cls(tuple(_page(page) for page in pages))
        raise ValueError("not a measure map")


def _page_json(page: PageMap) -> dict[str, object]:
    return {
        "width": round(page.width, _DECIMALS),
        "height": round(page.height, _DECIMALS),
        "systems": [_system_json(system) for system in page.systems],
    }


def _system_json(system: System) -> dict[str, object]:
    return {
        "box": _box_json(system.box),
        "staves": system.staves,
        "staff_space": round(system.staff_space, 3),
        "confidence": round(system.confidence, 3),
        "measures": [_measure_json(measure) for measure in system.measures],
    }


def _measure_json(measure: Measure) -> dict[str, object]:
    rest = {} if measure.rest_count == 1 else {"rest_count": measure.rest_count}
    return {"number": measure.number, "box": _box_json(measure.box), **rest}


def _box_json(box: Box) -> list[float]:
    return [round(side, _DECIMALS) for side in box]


def _page(data: object) -> PageMap:
    match data:
        case {"width": width, "height": height, "systems": list(systems)}:
            return PageMap(_number(width), _number(height), tuple(_system(system) for system in systems))
    raise ValueError("not a page of a measure map")


def _system(data: object) -> System:
    match data:
        case {
            "box": box,
            "staves": int(staves),
            "staff_space": staff_space,
            "confidence": confidence,
            "measures": list(measures),
        }:
            parts = tuple(_measure(measure) for measure in measures)
            return System(_box(box), staves, _number(staff_space), parts, _number(confidence))
    raise ValueError("not a system of a measure map")


def _measure(data: object) -> Measure:
    match data:
        case {"number": int() | None as number, "box": box, **more}:
            rest_count = more.get("rest_count", 1)
            if isinstance(rest_count, int) and rest_count >= 1:
                return Measure(_box(box), number, rest_count)
    raise ValueError("not a measure of a measure map")


def _box(data: object) -> Box:
    match data:
        case [x0, y0, x1, y1]:
            return Box(_number(x0), _number(y0), _number(x1), _number(y1))
    raise ValueError("not a box of a measure map")


def _number(data: object) -> float:
    if isinstance(data, int | float) and math.isfinite(data):
        return float(data)
    raise ValueError("not a number of a measure map")
