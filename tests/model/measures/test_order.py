"""In which order measures are played, as they are marked."""

import pytest

from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.pages import Measure
from practika_desktop.model.measures.signs import Jump, Sign
from tests.model.measures.making import measure, measures

_MARKS: dict[str, dict[str, object]] = {
    "|:": {"starts_repeat": True},
    ":|": {"plays": 2},
    ":|3": {"plays": 3},
    "1.": {"endings": (1,)},
    "2.": {"endings": (2,)},
    "3.": {"endings": (3,)},
    "1.2.": {"endings": (1, 2)},
    "segno": {"sign": Sign.SEGNO},
    "coda": {"sign": Sign.CODA},
    "fine": {"jump": Jump.FINE},
    "to-coda": {"jump": Jump.TO_CODA},
    "dc": {"jump": Jump.DC},
    "dc-fine": {"jump": Jump.DC_AL_FINE},
    "dc-coda": {"jump": Jump.DC_AL_CODA},
    "ds": {"jump": Jump.DS},
    "ds-fine": {"jump": Jump.DS_AL_FINE},
    "ds-coda": {"jump": Jump.DS_AL_CODA},
    "1st": {"number": 1},
}


def _score(text: str) -> list[Measure]:
    """Read measures such as "a |:b: c:|": a letter, with its marks after a slash each."""
    line = []
    for word in text.split():
        name, *marks = word.split("/")
        more = {key: value for mark in marks for key, value in _MARKS[mark].items()}
        line.append(measure(name, **more))
    return line


@pytest.mark.parametrize(
    ("score", "played"),
    [
        ("a b c", "abc"),
        ("a b/:| c", "ababc"),
        ("a b/|: c/:| d", "abcbcd"),
        ("a b/|: c/:|3 d", "abcbcbcd"),
        ("a/|: b/:| c/|: d/:|", "ababcdcd"),
        ("a b/:| c d/:| e", "ababcdcde"),
        ("a b/1./:| c/2. d", "abacd"),
        ("a b/1. c/1./:| d/2. e", "abcade"),
        ("a/|: b/1.2./:| c/3. d", "ababacd"),
        ("a b/1./:| c/2./:| d/3. e", "abacade"),
        ("a b/1./:| c/2. d/|: e/:|", "abacdede"),
        ("a b/1./:| c/2./:| d", "abacd"),
        ("a b/fine c d/dc-fine", "abcdab"),
        ("a/:| b/fine c/dc-fine", "aabcab"),
        ("a b/1./:| c/2./fine d e/dc-fine", "abacdeac"),
        ("a b/segno c/fine d/ds-fine", "abcdbc"),
        ("a b/to-coda c d/dc-coda e/coda f", "abcdabef"),
        ("a b/segno c/to-coda d/ds-coda e/coda f/:|", "abcdbcefef"),
        ("a b/dc c", "ababc"),
        ("a b/ds c", "abc"),
        ("a b/dc-coda c", "ababc"),
        ("a b/1st c/fine d/dc-fine", "abcdbc"),
        ("a b/fine c/dc-fine d/1st e/fine f/dc-fine", "abcabdefde"),
    ],
)
def test_marks_give_the_order(score: str, played: str) -> None:
    order = PlayingOrder.of(measures(_score(score)))
    assert "".join(step.place.id for step in order.steps) == played


def test_a_step_is_found_by_its_measure_and_turn() -> None:
    order = PlayingOrder.of(measures(_score("a b/:| c")))
    assert [order.find("b", turn) for turn in (1, 2, 3)] == [1, 3, None]
    assert [step.turn for step in order.steps] == [1, 1, 2, 2, 1]


def test_a_score_without_measures_has_no_order() -> None:
    assert PlayingOrder.of(measures()).steps == ()
