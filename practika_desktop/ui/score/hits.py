"""What of a measure map is under the pointer. Pure."""

from dataclasses import dataclass

from practika_desktop.model.measures.lines import Barline, barlines
from practika_desktop.model.measures.measures import Measures, Place


@dataclass(frozen=True, slots=True)
class Hit:
    """What is at a point of a page: a barline, or a measure; `is_inside` tells whether the point is on its staves."""

    place: Place | None = None
    barline: Barline | None = None
    is_inside: bool = False


def hit(measures: Measures, page: int, x: float, y: float, reach: float) -> Hit:
    """Return what is at a point; a barline is taken from `reach` points away, and before the measures beside it."""
    place = measures.at(page, x, y)
    for system in measures.pages[page - 1].systems if 0 < page <= len(measures.pages) else ():
        if system.box.y0 - reach <= y <= system.box.y1 + reach:
            near = min(barlines(system), key=lambda barline: abs(barline.x - x))
            if abs(near.x - x) <= reach:
                return Hit(place, near, is_inside=True)
    is_inside = place is not None and place.measure.box.y0 <= y <= place.measure.box.y1
    return Hit(place, None, is_inside)
