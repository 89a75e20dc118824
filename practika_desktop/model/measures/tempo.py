"""How fast a take goes from measure to measure, by its taps. It tells; it judges nothing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.times import Span, Times, measure_lengths

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Pace:
    """From `start_ms` to before `end_ms` a measure sounds at `per_minute` beats, or measures, a minute."""

    start_ms: float
    end_ms: float
    per_minute: float
    number: int
    segment: int


@dataclass(frozen=True, slots=True)
class Tempo:
    """The paces of a take in its order; only where it was tapped. In measures a minute unless all beats are known."""

    paces: tuple[Pace, ...] = ()
    in_beats: bool = False

    @classmethod
    def of(cls, times: Times, measures: Measures) -> "Tempo":
        """Return the pace of each sounding of a measure; of a pick-up none, for nobody knows how long it is."""
        lengths = measure_lengths(measures)
        tapped = [span for span in times.spans if span.place.number > 0]
        in_beats = bool(tapped) and all(span.place.beats is not None for span in tapped)
        soundings = groupby(tapped, key=lambda span: (span.segment, span.step))
        paces = (_pace(list(spans), lengths, in_beats=in_beats) for _, spans in soundings)
        return cls(tuple(paces), in_beats)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The slowest and the fastest pace, None where there is none."""
        values = [pace.per_minute for pace in self.paces]
        return (min(values), max(values)) if values else None


def _pace(spans: Sequence[Span], lengths: Sequence[float], *, in_beats: bool) -> Pace:
    first, place = spans[0], spans[0].place
    start_ms, end_ms = first.start_ms, spans[-1].end_ms
    measures = sum(span.to_part - span.from_part for span in spans) * lengths[place.position]
    amount = measures * (place.beats or 1) if in_beats else measures
    return Pace(start_ms, end_ms, amount * _MINUTE_MS / (end_ms - start_ms), place.number, first.segment)
