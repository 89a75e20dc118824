"""Staves are one system when a line at their left end ties them, also where a clef hid how far left one begins."""

import numpy as np
import pytest

from practika_desktop.score.measures.scanned.sheet import StaffLines
from practika_desktop.score.measures.scanned.systems import group_systems

SPACE = 12.0
LEFT, UPPER, LOWER = 100, 100, 350


def staff(row: float, left: int) -> StaffLines:
    return StaffLines(row=row, space=SPACE, left=left, right=900, level=200.0, clarity=1.0)


@pytest.mark.parametrize(
    ("hidden", "line", "tied"),
    [
        pytest.param(0, 1.0, True, id="a line from staff to staff"),
        pytest.param(0, 0.75, True, id="a line with a hole"),
        pytest.param(0, 0.0, False, id="no line"),
        pytest.param(45, 1.0, True, id="a clef hides where the lower staff begins"),
        pytest.param(45, 0.75, False, id="the same, and a line with a hole"),
        pytest.param(120, 1.0, False, id="a staff that begins elsewhere"),
    ],
)
def test_what_a_line_at_the_left_ties(hidden: int, line: float, tied: bool) -> None:
    ink = np.zeros((450, 1000), np.uint8)
    ink[UPPER : round(UPPER + line * (LOWER - UPPER)), LEFT - 1 : LEFT + 2] = 255
    groups = group_systems(ink, (staff(UPPER, LEFT), staff(LOWER, LEFT + hidden)))
    assert [len(group) for group in groups] == ([2] if tied else [1, 1])
