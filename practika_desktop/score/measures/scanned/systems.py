"""Systems: staves that a line at their left end, or barlines through the gap, tie together."""

import cv2
import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.ink import Picture
from practika_desktop.score.measures.scanned.sheet import StaffLines

_FAINTEST, _DARKEST = 60, 160  # ink of a stroke that counts in full, whatever the staff lines' ink is
_LEAN = 0.006  # dx/dy that a stroke may still lean on the straight page
_NEAR_LEFT = 1.5  # staff spaces around the left end where the systemic line stands
GAP_MARGIN = 0.3  # staff spaces beside a staff's outer lines that are not looked at
_TIED = 0.8  # of the gap's height covered by one stroke
_TIED_AT_LEFT = 0.65  # the same at the left end, where nothing else is as tall
_TIES = 2  # strokes through the gap that do for the line at the left
_SAME_LEFT = 3.0  # staff spaces between the left ends of staves of one system
_CLEF_LEFT = 6.0  # the same where a clef and a key signature hid the lines of a small staff
_TIED_SURELY = 0.9  # of the gap's height then


def full_ink(staff: StaffLines) -> float:
    """Return the ink from which on a stroke of this staff is wholly black."""
    return float(np.clip(staff.level, _FAINTEST, _DARKEST))


def upright_cover(ink: Picture, top: int, bottom: int, full: float) -> NDArray[np.float32]:
    """Return by column how much of the height from row `top` to `bottom` is covered by ink, 0 to 1."""
    if bottom <= top:
        return np.ones(ink.shape[1], np.float32)
    lean = 2 * round(_LEAN * (bottom - top))
    band = cv2.dilate(ink[max(0, top) : bottom], np.ones((1, 3 + lean), np.uint8))
    return np.asarray(np.minimum(band, full).mean(axis=0) / full, np.float32)


def group_systems(ink: Picture, staves: tuple[StaffLines, ...]) -> list[tuple[StaffLines, ...]]:
    """Return the staves by system, from the top; a staff that begins elsewhere (an ossia) stays with its neighbour."""
    groups: list[list[StaffLines]] = []
    for staff in staves:
        if groups and _tied(ink, groups[-1][-1], staff):
            groups[-1].append(staff)
        else:
            groups.append([staff])
    return [tuple(group) for group in groups]


def _tied(ink: Picture, upper: StaffLines, lower: StaffLines) -> bool:
    space = max(upper.space, lower.space)
    left, right = max(upper.left, lower.left), min(upper.right, lower.right)
    if right - left < 4 * space:
        return False
    margin = round(GAP_MARGIN * space)
    full = min(full_ink(upper), full_ink(lower))
    cover = upright_cover(ink, upper.bottom + margin, lower.top - margin, full)
    near = round(_NEAR_LEFT * space)
    low, high = min(upper.left, lower.left), max(upper.left, lower.left)
    if high - low < _CLEF_LEFT * space:
        starts = cover[max(0, low - near) : high + near]
        least = _TIED_AT_LEFT if high - low < _SAME_LEFT * space else _TIED_SURELY
        if starts.size and starts.max() > least:
            return True
    strokes = np.diff((cover[left:right] > _TIED).astype(np.int8), prepend=0) == 1
    return int(strokes.sum()) >= _TIES
