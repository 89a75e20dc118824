"""All measures of a score, to be looked up by id, by number and by place."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from practika_desktop.model.measures.pages import Measure, PageMap, System


@dataclass(frozen=True, slots=True)
class Place:
    """A measure where it lies: its position in reading order, its page (from 1), its system, and its shown number.

    `beats` is how many it has, None where nobody has said so.
    """

    position: int
    page: int
    system: System
    measure: Measure
    number: int
    beats: int | None

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.measure.id

    @property
    def label(self) -> str:
        """The shown number; of a multi-measure rest the first and the last."""
        last = self.number + self.measure.rest_count - 1
        return str(self.number) if last == self.number else f"{self.number}–{last}"  # noqa: RUF001 - of a range

    @property
    def is_sure(self) -> bool:
        """Whether it may be linked to without a look."""
        return self.system.is_sure


@dataclass(frozen=True)
class Measures:
    """The measure map of a score; a correction makes a new one. Pages without music are there, too."""

    pages: tuple[PageMap, ...]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All measures in reading order, with their numbers."""
        return tuple(self._counted())

    def find(self, measure_id: str | None) -> Place | None:
        """Return the measure with this id, None where it is gone."""
        return self._by_id.get(measure_id) if measure_id is not None else None

    def numbered(self, number: int) -> tuple[Place, ...]:
        """Return the measures that show this number, or rest through it: several for parts and for several pieces."""
        return tuple(place for place in self.places if place.number <= number < place.number + place.measure.rest_count)

    def on_page(self, page: int) -> tuple[Place, ...]:
        """Return the measures of a page (from 1) in reading order."""
        return self.places[bisect_right(self._pages, page - 1) : bisect_right(self._pages, page)]

    def at(self, page: int, x: float, y: float) -> Place | None:
        """Return the measure at a point of a page, also a little over or under its staves, else None."""
        best: tuple[float, Place] | None = None
        for place in self.on_page(page):
            box, reach = place.measure.box, 4 * place.system.staff_space
            off = max(box.y0 - y, y - box.y1, 0.0)
            if box.x0 <= x < box.x1 and off <= reach and (best is None or off < best[0]):
                best = (off, place)
        return best[1] if best is not None else None

    @cached_property
    def _by_id(self) -> dict[str, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def _pages(self) -> list[int]:
        return [place.page for place in self.places]

    def _counted(self) -> Iterator[Place]:
        position, following, before = 0, 1, 1
        beats: int | None = None
        for page, page_map in enumerate(self.pages, start=1):
            for system in page_map.systems:
                for measure in system.measures:
                    number = before if measure.continues and position else following
                    number = number if measure.number is None else measure.number
                    beats = measure.beats or beats
                    yield Place(position, page, system, measure, number, beats)
                    before, following = number, number + measure.rest_count
                    position += 1
