"""Upright strokes through all staves of a system, and what tells barlines from stems."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.ink import Picture
from practika_desktop.score.measures.scanned.sheet import StaffLines
from practika_desktop.score.measures.scanned.systems import GAP_MARGIN, full_ink, upright_cover

_LEAST_COVER = 0.7  # of the weakest half spaces, over all staves: two-level scans break lines
_HALVES = 8  # half spaces from the top line to the bottom line
_CLEAR_OF_LINE = 0.18  # staff spaces around a staff line that say nothing of a stroke
_SLACK = 0.2  # staff spaces a barline may stand aside from staff to staff
_BEYOND = (0.35, 1.1)  # staff spaces beyond an outer line where a stem goes on and a barline does not
_BESIDE = (0.1, 0.7)  # staff spaces from a stroke's side: a notehead fills them, before anything else comes white
_AT_END = (1.0, 1.5)  # staff spaces beyond an outer line and within it where a stem's notehead is
_HEAD = 0.7  # staff spaces of height that are black beside a stroke where a notehead is
_TIED = 0.7  # cover of a gap that a stroke goes through
_OUTSIDE = 1.0  # staff spaces beyond the staves' ends where a stroke may stand

Profile = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stroke:
    """An upright stroke over a system, from column `left` to before `right`.

    All from 0 to 1: `cover` is how whole it is in the staves, `worst` in the worst of them, `ties` in each gap between
    them, `ends` how far it goes on beyond lines where no tie begins, `beside` how much ink touches its sides.
    """

    left: int
    right: int
    cover: float
    worst: float
    ties: tuple[float, ...]
    ends: float
    beside: float

    @property
    def middle(self) -> float:
        """The column of its middle."""
        return (self.left + self.right) / 2


def find_strokes(ink: Picture, staves: tuple[StaffLines, ...]) -> list[Stroke]:
    """Return the strokes that run through all staves of a system, from the left."""
    covers = np.array([_within_slack(staff_cover(ink, staff), staff, len(staves)) for staff in staves])
    inside = np.array([_columns_of(staff, ink.shape[1]) for staff in staves])
    together = (covers * inside).sum(axis=0) / np.maximum(1, inside.sum(axis=0))
    runs = _runs(together > _LEAST_COVER)
    evidence = _Evidence(ink, staves, covers, inside, together > _LEAST_COVER)
    return [evidence.stroke(left, right) for left, right in runs]


def staff_cover(ink: Picture, staff: StaffLines) -> Profile:
    """Return by column how whole a stroke from top line to bottom line is there: its two weakest half spaces."""
    half = staff.space / 2
    clear = _CLEAR_OF_LINE * staff.space
    full = full_ink(staff)
    covers = []
    for k in range(_HALVES):
        upper, lower = staff.row + (k - 4) * half, staff.row + (k - 3) * half
        top, bottom = (upper + clear, lower) if k % 2 == 0 else (upper, lower - clear)
        covers.append(upright_cover(ink, round(top), max(round(top) + 1, round(bottom)), full))
    return np.asarray(np.sort(covers, axis=0)[:2].mean(axis=0), np.float32)


def _within_slack(cover: Profile, staff: StaffLines, staves: int) -> Profile:
    if staves == 1:
        return cover
    reach = 2 * max(1, round(_SLACK * staff.space / 2)) + 1
    return np.asarray(cv2.dilate(cover[None, :], np.ones((1, reach), np.uint8))[0], np.float32)


def _columns_of(staff: StaffLines, width: int) -> NDArray[np.bool_]:
    columns = np.arange(width)
    reach = _OUTSIDE * staff.space
    return (columns >= staff.left - reach) & (columns < staff.right + reach)


def _runs(wanted: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(wanted.astype(np.int8), prepend=0, append=0))
    return [(int(left), int(right)) for left, right in zip(edges[::2], edges[1::2], strict=True)]


class _Evidence:
    """What a system's picture says of a stroke at given columns."""

    def __init__(
        self,
        ink: Picture,
        staves: tuple[StaffLines, ...],
        covers: NDArray[np.float32],
        inside: NDArray[np.bool_],
        taken: NDArray[np.bool_],
    ) -> None:
        self._staves, self._covers, self._inside = staves, covers, inside
        space = staves[0].space
        self._space = space
        margin = GAP_MARGIN * space
        self._gaps = [
            _within_slack(
                upright_cover(ink, round(a.bottom + margin), round(b.top - margin), full_ink(a)), a, len(staves)
            )
            for a, b in pairwise(staves)
        ]
        near, far = _BEYOND
        self._above = [
            upright_cover(ink, round(s.top - far * s.space), round(s.top - near * s.space), full_ink(s)) for s in staves
        ]
        self._below = [
            upright_cover(ink, round(s.bottom + near * s.space), round(s.bottom + far * s.space), full_ink(s))
            for s in staves
        ]
        self._heads = [_heads(ink, s, taken) for s in staves]

    def stroke(self, left: int, right: int) -> Stroke:
        here = [k for k in range(len(self._staves)) if self._inside[k, left:right].any()]
        covers = [float(self._covers[k, left:right].max()) for k in here]
        ties = tuple(float(gap[left:right].max()) for gap in self._gaps)
        return Stroke(
            left,
            right,
            float(np.mean(covers)),
            min(covers),
            ties,
            self._ends(left, right, here),
            float(np.mean([self._beside(k, left, right) for k in here])),
        )

    def _ends(self, left: int, right: int, here: list[int]) -> float:
        beyond = []
        for k in here:
            if k == 0 or self._gaps[k - 1][left:right].max() < _TIED:
                beyond.append(float(self._above[k][left:right].max()))
            if k == len(self._gaps) or self._gaps[k][left:right].max() < _TIED:
                beyond.append(float(self._below[k][left:right].max()))
        return float(np.mean(beyond)) if beyond else 0.0

    def _beside(self, k: int, left: int, right: int) -> float:
        """Return how black a notehead's place is: at a stem's lower end on its left, at its upper end on its right."""
        near, far = (round(part * self._space) for part in _BESIDE)
        upper, lower = self._heads[k]
        sides = (lower[max(0, left - far) : max(0, left - near)], upper[right + near : right + far])
        return max(float(side.min()) if side.size else 0.0 for side in sides)


def _heads(ink: Picture, staff: StaffLines, taken: NDArray[np.bool_]) -> tuple[Profile, Profile]:
    """Return by column how black the blackest piece as high as a notehead is, at the staff's top and at its bottom.

    Nothing where strokes stand.
    """
    above, into = (round(part * staff.space) for part in _AT_END)
    ends = ((staff.top - above, staff.top + into), (staff.bottom - into, staff.bottom + above))
    height = max(3, round(_HEAD * staff.space))
    profiles = []
    for first, last in ends:
        piece = np.minimum(ink[max(0, first) : last], full_ink(staff)).astype(np.float32) / np.float32(full_ink(staff))
        blackest = cv2.blur(piece, (1, height)).max(axis=0) if piece.size else np.zeros(ink.shape[1], np.float32)
        profiles.append(np.where(taken, np.float32(0), blackest))
    return profiles[0], profiles[1]
