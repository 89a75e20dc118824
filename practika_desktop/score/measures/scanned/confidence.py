"""How much a found system can be relied on."""

from collections.abc import Sequence

from practika_desktop.score.measures.scanned.barlines import Barline
from practika_desktop.score.measures.scanned.sheet import StaffLines

_CLEAR = 0.8  # of a staff's weakest lines: broken no more than notes break them
_AT_END = 1.5  # staff spaces between the last barline and the end of the staff
_OPEN = 0.6  # for a system that no barline closes


def confidence_of(staves: Sequence[StaffLines], barlines: Sequence[Barline]) -> float:
    """Return how sure a system's measures are, 0 (a guess) to 1: as its weakest staff, weakest barline and its end."""
    lines = min(1.0, min(staff.clarity for staff in staves) / _CLEAR)
    sureness = min((line.sureness for line in barlines), default=0.0)
    right, space = max(staff.right for staff in staves), staves[0].space
    closed = any(abs(line.right - right) < _AT_END * space for line in barlines)
    return lines * (0.5 + sureness / 2) * (1.0 if closed else _OPEN)
