"""The number that a marker's measure has now: links go by id, so a corrected map renumbers what is shown. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.records import Marker


def shown_number(measure_id: str | None, measure: str | None, measures: Measures | None) -> str | None:
    """Return a measure's number as the map counts it; the one it was linked with where it is in no map."""
    place = measures.find(measure_id) if measures is not None else None
    return measure if place is None else str(place.number)


def as_shown(markers: Iterable[Marker], measures: Measures | None) -> list[Marker]:
    """Return markers with the numbers that their measures have in the map of their take's score, if there is one."""
    return [_as_shown(marker, measures) for marker in markers]


def _as_shown(marker: Marker, measures: Measures | None) -> Marker:
    number = shown_number(marker.measure_id, marker.measure, measures)
    return marker if number == marker.measure else replace(marker, measure=number)
