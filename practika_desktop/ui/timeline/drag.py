"""A drag on the timeline as a state machine: pressed, moving, then dropped or given up. Pure."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Self

from practika_desktop.ui.timeline.snapping import Rests

THRESHOLD_PX = 4.0
"""A press that moves less is a click, not a drag."""


class Grip(Enum):
    """What of a span is held: the whole of it, or one of its ends."""

    WHOLE = auto()
    START = auto()
    END = auto()


class Phase(Enum):
    """How far a drag has come."""

    PRESSED = auto()
    MOVING = auto()
    DROPPED = auto()
    GIVEN_UP = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A moment (`end_ms` is None) or a range; times in ms, the end always after the start."""

    start_ms: int
    end_ms: int | None = None

    @property
    def length_ms(self) -> int:
        """How long it lasts; 0 for a moment."""
        return 0 if self.end_ms is None else self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Drag:
    """A span held at `grip`; each event gives the next drag. Once dropped or given up it moves no more."""

    grip: Grip
    original: Span
    pressed_x: float
    pressed_ms: int
    span: Span
    phase: Phase = Phase.PRESSED

    @classmethod
    def press(cls, grip: Grip, span: Span, x: float, ms: int) -> Self:
        """Take hold of a span at a pixel and its time."""
        return cls(grip, span, x, ms, span)

    @property
    def moving(self) -> bool:
        """Whether the span follows the pointer."""
        return self.phase is Phase.MOVING

    @property
    def change(self) -> Span | None:
        """The span to store: None unless the drag was dropped somewhere else."""
        return self.span if self.phase is Phase.DROPPED and self.span != self.original else None

    def moved(self, x: float, ms: int, rests: Rests) -> Self:
        """Follow the pointer to a pixel and its time; a few pixels from the press nothing moves yet."""
        if self.phase in (Phase.DROPPED, Phase.GIVEN_UP):
            return self
        if self.phase is Phase.PRESSED and abs(x - self.pressed_x) < THRESHOLD_PX:
            return self
        return replace(self, phase=Phase.MOVING, span=self._span_at(ms - self.pressed_ms, rests))

    def dropped(self) -> Self:
        """Let go: what is under the pointer counts."""
        return self if self.phase is Phase.GIVEN_UP else replace(self, phase=Phase.DROPPED)

    def given_up(self) -> Self:
        """Go back to where it was (Esc)."""
        return replace(self, phase=Phase.GIVEN_UP, span=self.original)

    def _span_at(self, by_ms: int, rests: Rests) -> Span:
        old = self.original
        if self.grip is Grip.START and old.end_ms is not None:
            return Span(_start_before(old.end_ms, old.start_ms + by_ms, rests), old.end_ms)
        if self.grip is Grip.END and old.end_ms is not None:
            return Span(old.start_ms, _end_after(old.start_ms, old.end_ms + by_ms, rests))
        return _shifted(old, by_ms, rests)


def _start_before(end_ms: int, wanted_ms: int, rests: Rests) -> int:
    start = rests.start(wanted_ms)
    return start if start < end_ms else min(rests.before(end_ms), end_ms - 1)


def _end_after(start_ms: int, wanted_ms: int, rests: Rests) -> int:
    end = rests.end(wanted_ms)
    return end if end > start_ms else max(rests.after(start_ms), start_ms + 1)


def _shifted(span: Span, by_ms: int, rests: Rests) -> Span:
    wanted = span.start_ms + by_ms
    start = rests.start(wanted)
    if span.end_ms is None:
        return Span(start)
    if rests.neighbour(wanted) is None:
        near = rests.neighbour(wanted + span.length_ms)
        start = start if near is None else near - span.length_ms
    start = min(max(start, 0), max(rests.duration_ms - span.length_ms, 0))
    return Span(start, start + span.length_ms)
