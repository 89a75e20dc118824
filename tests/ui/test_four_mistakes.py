"""A page with four mistakes is put right in at most twenty seconds of a practised hand, by keys and by pointer.

Acts are counted. The hand is that of the keystroke-level model (Card, Moran and Newell): 0.2 s for a key or a
button, 1.1 s to point, 0.4 s between keyboard and mouse, and 1.35 s to make up one's mind before each mistake.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.edits.done import Verb
from practika_desktop.model.measures import correcting, marks
from practika_desktop.model.measures.lines import barlines
from practika_desktop.model.measures.measures import Measures, Place
from tests.support.desks import DeskBench
from tests.support.measured import MeasuredDesk

pytestmark = pytest.mark.desktop

_PAGE = Path(__file__).parents[2] / "resources" / "sample" / "minuet.pdf"
_MISTAKES = 4
_KEY_S, _POINT_S, _CHANGE_S, _MIND_S = 0.2, 1.1, 0.4, 1.35
_MOST_S = 20.0
Key = Qt.Key
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class _Hand:
    """Works the desk, and counts what it does; it looks at the right map as a teacher looks at the page."""

    def __init__(self, desk: MeasuredDesk, right: Measures) -> None:
        self.desk = desk
        self.right = right
        self.presses = 0
        self.points = 0
        self.changes = 0

    @property
    def seconds(self) -> float:
        """How long a practised hand takes."""
        acts = self.presses * _KEY_S + self.points * _POINT_S + self.changes * _CHANGE_S
        return acts + _MISTAKES * _MIND_S

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key; one held down with it counts as another."""
        self.desk.hands.press(key, modifiers)
        self.presses += 1 + (modifiers != Qt.KeyboardModifier.NoModifier)

    def click(self, place: Place, *, across: float = 0.5, down: float = 0.5) -> None:
        """Point and click."""
        self.desk.click(place, across=across, down=down)
        self.points += 1
        self.presses += 1

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Point, press, point, release."""
        self.desk.drag(1, start, end)
        self.points += 2
        self.presses += 2

    def go(self, number: int) -> None:
        """Go to a measure with the arrow keys: down to its line, then along it."""
        target = self.desk.place(number)
        for _ in range(20):
            head = self.desk.correcting.head
            assert head is not None
            if head.id == target.id:
                return
            if head.system is not target.system:
                self.press(Key.Key_Down)
            else:
                self.press(Key.Key_Right if head.position < target.position else Key.Key_Left)
        pytest.fail(f"the arrow keys do not lead to measure {number}")

    def nudge(self, number: int) -> None:
        """Move the barline before the chosen measure, of this number, to within a staff space of where it should be."""
        wanted = self.right.numbered(number)[0]
        while abs(off := self.desk.place(number).measure.box.x0 - wanted.measure.box.x0) > wanted.system.staff_space:
            assert self.presses < 100
            self.press(Key.Key_Left if off > 0 else Key.Key_Right, _CONTROL)


@pytest.fixture
def hand(bench: DeskBench, qtbot: QtBot) -> _Hand:
    """Give the sample's page with a barline missing, one too many, one in the wrong place, and a wrong number."""
    desk = MeasuredDesk(bench, qtbot, _PAGE)
    right = desk.measures
    ids = {number: right.numbered(number)[0].id for number in range(1, 17)}
    box = right.numbered(6)[0].measure.box
    wrong = correcting.merge(right, ids[2], ids[3])
    wrong = correcting.split(wrong, ids[6], box.x0 + 0.6 * (box.x1 - box.x0), "too-many")
    moved = next(one for one in barlines(right.numbered(11)[0].system) if one.begins == ids[11])
    wrong = correcting.move_barline(wrong, moved, moved.x + 15)
    wrong = marks.set_number(wrong, ids[13], 14)
    bench.desk.measuring.correct(wrong, Verb.MOVE_BARLINE)
    return _Hand(desk, right)


def _assert_right(hand: _Hand) -> None:
    """Compare with the page as it is: each measure where it should be within a staff space, with its number."""
    for there, wanted in zip(hand.desk.measures.places, hand.right.places, strict=True):
        assert there.label == wanted.label
        for side, right_side in zip(there.measure.box, wanted.measure.box, strict=True):
            assert abs(side - right_side) <= wanted.system.staff_space
    assert not hand.desk.correcting.is_on
    assert hand.seconds <= _MOST_S


def test_by_keyboard_alone(hand: _Hand) -> None:
    hand.press(Key.Key_G, _SHIFT)
    hand.go(2)
    hand.press(Key.Key_S)
    hand.nudge(3)
    hand.go(6)
    hand.press(Key.Key_M)
    hand.go(11)
    hand.nudge(11)
    hand.go(14)
    hand.press(Key.Key_1)
    hand.press(Key.Key_3)
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Escape)
    _assert_right(hand)
    assert (hand.presses, hand.points) == (31, 0)


def test_with_the_pointer(hand: _Hand) -> None:
    hand.press(Key.Key_G, _SHIFT)
    hand.changes += 1
    there, wanted = hand.desk.place(2).measure.box, hand.right.numbered(3)[0].measure.box
    hand.click(hand.desk.place(2), across=(wanted.x0 - there.x0) / (there.x1 - there.x0))
    hand.click(hand.desk.place(6), down=-0.1)
    hand.press(Key.Key_M)
    there, wanted = hand.desk.place(11).measure.box, hand.right.numbered(11)[0].measure.box
    hand.drag((there.x0, there.y0 + 9), (wanted.x0, wanted.y0 + 9))
    hand.click(hand.desk.place(14), down=-0.1)
    hand.changes += 1
    hand.press(Key.Key_1)
    hand.press(Key.Key_3)
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Escape)
    _assert_right(hand)
    assert (hand.presses, hand.points) == (12, 5)
