"""Which measures are chosen, where keys lead, and what is under the pointer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.correcting import delete
from practika_desktop.model.measures.lines import Barline
from practika_desktop.ui.score import choosing
from practika_desktop.ui.score.choosing import Chosen
from practika_desktop.ui.score.hits import Hit, hit
from tests.model.measures.making import measure, measures

pytestmark = pytest.mark.desktop

SCORE = measures(
    [measure(name) for name in "abcd"],
    [measure(name) for name in "ef"],
    [measure(name) for name in "ghij"],
    lines_on_page=2,
)
DOUBTED = measures([measure("a"), measure("b")], [measure("c")], confidence=0.2)

_chosen = st.sampled_from("abcdefghij").map(Chosen.one)
_ways = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.sampled_from((-1, 1)), st.booleans()),
        st.tuples(st.just("line"), st.sampled_from((-1, 1)), st.just(False)),
        st.tuples(st.just("end"), st.sampled_from((-1, 1)), st.just(False)),
    )
)


@given(_chosen, _ways)
def test_what_is_chosen_is_always_a_run_of_one_line(chosen: Chosen, ways: list[tuple[str, int, bool]]) -> None:
    for way, step, extends in ways:
        match way:
            case "step":
                chosen = choosing.stepped(SCORE, chosen, step, extends=extends)
            case "line":
                chosen = choosing.to_line(SCORE, chosen, step)
            case _:
                chosen = choosing.to_end(SCORE, chosen, step)
        places = chosen.places(SCORE)
        assert places
        assert len({id(place.system) for place in places}) == 1
        assert chosen.head in {places[0].id, places[-1].id}


@pytest.mark.parametrize(
    ("start", "step", "there"),
    [("a", 1, "e"), ("d", 1, "f"), ("f", 1, "i"), ("g", -1, "e"), ("a", -1, "a"), ("j", 1, "j")],
)
def test_up_and_down_lead_to_the_measure_that_is_nearest(start: str, step: int, there: str) -> None:
    assert choosing.to_line(SCORE, Chosen.one(start), step).head == there


def test_a_run_is_of_one_line() -> None:
    assert choosing.extended(SCORE, Chosen.one("d"), "b") == Chosen("d", "b")
    assert [place.id for place in Chosen("d", "b").places(SCORE)] == ["b", "c", "d"]
    assert choosing.extended(SCORE, Chosen.one("d"), "e") == Chosen.one("e")


def test_lines_in_doubt_come_one_after_the_other_and_again() -> None:
    first = choosing.next_unsure(DOUBTED, "a")
    assert first is not None
    second = choosing.next_unsure(DOUBTED, first.id)
    assert second is not None
    assert (first.id, second.id, choosing.unsure_lines(DOUBTED)) == ("c", "a", 2)
    assert choosing.next_unsure(SCORE, "a") is None


def test_what_is_gone_is_replaced_by_what_stands_there() -> None:
    gone = SCORE.find("j")
    assert gone is not None
    left = choosing.instead_of(delete(SCORE, "j", "j"), gone)
    assert left is not None
    assert left.id == "i"
    assert choosing.instead_of(measures(), gone) is None
    assert Chosen("i", "j").places(delete(SCORE, "j", "j")) == ()


def test_the_first_measure_from_a_page_on() -> None:
    assert [place.id if (place := choosing.first_from(SCORE, page)) else None for page in (1, 2, 3)] == ["a", "g", "j"]
    assert choosing.first_from(measures(), 1) is None


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (100, 110, ("a", None, True)),
        (176, 110, ("b", Barline(175, "a", "b"), True)),
        (52, 110, ("a", Barline(50, begins="a"), True)),
        (548, 119, ("d", Barline(550, ends="d"), True)),
        (100, 95, ("a", None, False)),
        (100, 190, (None, None, False)),
        (20, 110, (None, None, False)),
    ],
)
def test_a_barline_is_taken_before_the_measures_beside_it(
    x: float, y: float, found: tuple[str | None, Barline | None, bool]
) -> None:
    there = hit(SCORE, 1, x, y, reach=3)
    assert (there.place.id if there.place else None, there.barline, there.is_inside) == found


def test_beside_all_pages_is_nothing() -> None:
    assert hit(SCORE, 9, 100, 110, reach=3) == Hit()
