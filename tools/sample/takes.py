"""The takes of the sample studio: who plays what, and at which tempo each measure."""

from dataclasses import dataclass
from fractions import Fraction

from tools.sample.minuet import BEATS, LEFT, RIGHT, key_number, notes_of

LEAD_IN_SECONDS = 0.8
TAIL_SECONDS = 1.6


@dataclass(frozen=True, slots=True)
class Take:
    """A take to make: `tempo` gives quarter notes a minute from a measure on; `wrong` puts other keys in a measure."""

    file_name: str
    player: str
    first_measure: int
    last_measure: int
    tempo: dict[int, float]
    hue: float
    variable_rate: bool = False
    left_hand: bool = True
    wrong: dict[int, int] | None = None


TAKES = [
    Take("ana_minuet_2026-10-28.mp4", "Ana", 1, 16, {1: 104, 9: 128}, 0.58),
    Take("ana_minuet_2026-11-04.mp4", "Ana", 1, 16, {1: 104, 9: 114, 13: 106}, 0.58, variable_rate=True),
    Take("ben_minuet_right_hand.mp4", "Ben", 1, 8, {1: 84, 5: 78}, 0.08, left_hand=False, wrong={7: 1}),
    Take("ben_minuet_second_part.mp4", "Ben", 17, 24, {17: 92, 21: 104}, 0.08),
]


@dataclass(frozen=True, slots=True)
class Sounding:
    """A key that sounds: seconds from the take's start, and its MIDI number."""

    start: float
    end: float
    key: int
    measure: int


def measure_starts(take: Take) -> dict[int, float]:
    """Return the second at which each measure begins; the measure after the last marks the end of the music."""
    starts: dict[int, float] = {}
    at = LEAD_IN_SECONDS
    for measure in range(take.first_measure, take.last_measure + 1):
        starts[measure] = at
        at += BEATS * 60 / tempo_at(take, measure)
    starts[take.last_measure + 1] = at
    return starts


def tempo_at(take: Take, measure: int) -> float:
    """Return the tempo of a measure in quarter notes a minute."""
    return take.tempo[max(first for first in take.tempo if first <= measure)]


def duration(take: Take) -> float:
    """Return the take's length in seconds."""
    return measure_starts(take)[take.last_measure + 1] + TAIL_SECONDS


def soundings(take: Take) -> list[Sounding]:
    """Return every key of the take in order of time."""
    starts = measure_starts(take)
    hands = [RIGHT, LEFT] if take.left_hand else [RIGHT]
    found: list[Sounding] = []
    for measure in range(take.first_measure, take.last_measure + 1):
        beat = 60 / tempo_at(take, measure)
        slip = (take.wrong or {}).get(measure, 0)
        for hand in hands:
            for note in notes_of(hand[measure - 1]):
                start = starts[measure] + float(note.start) * beat
                held = float(note.beats - Fraction(1, 10)) * beat
                shift = slip if hand is RIGHT and note.start == 1 else 0
                found += [Sounding(start, start + held, key_number(pitch) + shift, measure) for pitch in note.pitches]
    return sorted(found, key=lambda sounding: (sounding.start, sounding.key))
