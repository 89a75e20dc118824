"""When each measure sounds in a take, between the taps: time -> measure and measure -> time."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.taps import Tap, Taps

_LEAST_MS = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """From `start_ms` to before `end_ms` the take sounds the measure `place`, from one part (0 to 1) of it to another.

    `occurrence` is the n-th time (from 1) that this take sounds the measure; a measure with taps inside has several
    spans of one occurrence. `segment` is the index of the segment that it lies in, `step` that of the measure in the
    playing order.
    """

    start_ms: float
    end_ms: float
    place: Place
    occurrence: int
    from_part: float
    to_part: float
    segment: int
    step: int


@dataclass(frozen=True)
class Times:
    """The spans of a take in its order; none overlap. Nothing is said of the time between segments."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, taps: Taps, measures: Measures, order: PlayingOrder | None = None) -> "Times":
        """Return what the taps say; one whose measure is gone, or that does not rise, says nothing."""
        order = order or PlayingOrder.of(measures)
        scale = _Scale(measures, order)
        spans: list[Span] = []
        heard: defaultdict[str, int] = defaultdict(int)
        for number, segment in enumerate(taps.segments):
            last_step = None
            for span in scale.spans(number, scale.knots(segment, taps.reaction_ms)):
                if spans and span.start_ms < spans[-1].end_ms:
                    continue
                if span.step != last_step:
                    heard[span.place.id] += 1
                    last_step = span.step
                spans.append(replace(span, occurrence=heard[span.place.id]))
        return cls(tuple(spans))

    def at(self, ms: float) -> Span | None:
        """Return what sounds at a time, None where nothing is known."""
        index = bisect_right(self._starts, ms) - 1
        if index < 0 or ms >= self.spans[index].end_ms:
            return None
        return self.spans[index]

    def of_measure(self, measure_id: str) -> tuple[Span, ...]:
        """Return the first span of each occurrence of a measure."""
        firsts: dict[int, Span] = {}
        for span in self._by_measure.get(measure_id, ()):
            firsts.setdefault(span.occurrence, span)
        return tuple(firsts.values())

    @cached_property
    def _starts(self) -> list[float]:
        return [span.start_ms for span in self.spans]

    @cached_property
    def _by_measure(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for span in self.spans:
            found.setdefault(span.place.id, []).append(span)
        return found


class _Scale:
    """Positions in the playing order: step i lies from i to i + 1, as long as its measure may be thought to be."""

    def __init__(self, measures: Measures, order: PlayingOrder) -> None:
        self._order = order
        lengths = measure_lengths(measures)
        self._lengths = [lengths[step.place.position] for step in order.steps]

    def knots(self, segment: Sequence[Tap], reaction_ms: int) -> list[tuple[float, float]]:
        """Return the time and the position of each tap that rises in both."""
        knots: list[tuple[float, float]] = []
        for tap in segment:
            step = self._order.find(tap.measure_id, tap.turn)
            ms = tap.ms - reaction_ms * tap.rate
            if step is not None and (not knots or (ms >= knots[-1][0] + _LEAST_MS and step + tap.part > knots[-1][1])):
                knots.append((ms, step + tap.part))
        return knots

    def spans(self, segment: int, knots: Sequence[tuple[float, float]]) -> Iterator[Span]:
        """Give the spans between the taps of a segment."""
        for (start_ms, start), (end_ms, end) in pairwise(knots):
            per_length = (end_ms - start_ms) / self._between(start, end)
            at = start_ms
            for step in range(int(start), math.ceil(end)):
                first, last = max(start - step, 0.0), min(end - step, 1.0)
                until = end_ms if step + 1 >= end else at + (last - first) * self._lengths[step] * per_length
                yield Span(at, until, self._order.steps[step].place, 1, first, last, segment, step)
                at = until

    def _between(self, start: float, end: float) -> float:
        steps = range(int(start), math.ceil(end))
        return sum((min(end - step, 1.0) - max(start - step, 0.0)) * self._lengths[step] for step in steps)


def measure_lengths(measures: Measures) -> list[float]:
    """Return how long each measure is thought to be, in whole ones.

    Rests are many, parts share one by their widths, and a pick-up is as long as it is wide beside a usual measure.
    """
    places = measures.places
    if not places:
        return []
    usual = median(map(_width, places))
    lengths = [_pick_up(place, usual) if place.number == 0 else float(place.measure.rest_count) for place in places]
    at = 0
    while at < len(places):
        end = at + 1
        while end < len(places) and places[end].measure.continues:
            end += 1
        if end - at > 1:
            widths = [_width(place) for place in places[at:end]]
            lengths[at:end] = [width / sum(widths) for width in widths]
        at = end
    return lengths


def _width(place: Place) -> float:
    """Return a measure's width in staff spaces: parts of one may stand on two lines."""
    return max((place.measure.box.x1 - place.measure.box.x0) / max(place.system.staff_space, 0.1), 0.1)


def _pick_up(place: Place, usual: float) -> float:
    return min(_width(place) / usual, 1.0)
