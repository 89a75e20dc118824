"""Numbers: counted on, and put right by what is printed."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.found import Measure, System
from practika_desktop.score.measures.numbering import Hints, numbered

WIDE, NARROW = 12.0, 4.0
SPACE = 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """A system in letters: `n` a measure, `p` a narrow one, `h` one that begins at a repeat, a digit a rest of so many.

    `[` before it: it stands back; `]` after it: its last barline may end a piece.
    """

    text: str
    printed: int | None = None

    def system(self) -> System:
        """Return the system, before it is numbered."""
        left = 100.0 if self.text.startswith("[") else 50.0
        letters = self.text.strip("[]")
        box = Box(left, 0, 500, 20)
        measures = tuple(
            Measure(box, self.printed if index == 0 else None, int(letter) if letter.isdigit() else 1)
            for index, letter in enumerate(letters)
        )
        return System(box, 1, SPACE, measures, 1.0)

    def hints(self) -> Hints:
        """Return what a recogniser would know of it."""
        letters = self.text.strip("[]")
        closes = self.text.endswith("]")
        return Hints(
            halves=tuple(letter == "h" for letter in letters),
            widths=tuple(NARROW if letter in "ph" else WIDE for letter in letters),
            closes=closes,
            is_final=closes,
        )


def numbers_of(lines: list[Line]) -> list[list[int | None]]:
    systems = numbered([line.system() for line in lines], [line.hints() for line in lines])
    return [[measure.number for measure in system.measures] for system in systems]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        pytest.param([Line("nnn"), Line("nn")], [[1, 2, 3], [4, 5]], id="nothing printed"),
        pytest.param([Line("nnn"), Line("nn", 4)], [[1, 2, 3], [4, 5]], id="as counted"),
        pytest.param([Line("pnn"), Line("nn", 3)], [[0, 1, 2], [3, 4]], id="a pick-up"),
        pytest.param([Line("pnn"), Line("nn")], [[0, 1, 2], [3, 4]], id="a pick-up that is only seen"),
        pytest.param([Line("nnn"), Line("nn", 9)], [[6, 7, 8], [9, 10]], id="an extract"),
        pytest.param([Line("nnhn"), Line("nn", 4)], [[1, 2, 2, 3], [4, 5]], id="a measure in two parts"),
        pytest.param([Line("pnnhn"), Line("nn", 4)], [[0, 1, 2, 2, 3], [4, 5]], id="a pick-up and two parts"),
        pytest.param([Line("n3n"), Line("nn", 6)], [[1, 2, 5], [6, 7]], id="a long rest"),
        pytest.param([Line("n3n"), Line("nn", 4)], [[1, 2, 3], [4, 5]], id="a digit that was no rest's"),
        pytest.param(
            [Line("nn"), Line("nn", 3), Line("nn"), Line("nn", 6)],
            [[1, 2], [3, 4], [4, 5], [6, 7]],
            id="a line that begins inside a measure",
        ),
        pytest.param(
            [Line("[nn"), Line("nn]", 3), Line("[pnn"), Line("nn]", 3)],
            [[1, 2], [3, 4], [0, 1, 2], [3, 4]],
            id="a second piece",
        ),
        pytest.param(
            [Line("[nn"), Line("nn]", 3), Line("[nn", 5), Line("nn]", 7)],
            [[1, 2], [3, 4], [5, 6], [7, 8]],
            id="a second movement that is counted on",
        ),
        pytest.param([Line("[nn]"), Line("nn]"), Line("nn]")], [[1, 2], [3, 4], [5, 6]], id="one piece, not numbered"),
        pytest.param([Line("[nn]"), Line("[nn"), Line("nn]")], [[1, 2], [1, 2], [3, 4]], id="two pieces, not numbered"),
    ],
)
def test_numbers(lines: list[Line], numbers: list[list[int]]) -> None:
    assert numbers_of(lines) == numbers


def test_what_does_not_agree_with_print_is_unsure() -> None:
    lines = [Line("nnn"), Line("nn", 4), Line("nn", 40), Line("nn", 42)]
    systems = numbered([line.system() for line in lines], [line.hints() for line in lines])
    assert [system.confidence for system in systems] == [1.0, 0.5, 1.0, 1.0]


def test_a_last_number_that_does_not_agree_makes_all_after_it_unsure() -> None:
    lines = [Line("nnn"), Line("nn", 4), Line("nn", 40), Line("nn")]
    systems = numbered([line.system() for line in lines], [line.hints() for line in lines])
    assert [system.confidence for system in systems] == [1.0, 0.5, 0.5, 0.5]


@given(st.lists(st.text("nph234", min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_printed_numbers_hold_and_numbers_never_leave_gaps(texts: list[str], data: st.DataObject) -> None:
    lines = [Line(text, data.draw(st.none() | st.integers(1, 60))) for text in texts]
    systems = numbered([line.system() for line in lines], [line.hints() for line in lines])
    for line, system in zip(lines, systems, strict=True):
        if line.printed is not None:
            assert system.measures[0].number == line.printed
        for before, after in zip(system.measures, system.measures[1:], strict=False):
            assert before.number is not None
            assert after.number in {before.number, before.number + before.rest_count}


@given(st.lists(st.text("nph234", min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_numbers_never_fall_within_a_piece(texts: list[str], data: st.DataObject) -> None:
    first = data.draw(st.none() | st.integers(1, 60))
    lines = [Line(text, first if index == 0 else None) for index, text in enumerate(texts)]
    numbers = [number for line in numbers_of(lines) for number in line if number is not None]
    assert len(numbers) == sum(map(len, texts))
    assert numbers == sorted(numbers)
    assert numbers[0] in ((first,) if first is not None else (0, 1))


@given(st.lists(st.text("n234", min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_numbers_printed_as_counted_change_nothing(texts: list[str], data: st.DataObject) -> None:
    counted = numbers_of([Line(text) for text in texts])
    printed = [data.draw(st.sampled_from((None, numbers[0]))) for numbers in counted]
    lines = [Line(text, number) for text, number in zip(texts, printed, strict=True)]
    assert numbers_of(lines) == counted
    systems = numbered([line.system() for line in lines], [line.hints() for line in lines])
    assert {system.confidence for system in systems} == {1.0}


def test_without_hints_the_boxes_are_enough() -> None:
    systems = numbered([Line("nnn").system(), Line("nn", 4).system()])
    assert [measure.number for system in systems for measure in system.measures] == [1, 2, 3, 4, 5]


def test_a_system_without_measures_is_left_as_it_is() -> None:
    empty = System(Box(0, 0, 9, 9), 1, SPACE, (), 0.5)
    assert numbered([empty, Line("n").system()])[0] == empty
