"""Barlines: which strokes of a system are barlines, put together where two or three stand for one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from practika_desktop.score.measures.scanned.strokes import Stroke

_WHOLE, _WORST = 0.9, 0.6  # cover of a barline in all staves and in the worst of them: broken lines are allowed for
_BEYOND = 0.4  # of the height looked at: a stem goes on beyond the staff, a barline ends with it
_BARE, _TOUCHED = 0.08, 0.34  # more ink than beside most barlines: still beside one, and beside a stem with a notehead
_USUALLY_BESIDE = 0.3  # the ink of staff lines
_DOUBT = 1.15  # the most doubt, each of the signs above counted as 1
_DOUBT_OF_MANY = 0.4  # more, where three staves or more have the stroke
_THINNER = 3.0  # doubt for a stroke of no width beside the usual barlines
_THICK = 0.75  # staff spaces: a final or repeat's barline
_TIED, _LOOSE = 0.75, 0.4  # cover of a gap that barlines go through, and of one that they leave free
_THROUGH = 0.9  # cover of a gap between staves: no stem is whole in all staves and goes on so far
_ONE_BARLINE = 1.0  # staff spaces between strokes that stand for one barline together
_CLOSING = 1.2  # staff spaces around the right end where the stroke that closes a staff stands


@dataclass(frozen=True, slots=True)
class Barline:
    """A barline from column `left` to before `right`, of one stroke or more; `sureness` is from 0 to 1."""

    left: int
    right: int
    sureness: float

    @property
    def middle(self) -> float:
        """The column of its middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Usual:
    """What a page's thin barlines are like: `width` in staff spaces, 0 where it is not known, and the ink `beside`."""

    width: float
    beside: float


def usual_barline(systems: Sequence[tuple[Sequence[Stroke], float, float]]) -> Usual:
    """Return what a page's thin barlines are like, from those that close its systems.

    `systems` holds each system's strokes, right end and staff space, both in pixels.
    """
    closing = [
        (stroke, (stroke.right - stroke.left) / space)
        for strokes, right, space in systems
        for stroke in strokes
        if abs(stroke.middle - right) < _CLOSING * space
    ]
    widths = [width for _, width in closing if width < _THICK]
    beside = [stroke.beside for stroke, _ in closing]
    return Usual(
        float(np.quantile(widths, 0.4)) if widths else 0.0,
        float(np.median(beside)) if beside else _USUALLY_BESIDE,
    )


def single_width(systems: Sequence[tuple[Sequence[Barline], float]]) -> float:
    """Return the width of a page's single barlines in staff spaces: that of most barlines.

    `systems` holds each system's barlines and staff space in pixels.
    """
    widths = [(line.right - line.left) / space for lines, space in systems for line in lines]
    return float(np.median(widths)) if widths else 0.0


def barlines_of(strokes: Sequence[Stroke], space: float, usual: Usual) -> list[Barline]:
    """Return the barlines among a system's strokes, from the left.

    `space` is the system's staff space in pixels, `usual` tells what the page's barlines are like.
    """

    def sureness(stroke: Stroke) -> float:
        return _sureness(stroke, (stroke.right - stroke.left) / space, usual)

    groups: list[list[Stroke]] = []
    for stroke in _like_most([stroke for stroke in strokes if sureness(stroke) > 0]):
        if groups and stroke.left - groups[-1][-1].right < _ONE_BARLINE * space:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return [Barline(group[0].left, group[-1].right, max(map(sureness, group))) for group in groups]


def _sureness(stroke: Stroke, width: float, usual: Usual) -> float:
    """Return how far the stroke is from being none of a barline's, 0 (or less) to 1."""
    if stroke.cover < _WHOLE or stroke.worst < _WORST:
        return 0.0
    if stroke.ties and max(stroke.ties) > _THROUGH:
        return 1.0
    thinner = max(0.0, 1 - width / usual.width) if usual.width and not stroke.ties else 0.0
    touched = max(0.0, stroke.beside - usual.beside - _BARE) / (_TOUCHED - _BARE)
    doubt = stroke.ends / _BEYOND + touched + _THINNER * thinner
    most = _DOUBT + (_DOUBT_OF_MANY if len(stroke.ties) > 1 else 0.0)
    return 1 - doubt / most


def _like_most(strokes: list[Stroke]) -> list[Stroke]:
    """Return the strokes that go through the same gaps as most others, and the last: a final barline may differ."""
    if not strokes or not strokes[0].ties:
        return strokes
    usual = np.median([stroke.ties for stroke in strokes], axis=0)
    return [
        stroke
        for stroke in strokes
        if stroke is strokes[-1]
        or not any(
            (tie < _LOOSE and most > _TIED) or (tie > _TIED and most < _LOOSE)
            for tie, most in zip(stroke.ties, usual, strict=True)
        )
    ]
