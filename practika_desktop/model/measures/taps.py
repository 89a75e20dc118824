"""When the measures of a score sound in a take, as the teacher tapped it: the time map. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tap:
    """A moment at which a measure begins, or of which `part` (0 to 1) of it has sounded.

    `ms` is the take's time when the key was pressed, `rate` how fast it played then: 0 for a point set while paused,
    which is exact. `turn` is the n-th time (from 1) that the playing order comes to the measure.
    """

    ms: int
    measure_id: str
    turn: int = 1
    part: float = 0.0
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Taps:
    """Segments of taps, in the take's order; within one the music goes on without a stop, between two nothing is known.

    Each segment has at least one tap, and its taps rise in time. `reaction_ms` is how much later (earlier when
    negative) than the beat the teacher taps, at any rate: `reaction_ms * rate` of the take's time.
    """

    segments: tuple[tuple[Tap, ...], ...] = ()
    reaction_ms: int = 0
