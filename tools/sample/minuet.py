"""The piece of the sample studio: the Minuet in G by Christian Petzold (died 1733), as a table of notes.

A note is its pitch ("g4", "f#4") and its length: e eighth, q quarter, h half, d dotted half. Notes sounding
together are joined by "+". One string a measure, one list a hand.
"""

from dataclasses import dataclass
from fractions import Fraction

TITLE = "Minuet in G"
COMPOSER = "Christian Petzold"
BEATS = 3

RIGHT = [
    "d5q g4e a4e b4e c5e",
    "d5q g4q g4q",
    "e5q c5e d5e e5e f#5e",
    "g5q g4q g4q",
    "c5q d5e c5e b4e a4e",
    "b4q c5e b4e a4e g4e",
    "f#4q g4e a4e b4e g4e",
    "a4d",
    "d5q g4e a4e b4e c5e",
    "d5q g4q g4q",
    "e5q c5e d5e e5e f#5e",
    "g5q g4q g4q",
    "c5q d5e c5e b4e a4e",
    "b4q c5e b4e a4e g4e",
    "a4q b4e a4e g4e f#4e",
    "g4d",
    "b5q g5e a5e b5e g5e",
    "a5q d5e e5e f#5e d5e",
    "g5q e5e f#5e g5e d5e",
    "c#5q b4e c#5e a4q",
    "a4e b4e c#5e d5e e5e f#5e",
    "g5q f#5q e5q",
    "f#5q a4q c#5q",
    "d5d",
    "d5q g4e f#4e g4q",
    "e5q g4e f#4e g4q",
    "d5q c5q b4q",
    "a4e g4e f#4e g4e a4q",
    "d4e e4e f#4e g4e a4e b4e",
    "c5q b4q a4q",
    "b4e d5e g4q f#4q",
    "g4d",
]

LEFT = [
    "g3+b3+d4h a3q",
    "b3d",
    "c4d",
    "b3d",
    "a3d",
    "g3d",
    "d4q b3q g3q",
    "d4q d3e c4e b3e a3e",
    "b3h a3q",
    "g3q b3q g3q",
    "c4d",
    "b3q c4e b3e a3e g3e",
    "a3h f#3q",
    "g3h b3q",
    "c4q d4q d3q",
    "g3h g2q",
    "g3d",
    "f#3d",
    "e3q g3q e3q",
    "a3h a2q",
    "a3d",
    "b3q d4q c#4q",
    "d4q f#3q a3q",
    "d4q d3q c4q",
    "b3h b3q",
    "c4h c4q",
    "b3q a3q g3q",
    "d4h d3q",
    "d3h f#3q",
    "e3q g3q f#3q",
    "g3q b2q d3q",
    "g3q d3q g2q",
]

_BEATS_OF = {"e": Fraction(1, 2), "q": Fraction(1), "h": Fraction(2), "d": Fraction(3)}
_SEMITONES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}


@dataclass(frozen=True, slots=True)
class Note:
    """A chord of one or more pitches: beats from the measure's start, length in beats, pitches as written."""

    start: Fraction
    beats: Fraction
    pitches: tuple[str, ...]
    length: str


def notes_of(measure: str) -> list[Note]:
    """Return the notes of one measure of one hand; raise ValueError if they do not fill it."""
    notes: list[Note] = []
    at = Fraction(0)
    for word in measure.split():
        length = word[-1]
        notes.append(Note(at, _BEATS_OF[length], tuple(word[:-1].split("+")), length))
        at += _BEATS_OF[length]
    if at != BEATS:
        raise ValueError(f"{measure!r} has {at} beats")
    return notes


def key_number(pitch: str) -> int:
    """Return the MIDI number of a written pitch (c4 is 60)."""
    return _SEMITONES[pitch[0]] + pitch.count("#") + 12 * (int(pitch[-1]) + 1)
