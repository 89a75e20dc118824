"""Corrections of a measure map: what each does, and what it refuses."""

from collections.abc import Callable

import pytest

from practika_desktop.model.errors import EditError
from practika_desktop.model.measures import correcting, marks
from practika_desktop.model.measures.lines import Barline, barlines
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, System
from practika_desktop.model.measures.signs import Jump, Sign
from tests.model.measures.making import measure, measures

SCORE = measures(
    [measure("a", number=0), measure("b"), measure("c"), measure("d", plays=2)],
    [measure("e", rest_count=3), measure("f"), measure("g", continues=True), measure("h")],
    [measure("i", number=1), measure("j", endings=(1,), plays=2), measure("k", endings=(2,)), measure("l")],
    confidence=0.3,
)


def _numbers(score: Measures) -> str:
    return " ".join(f"{place.id}{place.number}" for place in score.places)


def _system(score: Measures, measure_id: str) -> System:
    place = score.find(measure_id)
    assert place is not None
    return place.system


def test_the_score_to_begin_with() -> None:
    assert _numbers(SCORE) == "a0 b1 c2 d3 e4 f7 g7 h8 i1 j2 k3 l4"


@pytest.mark.parametrize(
    ("correct", "numbers"),
    [
        (lambda s: correcting.split(s, "d", 500, "x"), "a0 b1 c2 d3 x4 e5 f8 g8 h9 i1 j2 k3 l4"),
        (lambda s: correcting.split(s, "f", 240, "x"), "a0 b1 c2 d3 e4 f7 x8 g8 h9 i1 j2 k3 l4"),
        (lambda s: correcting.merge(s, "b", "d"), "a0 b1 e2 f5 g5 h6 i1 j2 k3 l4"),
        (lambda s: correcting.merge(s, "b", "a"), "a0 c1 d2 e3 f6 g6 h7 i1 j2 k3 l4"),
        (lambda s: correcting.delete(s, "c", "c"), "a0 b1 d2 e3 f6 g6 h7 i1 j2 k3 l4"),
        (lambda s: correcting.delete(s, "a", "a"), "b1 c2 d3 e4 f7 g7 h8 i1 j2 k3 l4"),
        (lambda s: correcting.delete(s, "f", "f"), "a0 b1 c2 d3 e4 g7 h8 i1 j2 k3 l4"),
        (lambda s: correcting.delete(s, "g", "g"), "a0 b1 c2 d3 e4 f7 h8 i1 j2 k3 l4"),
        (lambda s: correcting.delete(s, "i", "j"), "a0 b1 c2 d3 e4 f7 g7 h8 k1 l2"),
        (lambda s: correcting.delete_line(s, "f"), "a0 b1 c2 d3 i1 j2 k3 l4"),
        (lambda s: correcting.delete_line(s, "l"), "a0 b1 c2 d3 e4 f7 g7 h8"),
        (lambda s: marks.set_number(s, "c", 10), "a0 b1 c10 d11 e12 f15 g15 h16 i1 j2 k3 l4"),
        (lambda s: marks.set_number(s, "i", None), "a0 b1 c2 d3 e4 f7 g7 h8 i9 j10 k11 l12"),
        (lambda s: marks.set_number(s, "g", 9), "a0 b1 c2 d3 e4 f7 g9 h10 i1 j2 k3 l4"),
        (lambda s: marks.set_number(marks.set_number(s, "g", 9), "g", None), "a0 b1 c2 d3 e4 f7 g8 h9 i1 j2 k3 l4"),
        (lambda s: marks.set_pick_up(s, "a", is_one=False), "a1 b2 c3 d4 e5 f8 g8 h9 i1 j2 k3 l4"),
        (lambda s: marks.set_pick_up(s, "i", is_one=True), "a0 b1 c2 d3 e4 f7 g7 h8 i0 j1 k2 l3"),
        (lambda s: marks.set_rest(s, "e", 1), "a0 b1 c2 d3 e4 f5 g5 h6 i1 j2 k3 l4"),
        (lambda s: marks.set_rest(s, "b", 12), "a0 b1 c13 d14 e15 f18 g18 h19 i1 j2 k3 l4"),
        (lambda s: marks.set_continues(s, "g", continues=False), "a0 b1 c2 d3 e4 f7 g8 h9 i1 j2 k3 l4"),
        (lambda s: marks.set_continues(s, "d", continues=True), "a0 b1 c2 d2 e3 f6 g6 h7 i1 j2 k3 l4"),
    ],
)
def test_numbers_count_on_from_what_is_corrected(correct: Callable[[Measures], Measures], numbers: str) -> None:
    assert _numbers(correct(SCORE)) == numbers


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda s: correcting.split(s, "b", 176, "x"), "no room for a barline"),
        (lambda s: correcting.split(s, "b", 400, "x"), "no room for a barline"),
        (lambda s: correcting.split(s, "gone", 200, "x"), "not there any more"),
        (lambda s: correcting.merge(s, "b", "b"), "cannot be merged"),
        (lambda s: correcting.merge(s, "b", "e"), "not on one line"),
        (lambda s: correcting.delete(s, "gone", "b"), "not there any more"),
        (lambda s: correcting.move_barline(s, Barline(0), 200), "not there any more"),
        (lambda s: correcting.add_line(s, 1, Box(60, 110, 400, 130), "x"), "a line already"),
        (lambda s: correcting.add_line(s, 1, Box(60, 600, 62, 620), "x"), "too small"),
        (lambda s: correcting.add_line(s, 1, Box(60, 600, 500, 600), "x"), "too small"),
        (lambda s: correcting.add_line(s, 2, Box(60, 600, 500, 620), "x"), "not in the score"),
        (lambda s: marks.set_number(s, "b", -1), "between 0 and 9999"),
        (lambda s: marks.set_rest(s, "b", 0), "between 1 and 999"),
        (lambda s: marks.set_plays(s, "b", 10), "between 1 and 9"),
        (lambda s: marks.set_endings(s, "b", "c", (0,)), "between 1 and 9"),
        (lambda s: marks.set_beats(s, "b", 0), "between 1 and 99"),
        (lambda s: marks.set_continues(s, "a", continues=True), "before the first"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(refused: Callable[[Measures], Measures], words: str) -> None:
    with pytest.raises(EditError, match=words):
        refused(SCORE)


def test_a_barline_goes_with_both_its_measures_and_stops_at_its_neighbours() -> None:
    barline = barlines(_system(SCORE, "a"))[1]
    assert barline == Barline(175, "a", "b")
    for wanted, got in ((200, 200), (0, 55), (1_000, 295)):
        moved = _system(correcting.move_barline(SCORE, barline, wanted), "a").measures
        assert (moved[0].box.x1, moved[1].box.x0) == (got, got)
        assert moved[2:] == _system(SCORE, "a").measures[2:]


def test_the_first_and_the_last_barline_stay_on_the_staff() -> None:
    first, *_, last = barlines(_system(SCORE, "a"))
    assert _system(correcting.move_barline(SCORE, first, 20), "a").measures[0].box.x0 == 50
    assert _system(correcting.move_barline(SCORE, first, 70), "a").measures[0].box.x0 == 70
    assert _system(correcting.move_barline(SCORE, last, 900), "a").measures[-1].box.x1 == 550


def test_beside_a_gap_a_barline_is_of_one_measure() -> None:
    score = correcting.delete(SCORE, "b", "b")
    assert barlines(_system(score, "a"))[1:3] == (Barline(175, ends="a"), Barline(300, begins="c"))
    assert _system(correcting.move_barline(score, Barline(175, ends="a"), 900), "a").measures[0].box.x1 == 300
    assert _system(correcting.move_barline(score, Barline(300, begins="c"), 0), "a").measures[1].box.x0 == 175


def test_what_is_split_and_merged_is_as_it_was() -> None:
    for name in "abcdefghijkl":
        box = next(place.measure.box for place in SCORE.places if place.id == name)
        again = correcting.merge(correcting.split(SCORE, name, (box.x0 + box.x1) / 2, "x"), name, "x")
        assert again == correcting.confirm(SCORE, name)


def test_the_parts_of_a_split_measure_share_what_is_written_at_its_ends() -> None:
    score = marks.set_jump(marks.set_sign(SCORE, "j", Sign.SEGNO), "j", Jump.DS)
    left, right = _system(correcting.split(score, "j", 240, "x"), "j").measures[1:3]
    assert (left.id, left.sign, left.jump, left.plays, left.endings) == ("j", Sign.SEGNO, None, 1, (1,))
    assert (right.id, right.sign, right.jump, right.plays, right.endings) == ("x", None, Jump.DS, 2, (1,))


def test_a_line_is_added_where_it_belongs_and_made_like_the_others() -> None:
    score = correcting.add_line(SCORE, 1, Box(500, 220, 50, 200), "x")
    assert [system.measures[0].id for system in score.pages[0].systems] == ["a", "x", "e", "i"]
    added = _system(score, "x")
    assert (added.box, added.staves, added.staff_space) == (Box(50, 200, 500, 220), 1, 5.0)
    assert [one.box for one in added.measures] == [added.box]
    assert correcting.delete_line(score, "x") == SCORE


def test_a_line_can_be_the_first_of_a_score() -> None:
    empty = correcting.delete_line(correcting.delete_line(correcting.delete_line(SCORE, "a"), "e"), "i")
    score = correcting.add_line(empty, 1, Box(50, 100, 500, 140), "x")
    assert (_numbers(score), _system(score, "x").staff_space) == ("x1", 10.0)


def test_a_correction_makes_its_own_line_sure_and_no_other() -> None:
    assert [system.confidence for system in SCORE.pages[0].systems] == [0.3, 0.3, 0.3]
    for corrected in (
        correcting.confirm(SCORE, "f"),
        correcting.split(SCORE, "h", 500, "x"),
        correcting.delete(SCORE, "e", "h"),
        marks.set_number(SCORE, "f", 9),
    ):
        confidences = {s.measures[0].id: s.confidence for s in corrected.pages[0].systems}
        assert (confidences["a"], confidences.get("e", 1.0), confidences["i"]) == (0.3, 1.0, 0.3)


def test_a_bracket_reaches_from_one_measure_to_another_of_its_line() -> None:
    score = marks.set_endings(SCORE, "c", "b", (2, 1))
    assert [one.endings for one in _system(score, "a").measures] == [(), (1, 2), (1, 2), ()]
    assert marks.set_endings(score, "b", "c", ()) == correcting.confirm(SCORE, "a")
