"""From what was found in a PDF to the measure map that is kept with the piece."""

from practika_desktop.model.measures import pages
from practika_desktop.model.measures.measures import Measures
from practika_desktop.score.measures.found import FoundMap, Measure, System

_OF_THE_HASH = 12  # hexadecimal digits: enough that the ids of two PDFs never meet


def kept(found: FoundMap, sha256: str) -> Measures:
    """Return the measure map of a PDF, whose bytes have this hash; the same for the same map and PDF.

    A number is set only where counting on would give another. Lines without measures are left out.
    """
    keeping = _Keeping(sha256[:_OF_THE_HASH])
    return Measures(
        tuple(
            pages.PageMap(
                page.width,
                page.height,
                tuple(
                    keeping.system(f"{at}.{line}", system)
                    for line, system in enumerate(page.systems, start=1)
                    if system.measures
                ),
            )
            for at, page in enumerate(found.pages, start=1)
        )
    )


class _Keeping:
    """Counts on through a score as its reader does, so as to know which numbers need to be set."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._before: int | None = None  # the number found of the measure before
        self._following = 1  # the number that counting on gives

    def system(self, place: str, system: System) -> pages.System:
        """Return a line; `place` is its page and its position on it."""
        measures = tuple(
            self._measure(f"{self._name}-{place}.{at}", measure) for at, measure in enumerate(system.measures, start=1)
        )
        return pages.System(system.box, system.staves, system.staff_space, measures, system.confidence)

    def _measure(self, name: str, measure: Measure) -> pages.Measure:
        found = measure.number
        continues = found is not None and found == self._before
        is_counted = continues or found is None or found == self._following
        self._before = found
        self._following = (self._following if found is None else found) + measure.rest_count
        return pages.Measure(
            name,
            measure.box,
            number=None if is_counted else found,
            rest_count=measure.rest_count,
            continues=continues,
        )
