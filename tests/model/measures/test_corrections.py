"""What holds after any sequence of corrections of a measure map."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from practika_desktop.model.errors import EditError
from practika_desktop.model.measures import correcting, marks
from practika_desktop.model.measures.lines import barlines
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.pages import Box, System
from tests.model.measures.making import measure, measures

SCORE = measures(
    [measure("a", number=0), measure("b"), measure("c"), measure("d", plays=2)],
    [measure("e", rest_count=3), measure("f"), measure("g", continues=True), measure("h")],
    [measure("i", number=1), measure("j"), measure("k"), measure("l")],
)


@dataclass(slots=True)
class _Row:
    """What the book knows of a measure."""

    name: str
    number: int | None = None
    continues: bool = False
    rests: int = 1


class Corrections(RuleBasedStateMachine):
    """Corrects a score at random, and counts its measures by a book of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.score = SCORE
        self.book = [
            _Row(one.id, one.measure.number, one.measure.continues, one.measure.rest_count) for one in SCORE.places
        ]
        self.starts = {place.id: place.measure.box.x0 for place in SCORE.places}
        self.made = 0

    @rule(at=st.integers(0, 99), share=st.floats(0, 1))
    @precondition(lambda self: self.book)
    def split(self, at: int, share: float) -> None:
        """Split a measure somewhere."""
        place = self._place(at)
        box, name = place.measure.box, self._name()
        try:
            self.score = correcting.split(self.score, place.id, box.x0 + share * (box.x1 - box.x0), name)
        except EditError:
            return
        self.book.insert(place.position + 1, _Row(name))
        self.starts[name] = box.x0 + share * (box.x1 - box.x0)

    @rule(at=st.integers(0, 99), more=st.integers(1, 3))
    @precondition(lambda self: self.book)
    def merge(self, at: int, more: int) -> None:
        """Merge some that stand side by side."""
        first, last = self._run(at, more)
        if first.id == last.id:
            return
        self.score = correcting.merge(self.score, last.id, first.id)
        rows = self.book[first.position : last.position + 1]
        rows[0].rests = max(row.rests for row in rows)
        del self.book[first.position + 1 : last.position + 1]

    @rule(at=st.integers(0, 99), more=st.integers(0, 2))
    @precondition(lambda self: self.book)
    def delete(self, at: int, more: int) -> None:
        """Delete some that stand side by side."""
        first, last = self._run(at, more)
        self.score = correcting.delete(self.score, first.id, last.id)
        for _ in range(first.position, last.position + 1):
            gone = self.book.pop(first.position)
            if first.position < len(self.book):
                heir = self.book[first.position]
                heir.continues = heir.continues and gone.continues
                if gone.number is not None and heir.number is None:
                    heir.number, heir.continues = max(gone.number, 1), False

    @rule(at=st.integers(0, 99), which=st.booleans(), x=st.floats(0, 600))
    @precondition(lambda self: self.book)
    def drag(self, at: int, which: bool, x: float) -> None:
        """Drag a barline anywhere."""
        place = self._place(at)
        barline = next(b for b in barlines(place.system) if place.id == (b.begins if which else b.ends))
        self.score = correcting.move_barline(self.score, barline, x)
        if barline.begins is not None:
            moved = self.score.find(barline.begins)
            assert moved is not None
            self.starts[barline.begins] = moved.measure.box.x0

    @rule(at=st.integers(0, 99), number=st.none() | st.integers(0, 30))
    @precondition(lambda self: self.book)
    def number(self, at: int, number: int | None) -> None:
        """Set a number, or let it be counted."""
        place = self._place(at)
        self.score = marks.set_number(self.score, place.id, number)
        row = self.book[place.position]
        row.number, row.continues = number, row.continues and number is None

    @rule(at=st.integers(1, 99), continues=st.booleans())
    @precondition(lambda self: self.book)
    def part(self, at: int, continues: bool) -> None:
        """Say that a measure continues another, or does not."""
        place = self._place(at)
        if place.position:
            self.score = marks.set_continues(self.score, place.id, continues=continues)
            row = self.book[place.position]
            row.number, row.continues = None if continues else row.number, continues

    @rule(at=st.integers(0, 99), count=st.integers(1, 5))
    @precondition(lambda self: self.book)
    def rest(self, at: int, count: int) -> None:
        """Say how long a rest is."""
        place = self._place(at)
        self.score = marks.set_rest(self.score, place.id, count)
        self.book[place.position].rests = count

    @rule(top=st.integers(0, 700))
    def add_line(self, top: int) -> None:
        """Add a line where there is room."""
        name = self._name()
        try:
            self.score = correcting.add_line(self.score, 1, Box(50, top, 550, top + 20), name)
        except EditError:
            return
        found = self.score.find(name)
        assert found is not None
        self.book.insert(found.position, _Row(name))
        self.starts[name] = 50.0

    @invariant()
    def numbers_are_as_counted(self) -> None:
        """Each number is the one that counting in the book gives."""
        counted, before, following = [], 1, 1
        for position, row in enumerate(self.book):
            shown = row.number if row.number is not None else before if row.continues and position else following
            counted.append((row.name, shown))
            before, following = shown, shown + row.rests
        assert [(place.id, place.number) for place in self.score.places] == counted

    @invariant()
    def a_measure_stays_where_it_is(self) -> None:
        """Let an id be of one measure, which begins where it began unless its barline was dragged."""
        ids = [place.id for place in self.score.places]
        assert len(set(ids)) == len(ids)
        for place in self.score.places:
            assert place.measure.box.x0 == self.starts[place.id]

    @invariant()
    def measures_lie_side_by_side_in_their_line(self) -> None:
        """Measures of a line do not overlap, and lie on its staff; lines go down the page."""
        for system in _systems(self.score):
            assert system.measures
            boxes = [one.box for one in system.measures]
            assert all(box.x0 < box.x1 for box in boxes)
            assert all(left.x1 <= right.x0 for left, right in pairwise(boxes))
            assert system.box.x0 <= boxes[0].x0
            assert boxes[-1].x1 <= system.box.x1
        tops = [system.box.y0 for system in _systems(self.score)]
        assert tops == sorted(tops)

    def _place(self, at: int) -> Place:
        return self.score.places[at % len(self.score.places)]

    def _run(self, at: int, more: int) -> tuple[Place, Place]:
        first = self._place(at)
        line = [
            place for place in self.score.places if place.system is first.system and place.position >= first.position
        ]
        return first, line[min(more, len(line) - 1)]

    def _name(self) -> str:
        self.made += 1
        return f"new{self.made}"


def _systems(score: Measures) -> Iterator[System]:
    for page in score.pages:
        yield from page.systems


TestCorrections = Corrections.TestCase
TestCorrections.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
