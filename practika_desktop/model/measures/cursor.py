"""Where the next tap goes: the downbeats of a score as it is played, and a cursor that walks them. Pure."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from practika_desktop.model.measures.order import PlayingOrder, Step
from practika_desktop.model.measures.taps import Tap


@dataclass(frozen=True)
class Downbeats:
    """The downbeats of a score in the order of playing, and after them its end.

    A multi-measure rest has one for each of its measures; a pick-up (number 0) and the further part of a measure have
    none. How far the music has come is a *count* of downbeats, with the share of the measure after the last one.
    """

    order: PlayingOrder

    def __len__(self) -> int:
        """Return how many there are, the end included."""
        return len(self._places)

    def tap(self, index: int, ms: int, rate: float) -> Tap:
        """Return a tap on a downbeat."""
        at, part = self._places[index]
        step = self.order.steps[at]
        return Tap(ms, step.place.id, step.turn, part, rate)

    def step(self, index: int) -> Step | None:
        """Return the measure that a downbeat begins, None for the end of the score."""
        at, part = self._places[index]
        return None if part == 1.0 else self.order.steps[at]

    def count_of(self, tap: Tap) -> float | None:
        """Return how far the music has come at a tap, None when its measure is not played any more."""
        step = self.order.find(tap.measure_id, tap.turn)
        return None if step is None else self.count(step + tap.part)

    def count(self, position: float) -> float:
        """Return how far the music has come at a position in the playing order."""
        positions = self._positions
        index = bisect_right(positions, position) - 1
        if index < 0:
            return position - positions[0]
        if index + 1 == len(positions):
            return float(index)
        return index + (position - positions[index]) / (positions[index + 1] - positions[index])

    @cached_property
    def _places(self) -> tuple[tuple[int, float], ...]:
        return tuple(self._walked())

    @cached_property
    def _positions(self) -> list[float]:
        return [step + part for step, part in self._places]

    def _walked(self) -> Iterator[tuple[int, float]]:
        for index, step in enumerate(self.order.steps):
            measure = step.place.measure
            if not measure.continues and step.place.number > 0:
                yield from ((index, rest / measure.rest_count) for rest in range(measure.rest_count))
        if self.order.steps:
            yield len(self.order.steps) - 1, 1.0


@dataclass(frozen=True, slots=True)
class Cursor:
    """The downbeat `at` is tapped next, and then every n-th.

    `joins_ms` is the time of the tap that the next one goes on from; None lets it begin a segment.
    """

    downbeats: Downbeats
    at: int = 0
    every: int = 1
    joins_ms: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether the score has no downbeat left to tap."""
        return self.at >= len(self.downbeats)

    @property
    def step(self) -> Step | None:
        """The measure that the next tap begins, None at the end of the score."""
        return None if self.is_over else self.downbeats.step(self.at)

    def tap(self, ms: int, rate: float) -> Tap:
        """Return the tap that is due; there must be one."""
        return self.downbeats.tap(self.at, ms, rate)

    def gone_on(self, ms: int) -> "Cursor":
        """Return the cursor after a tap at a time."""
        return replace(self, at=self.at + self.every, joins_ms=ms)

    def to(self, measure_id: str) -> "Cursor":
        """Return the cursor, beginning a segment, where a measure is played nearest to here; itself where it is not."""
        counts = [self.downbeats.count(step) for step in self.downbeats.order.steps_of(measure_id)]
        if not counts:
            return self
        nearest = min(counts, key=lambda count: abs(count - self.at))
        return replace(self, at=max(math.ceil(nearest), 0), joins_ms=None)
