"""In which order measures are played: repeats with their endings, D.C., D.S., coda and fine, as they are marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.signs import Jump, Sign

_MOST_STEPS = 50_000  # marks that contradict one another shall not play for ever
_TO_THE_SIGN = {Jump.DS, Jump.DS_AL_CODA, Jump.DS_AL_FINE}
_TO_THE_START = {Jump.DC, Jump.DC_AL_CODA, Jump.DC_AL_FINE}
_AL_FINE = {Jump.DC_AL_FINE, Jump.DS_AL_FINE}
_AL_CODA = {Jump.DC_AL_CODA, Jump.DS_AL_CODA}


@dataclass(frozen=True, slots=True)
class Step:
    """A measure when it is played for the `turn`-th time (from 1)."""

    place: Place
    turn: int


@dataclass(frozen=True)
class PlayingOrder:
    """The measures as they are played, each as often as it is. After a jump back repeats are not taken again."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, measures: Measures) -> "PlayingOrder":
        """Return the order that the map's marks ask for."""
        turns: dict[str, int] = {}
        steps = []
        for place in _Walk(measures.places).walked():
            turns[place.id] = turn = turns.get(place.id, 0) + 1
            steps.append(Step(place, turn))
        return cls(tuple(steps))

    def find(self, measure_id: str, turn: int = 1) -> int | None:
        """Return the index of the step in which a measure is played for the n-th time, None where it is not."""
        return self._index.get((measure_id, turn))

    def steps_of(self, measure_id: str) -> tuple[int, ...]:
        """Return the indexes of the steps in which a measure is played, in their order."""
        return self._steps_of.get(measure_id, ())

    @cached_property
    def _index(self) -> dict[tuple[str, int], int]:
        return {(step.place.id, step.turn): index for index, step in enumerate(self.steps)}

    @cached_property
    def _steps_of(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for index, step in enumerate(self.steps):
            found[step.place.id] = (*found.get(step.place.id, ()), index)
        return found


class _Walk:
    """Goes through a score as a player does."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._places = places
        self._start = 0  # of the passage that a repeat goes back to
        self._time = 1  # the n-th time through it
        self._jump: tuple[Jump, int] | None = None  # the one under way, and where it stands

    def walked(self) -> Iterator[Place]:
        """Give the measures in the order of playing."""
        here: int | None = 0
        for _ in range(_MOST_STEPS):
            if here is None or here >= len(self._places):
                return
            self._enter(here)
            if self._is_played(here):
                yield self._places[here]
                here = self._after(here)
            else:
                here += 1

    def _enter(self, here: int) -> None:
        measure = self._places[here].measure
        leaves_endings = here > 0 and bool(self._places[here - 1].measure.endings) and not measure.endings
        if here != self._start and (measure.starts_repeat or leaves_endings):
            self._start, self._time = here, 1

    def _is_played(self, here: int) -> bool:
        endings = self._places[here].measure.endings
        if not endings:
            return True
        if self._jump is not None:
            return max(endings) == max(self._endings_around(here))
        return self._time in endings

    def _after(self, here: int) -> int:
        measure = self._places[here].measure
        if measure.plays > 1 and self._jump is None:
            again = self._time + 1 in self._endings_around(here) if measure.endings else self._time < measure.plays
            if again:
                self._time += 1
                return self._start
            self._start, self._time = here + 1, 1
        return self._jumped(here, measure.jump)

    def _jumped(self, here: int, jump: Jump | None) -> int:
        if self._jump is not None:
            kind, stands_at = self._jump
            coda = self._find(Sign.CODA, range(here + 1, len(self._places)))
            if jump is Jump.FINE and kind in _AL_FINE:
                return self._go(stands_at + 1, None)
            if jump is Jump.TO_CODA and kind in _AL_CODA and coda is not None:
                return self._go(coda, None)
            if here == stands_at:
                self._jump = None
            return here + 1
        if jump is None:
            return here + 1
        to_sign = self._find(Sign.SEGNO, range(here, -1, -1)) if jump in _TO_THE_SIGN else None
        there = self._beginning(here) if jump in _TO_THE_START else to_sign
        return here + 1 if there is None else self._go(there, (jump, here))

    def _go(self, there: int, jump: tuple[Jump, int] | None) -> int:
        self._jump = jump
        self._start, self._time = there, 1
        return there

    def _beginning(self, here: int) -> int:
        """Return where the piece begins that a measure is in: several may stand in one PDF."""
        return next((at for at in range(here, 0, -1) if self._places[at].measure.number in {0, 1}), 0)

    def _find(self, sign: Sign, positions: range) -> int | None:
        return next((at for at in positions if self._places[at].measure.sign is sign), None)

    def _endings_around(self, here: int) -> set[int]:
        """Return all endings of the brackets that stand side by side here."""
        first = last = here
        while first > 0 and self._places[first - 1].measure.endings:
            first -= 1
        while last + 1 < len(self._places) and self._places[last + 1].measure.endings:
            last += 1
        return {ending for at in range(first, last + 1) for ending in self._places[at].measure.endings}
