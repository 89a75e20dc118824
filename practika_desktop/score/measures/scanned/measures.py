"""Measures: what lies between the barlines of a system, signs at its head and its end left out."""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.barlines import Barline
from practika_desktop.score.measures.scanned.ink import Picture
from practika_desktop.score.measures.scanned.sheet import StaffLines
from practika_desktop.score.measures.scanned.systems import full_ink

_AT_END = 1.2  # staff spaces around a staff's end where the line that closes it stands
_OSSIA = 0.7  # of the longest staff: what is shorter does not go through the system
_CLEF = 4.5  # staff spaces of the clef: what stands upright in them is part of a C clef
_SIGNS = 14.0  # staff spaces that a clef, a key signature and a time signature may take
_TIME_SIGNATURE = 11.0  # staff spaces after which no time signature stands at the head of a line
_KEY_CHANGE = 7.0  # staff spaces of a key signature between two repeats
_NOTHING_ELSE = 9.0  # staff spaces from the head of a line within which no measure fits beside its signs
_HEAD = (0.95, 0.65)  # staff spaces: a black box that fits into noteheads and beams, not into signs
_BLACK = 0.93
_SOLID = np.uint8(160)  # ink: darker than the blurred strokes of a sign
_DOT = 0.35  # staff spaces: a box that fits into a repeat's dot
_DOTS_WITHIN = (0.15, 1.3)  # staff spaces from the barline


def measure_spans(
    ink: Picture, staves: tuple[StaffLines, ...], barlines: Sequence[Barline]
) -> list[tuple[float, float]]:
    """Return the first and last column of each measure of a system, from the left."""
    space = staves[0].space
    left, right = _ends(staves, barlines)
    inner = [line for line in barlines if left + _AT_END * space < line.middle < right + _AT_END * space]
    inner = _without_signs(ink, staves, inner, left)
    edges = [left, *(line.middle for line in inner)]
    last = inner[-1].right if inner else left
    if not inner or right - last > _SIGNS * space:
        edges.append(right)
    return list(pairwise(edges))


def first_note(ink: Picture, staves: tuple[StaffLines, ...], left: float, right: float) -> float:
    """Return the column of the first black notehead or beam between two columns, `left` where there is none."""
    start = round(left + _CLEF * staves[0].space)
    if right - start < 1:
        return left
    heads = np.max([_heads(ink, staff, start, round(right)).any(axis=0) for staff in staves], axis=0)
    return float(start + np.argmax(heads)) if heads.any() else left


def _ends(staves: tuple[StaffLines, ...], barlines: Sequence[Barline]) -> tuple[float, float]:
    """Return the columns where the system begins and ends: those of most staves, ossias left out."""
    space = staves[0].space
    longest = max(staff.right - staff.left for staff in staves)
    staves = tuple(staff for staff in staves if staff.right - staff.left > _OSSIA * longest)
    left = float(np.median([staff.left for staff in staves]))
    right = float(np.median([staff.right for staff in staves]))
    starts = [line.middle for line in barlines if abs(line.middle - left) < _AT_END * space]
    return (starts[0] if starts and len(staves) > 1 else left), right


def _without_signs(
    ink: Picture, staves: tuple[StaffLines, ...], barlines: Sequence[Barline], left: float
) -> list[Barline]:
    """Return the barlines without parts of a C clef and start-repeats that only signs precede."""
    space = staves[0].space
    kept: list[Barline] = []
    for line in barlines:
        before = kept[-1].right if kept else left
        clef = 0.0 if kept else _CLEF * space
        if not kept and line.middle - left < clef:
            continue
        starts = has_dots(ink, staves, line, 1) and not has_dots(ink, staves, line, -1)
        most = _SIGNS if starts and not kept else _TIME_SIGNATURE if not kept else _KEY_CHANGE
        near = line.left - before < most * space
        sure = starts and not kept and line.left - before < _NOTHING_ELSE * space
        if sure or (near and (starts or not kept) and not _sounds(ink, staves, before + clef, line.left)):
            continue
        kept.append(line)
    return kept


def _sounds(ink: Picture, staves: tuple[StaffLines, ...], left: float, right: float) -> bool:
    """Tell whether notes or rests, and not signs alone, stand between two columns."""
    space = staves[0].space
    first, last = round(left + 0.5 * space), round(right - 0.5 * space)
    if right - left > _SIGNS * space:
        return True
    return last > first and any(_heads(ink, staff, first, last).any() for staff in staves)


def _heads(ink: Picture, staff: StaffLines, first: int, last: int) -> NDArray[np.bool_]:
    reach = round(3 * staff.space)
    width, height = (max(2, round(side * staff.space)) for side in _HEAD)
    left = max(0, first - width)
    band = ink[max(0, staff.top - reach) : staff.bottom + reach, left : last + width]
    black = cv2.blur(np.minimum(band, _SOLID), (width, height))[:, first - left : last - left]
    return np.asarray(black > _BLACK * _SOLID)


def has_dots(ink: Picture, staves: tuple[StaffLines, ...], line: Barline, side: int) -> bool:
    """Tell whether the two dots of a repeat stand on the right (side 1) or left (-1) of a barline in most staves."""
    return float(np.mean([_dotted(ink, staff, line, side) for staff in staves])) > 0.5


def _dotted(ink: Picture, staff: StaffLines, line: Barline, side: int) -> bool:
    near, far = (round(part * staff.space) for part in _DOTS_WITHIN)
    first, last = (line.right + near, line.right + far) if side > 0 else (line.left - far, line.left - near)
    full = full_ink(staff)
    piece = np.minimum(ink[:, max(0, first) : max(0, last)], full).astype(np.float32) / full
    box = max(2, round(_DOT * staff.space))
    black = cv2.blur(piece, (box, box))
    if black.shape[1] <= box:
        return False
    rows = [round(staff.row + part * staff.space) for part in (-0.5, 0.5, -1.5, 1.5)]
    upper, lower, outer_upper, outer_lower = (black[row, box // 2 : -(box // 2)] for row in rows)
    dots = np.minimum(upper, lower)
    place = int(np.argmax(dots))
    return bool(dots[place] > 0.6 and max(outer_upper[place], outer_lower[place]) < 0.5 * dots[place])
