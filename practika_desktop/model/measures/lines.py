"""The lines of a measure map: a line found by one of its measures and put back changed, and its barlines. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from practika_desktop.model.errors import EditError
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.pages import Measure, PageMap, System

_TOUCHES = 0.25  # staff spaces between the end of a measure and the start of the next that have one barline


@dataclass(frozen=True, slots=True)
class Barline:
    """A barline at `x`: it ends a measure, begins one, or both; each by its id."""

    x: float
    ends: str | None = None
    begins: str | None = None


def barlines(system: System) -> tuple[Barline, ...]:
    """Return a line's barlines from the left; where measures do not touch, both have one of their own."""
    found: list[Barline] = []
    for measure in system.measures:
        before = found[-1] if found else None
        if before is not None and abs(measure.box.x0 - before.x) <= _TOUCHES * system.staff_space:
            found[-1] = Barline(before.x, before.ends, measure.id)
        else:
            found.append(Barline(measure.box.x0, begins=measure.id))
        found.append(Barline(measure.box.x1, ends=measure.id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """A line within its map: `system` is the `index`-th of the page at `page` (both from 0)."""

    whole: Measures
    page: int
    index: int
    system: System

    @classmethod
    def with_measure(cls, measures: Measures, measure_id: str) -> "Line":
        """Return the line that holds a measure; raise EditError when it is gone."""
        place = placed(measures, measure_id)
        systems = measures.pages[place.page - 1].systems
        return cls(measures, place.page - 1, systems.index(place.system), place.system)

    def position(self, measure_id: str) -> int:
        """Return where in the line a measure stands, from 0; raise EditError when it is in another one."""
        for position, measure in enumerate(self.system.measures):
            if measure.id == measure_id:
                return position
        raise EditError("These measures are not on one line.", "Choose measures of one line.")

    def run(self, first_id: str, last_id: str) -> slice:
        """Return where the measures from one to another stand, whichever is first; raise EditError."""
        first, last = sorted((self.position(first_id), self.position(last_id)))
        return slice(first, last + 1)

    def put(self, measures: Sequence[Measure], *, confidence: float = 1.0) -> Measures:
        """Return the map with other measures in this line, which is gone when there are none."""
        line = (replace(self.system, measures=tuple(measures), confidence=confidence),) if measures else ()
        page = self.whole.pages[self.page]
        systems = (*page.systems[: self.index], *line, *page.systems[self.index + 1 :])
        return put_page(self.whole, self.page, replace(page, systems=systems))

    def put_run(self, run: slice, measures: Sequence[Measure], *, confidence: float = 1.0) -> Measures:
        """Return the map with other measures in place of some of this line's."""
        line = self.system.measures
        return self.put((*line[: run.start], *measures, *line[run.stop :]), confidence=confidence)


def put_page(measures: Measures, index: int, page: PageMap) -> Measures:
    """Return the map with another page at an index (from 0)."""
    return Measures((*measures.pages[:index], page, *measures.pages[index + 1 :]))


def placed(measures: Measures, measure_id: str) -> Place:
    """Return where a measure is; raise EditError when it is gone."""
    place = measures.find(measure_id)
    if place is None:
        raise EditError("This measure is not there any more.", "Choose another one.")
    return place
