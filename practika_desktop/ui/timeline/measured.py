"""A take's time map on the timeline: its measures as a ruler, its tempo as a curve. Pure: pixels and times only."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.tempo import Pace, Tempo
from practika_desktop.model.measures.times import Span, Times
from practika_desktop.ui.timeline.geometry import TimeScale

_EVERY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
_LEAST_LINE_PX = 4.0


@dataclass(frozen=True, slots=True)
class Sounding:
    """A measure as it sounds once, from `start_ms` to before `end_ms`; the n-th time in this take."""

    start_ms: float
    end_ms: float
    place: Place
    occurrence: int
    segment: int


@dataclass(frozen=True)
class Measured:
    """What a time map says of a take."""

    times: Times
    tempo: Tempo

    @classmethod
    def of(cls, times: Times, measures: Measures) -> "Measured | None":
        """Return what the spans say; None where they say nothing."""
        return cls(times, Tempo.of(times, measures)) if times.spans else None

    @cached_property
    def soundings(self) -> tuple[Sounding, ...]:
        """The measures in the order in which they sound."""
        grouped = groupby(self.times.spans, key=lambda span: (span.segment, span.step))
        return tuple(_sounding(list(spans)) for _, spans in grouped)

    @cached_property
    def segments(self) -> tuple[tuple[float, float], ...]:
        """Where each segment that says something begins and ends."""
        grouped = (list(ones) for _, ones in groupby(self.soundings, key=lambda one: one.segment))
        return tuple((ones[0].start_ms, ones[-1].end_ms) for ones in grouped)

    def words_at(self, ms: float) -> str:
        """Return the measure and the tempo at a time in words, "" where nothing is known."""
        span = self.times.at(ms)
        if span is None:
            return ""
        words = [f"measure {span.place.label}{_again(span.occurrence)}"]
        pace = next((pace for pace in self.tempo.paces if pace.start_ms <= ms < pace.end_ms), None)
        if pace is not None:
            unit = "beats" if self.tempo.in_beats else "measures"
            words.append(f"{pace_text(pace.per_minute, in_beats=self.tempo.in_beats)} {unit} a minute")
        return " · ".join(words)


@dataclass(frozen=True, slots=True)
class Label:
    """A measure's number at an x in pixels."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """The visible part of the measure ruler in pixels: barlines, numbers, and the segments from end to end."""

    lines: Sequence[float]
    labels: Sequence[Label]
    segments: Sequence[tuple[float, float]]


def ruler(measured: Measured, scale: TimeScale, label_width: float) -> Ruler:
    """Lay the ruler out: each segment's first number, and of the others as many as stand clear of one another."""
    seen = [one for one in measured.soundings if scale.shows(one.start_ms, one.end_ms)]
    if not seen:
        return Ruler((), (), ())
    mean_px = sum(one.end_ms - one.start_ms for one in seen) / len(seen) / scale.ms_per_px
    lines = [scale.x(one.start_ms) for one in seen] if mean_px >= _LEAST_LINE_PX else []
    segments = [(scale.x(start), scale.x(end)) for start, end in measured.segments if scale.shows(start, end)]
    return Ruler(lines, list(_labels(seen, scale, label_width, mean_px)), segments)


def _labels(seen: Sequence[Sounding], scale: TimeScale, width: float, mean_px: float) -> Iterator[Label]:
    every = next((n for n in _EVERY if n * mean_px >= width), _EVERY[-1])
    firsts = [at for at, one in enumerate(seen) if at == 0 or one.segment != seen[at - 1].segment]
    starts = [max(scale.x(seen[at].start_ms), scale.left) for at in firsts]
    clear_from = -math.inf
    for at, one in enumerate(seen):
        x = max(scale.x(one.start_ms), scale.left)
        is_first = bool(firsts) and firsts[0] == at
        if is_first:
            firsts.pop(0)
            starts.pop(0)
        is_wanted = is_first or (one.place.number % every == 0 and (not starts or x + width <= starts[0]))
        if is_wanted and x >= clear_from:
            yield Label(x, str(one.place.number))
            clear_from = x + width


@dataclass(frozen=True, slots=True)
class Curve:
    """The tempo's curve between two round paces, as runs of (from x, to x, height from 0 to 1)."""

    low: float
    high: float
    in_beats: bool
    runs: Sequence[Sequence[tuple[float, float, float]]]


def curve(tempo: Tempo, scale: TimeScale) -> Curve | None:
    """Lay the curve's visible part out, one run a segment; None where nothing is known of the take at all."""
    bounds = tempo.bounds
    if bounds is None:
        return None
    low, high = _round_bounds(*bounds)
    seen = [pace for pace in tempo.paces if scale.shows(pace.start_ms, pace.end_ms)]
    runs = [
        [(scale.x(pace.start_ms), scale.x(pace.end_ms), _share(pace, low, high)) for pace in paces]
        for _, paces in groupby(seen, key=lambda pace: pace.segment)
    ]
    return Curve(low, high, tempo.in_beats, runs)


def pace_text(per_minute: float, *, in_beats: bool) -> str:
    """Return a pace as it is read: whole beats, measures with a decimal."""
    return f"{per_minute:.0f}" if in_beats else f"{per_minute:.1f}"


def _share(pace: Pace, low: float, high: float) -> float:
    return (pace.per_minute - low) / (high - low)


def _round_bounds(slowest: float, fastest: float) -> tuple[float, float]:
    """Return round numbers around what there is, so far apart that a steady pace does not look wild."""
    room = max(fastest - slowest, 0.2 * fastest)
    step = 10.0 ** math.floor(math.log10(room)) / 2
    middle = (slowest + fastest) / 2
    low = math.floor(min(slowest, middle - room / 2) / step) * step
    high = math.ceil(max(fastest, middle + room / 2) / step) * step
    return max(low, 0.0), high


def _sounding(spans: Sequence[Span]) -> Sounding:
    first = spans[0]
    return Sounding(first.start_ms, spans[-1].end_ms, first.place, first.occurrence, first.segment)


def _again(occurrence: int) -> str:
    if occurrence == 1:
        return ""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(occurrence % 10 if occurrence % 100 not in {11, 12, 13} else 0, "th")
    return f", {occurrence}{ending} time"
