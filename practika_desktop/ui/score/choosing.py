"""Which measures are chosen while a map is corrected, and the ways from one to another. Pure."""

from dataclasses import dataclass

from practika_desktop.model.measures.measures import Measures, Place


@dataclass(frozen=True, slots=True)
class Chosen:
    """The measures of a line from `anchor` to `head`, by their ids; `head` is the one that keys move."""

    anchor: str
    head: str

    @classmethod
    def one(cls, measure_id: str) -> "Chosen":
        """Choose a single measure."""
        return cls(measure_id, measure_id)

    def places(self, measures: Measures) -> tuple[Place, ...]:
        """Return the chosen measures from the left; none where one of them is gone."""
        anchor, head = measures.find(self.anchor), measures.find(self.head)
        if anchor is None or head is None:
            return ()
        first, last = sorted((anchor.position, head.position))
        return measures.places[first : last + 1]


def extended(measures: Measures, chosen: Chosen, measure_id: str) -> Chosen:
    """Choose from the anchor to a measure; on another line that one alone."""
    anchor, there = measures.find(chosen.anchor), measures.find(measure_id)
    if anchor is None or there is None or anchor.system is not there.system:
        return Chosen.one(measure_id)
    return Chosen(chosen.anchor, measure_id)


def stepped(measures: Measures, chosen: Chosen, step: int, *, extends: bool) -> Chosen:
    """Go so many measures forward or back in reading order; a run grows on its own line only."""
    head = measures.find(chosen.head)
    if head is None:
        return chosen
    there = measures.places[min(max(head.position + step, 0), len(measures.places) - 1)]
    if not extends:
        return Chosen.one(there.id)
    return Chosen(chosen.anchor, there.id) if there.system is head.system else chosen


def to_line(measures: Measures, chosen: Chosen, step: int) -> Chosen:
    """Go to the measure over (-1) or under (1) the chosen one, on the page before or after it where need be."""
    head = measures.find(chosen.head)
    if head is None:
        return chosen
    at = head.position
    while 0 <= at < len(measures.places) and measures.places[at].system is head.system:
        at += step
    if not 0 <= at < len(measures.places):
        return chosen
    line = [place for place in measures.on_page(measures.places[at].page) if place.system is measures.places[at].system]
    middle = _middle(head)
    return Chosen.one(min(line, key=lambda place: abs(_middle(place) - middle)).id)


def to_end(measures: Measures, chosen: Chosen, step: int) -> Chosen:
    """Go to the first (-1) or the last (1) measure of the line."""
    head = measures.find(chosen.head)
    return chosen if head is None else Chosen.one(head.system.measures[0 if step < 0 else -1].id)


def next_unsure(measures: Measures, after: str | None) -> Place | None:
    """Return the first measure of the next line that is unsure, from the beginning again after the last one."""
    here = measures.find(after)
    start = here.position if here is not None else 0
    around = (*measures.places[start:], *measures.places[:start])
    return next((one for one in around if not one.is_sure and (here is None or one.system is not here.system)), None)


def unsure_lines(measures: Measures) -> int:
    """Return how many lines are unsure."""
    return sum(not system.is_sure for page in measures.pages for system in page.systems)


def first_from(measures: Measures, page: int) -> Place | None:
    """Return the first measure of a page, or else of the pages after it, or before."""
    return next(
        (place for place in measures.places if place.page >= page), measures.places[-1] if measures.places else None
    )


def instead_of(measures: Measures, gone: Place) -> Place | None:
    """Return the measure that stands where one was that is gone."""
    return measures.places[min(gone.position, len(measures.places) - 1)] if measures.places else None


def _middle(place: Place) -> float:
    return (place.measure.box.x0 + place.measure.box.x1) / 2
