"""Barlines: which strokes of a system are barlines, put together where two or three stand for one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from practika_desktop.score.measures.scanned.strokes import Stroke

_WHOLE = 0.9  # cover of a barline, broken lines allowed for
_WORST = 0.6  # cover in the worst staff
_MOST_BEYOND = 0.4  # a stem goes on beyond the staff, a barline ends with it
_MOST_BESIDE = 0.92  # a notehead touches a stem
_TIED, _LOOSE = 0.75, 0.4  # cover of a gap that barlines go through, and of one that they leave free
_ONE_BARLINE = 1.0  # staff spaces between strokes that stand for one barline together
_THIN = 0.6  # of the usual barline's width: a stem


@dataclass(frozen=True, slots=True)
class Barline:
    """A barline from column `left` to before `right`, `strokes` thick and thin ones together."""

    left: int
    right: int
    strokes: int
    sureness: float

    @property
    def middle(self) -> float:
        """The column of its middle."""
        return (self.left + self.right) / 2


def barlines_of(strokes: Sequence[Stroke], space: float) -> list[Barline]:
    """Return the barlines among a system's strokes, from the left; `space` is its staff space in pixels."""
    likely = [stroke for stroke in strokes if _sureness(stroke) > 0]
    fitting = _like_most(likely)
    groups: list[list[Stroke]] = []
    for stroke in fitting:
        if groups and stroke.left - groups[-1][-1].right < _ONE_BARLINE * space:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return [
        Barline(group[0].left, group[-1].right, len(group), max(_sureness(stroke) for stroke in group))
        for group in groups
    ]


def _sureness(stroke: Stroke) -> float:
    """Return how far the stroke is from being none of a barline's, 0 (or less) to 1."""
    return min(
        (stroke.cover - _WHOLE) / (1 - _WHOLE),
        (stroke.worst - _WORST) / (1 - _WORST),
        (_MOST_BEYOND - stroke.ends) / _MOST_BEYOND,
        (_MOST_BESIDE - stroke.beside) / (_MOST_BESIDE - 0.5),
    )


def _like_most(strokes: list[Stroke]) -> list[Stroke]:
    """Return the strokes that go through the same gaps as most others."""
    if not strokes or not strokes[0].ties:
        return strokes
    usual = np.median([stroke.ties for stroke in strokes], axis=0)
    return [
        stroke
        for stroke in strokes
        if not any(
            (tie < _LOOSE and most > _TIED) or (tie > _TIED and most < _LOOSE)
            for tie, most in zip(stroke.ties, usual, strict=True)
        )
    ]
