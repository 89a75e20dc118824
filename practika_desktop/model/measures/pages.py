"""A score's measures as they lie on its pages: the parts of a measure map, each an immutable value."""

from dataclasses import dataclass
from typing import NamedTuple

from practika_desktop.model.measures.signs import Jump, Sign

SURE = 0.8
"""A system of less confidence is shown as unsure, and its measures are not linked to until someone has looked."""


class Box(NamedTuple):
    """A rectangle in PDF points (1/72 inch), origin top left, of the page as it is displayed."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, or the part of one between two barlines; `id` stays the same for good.

    `number` is set where counting begins anew (0 for a pick-up), else None: its number is then counted on from the
    measure before. `continues` tells that it is a further part of the measure before and has its number. `rest_count`
    is how many measures a multi-measure rest stands for. The passage that ends with this measure is played `plays`
    times; 1 where no repeat ends. `endings` are the times in which a measure under a bracket is played, none for all.
    `beats` is set where the metre changes, and holds from there on.
    """

    id: str
    box: Box
    number: int | None = None
    beats: int | None = None
    rest_count: int = 1
    continues: bool = False
    starts_repeat: bool = False
    plays: int = 1
    endings: tuple[int, ...] = ()
    sign: Sign | None = None
    jump: Jump | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A line of music of `staves` staves, `staff_space` points between two staff lines; at least one measure.

    `confidence` is between 0 (a guess) and 1 (someone has looked, or nothing speaks against it).
    """

    box: Box
    staves: int
    staff_space: float
    measures: tuple[Measure, ...]
    confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Whether its measures may be linked to without a look."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class PageMap:
    """A page of `width` x `height` points, and its systems from the top."""

    width: float
    height: float
    systems: tuple[System, ...]
