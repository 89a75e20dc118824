"""Maps as text: what is written is read again, and nothing else is."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, Measure, PageMap, System
from practika_desktop.model.measures.signs import Jump, Sign
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.written import (
    measures_from_json,
    measures_to_json,
    taps_from_json,
    taps_to_json,
)
from tests.model.measures.making import measure, measures

_lengths = st.floats(0, 1e6)
_corners = st.tuples(_lengths, _lengths).map(sorted)
_boxes = st.tuples(_corners, _corners).map(lambda two: Box(two[0][0], two[1][0], two[0][1], two[1][1]))
_measures = st.builds(
    Measure,
    id=st.uuids().map(str),
    box=_boxes,
    number=st.none() | st.integers(0, 9_999),
    beats=st.none() | st.integers(1, 32),
    rest_count=st.integers(1, 99),
    continues=st.booleans(),
    starts_repeat=st.booleans(),
    plays=st.integers(1, 9),
    endings=st.lists(st.integers(1, 9), unique=True, max_size=3).map(tuple),
    sign=st.none() | st.sampled_from(Sign),
    jump=st.none() | st.sampled_from(Jump),
)
_systems = st.builds(
    System,
    box=_boxes,
    staves=st.integers(1, 40),
    staff_space=_lengths,
    measures=st.lists(_measures, min_size=1, max_size=3).map(tuple),
    confidence=st.floats(0, 1),
)
_pages = st.builds(PageMap, width=_lengths, height=_lengths, systems=st.lists(_systems, max_size=2).map(tuple))


@st.composite
def _taps(draw: st.DrawFn) -> Taps:
    segments, at = [], 0
    for names in draw(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=3)):
        segment = []
        for name in names:
            part, rate = draw(st.floats(0, 1)), draw(st.floats(0, 4))
            segment.append(Tap(at, name, draw(st.integers(1, 3)), part, rate))
            at += draw(st.integers(1, 9_000))
        segments.append(tuple(segment))
    return Taps(tuple(segments), draw(st.integers(-500, 500)))


def _ids(pages: list[PageMap]) -> list[str]:
    return [one.id for page in pages for system in page.systems for one in system.measures]


@given(st.lists(_pages, max_size=3).filter(lambda pages: len(_ids(pages)) == len(set(_ids(pages)))))
def test_a_measure_map_that_is_written_is_read_again(pages: list[PageMap]) -> None:
    text = measures_to_json(Measures(tuple(pages)))
    assert measures_from_json(text) == Measures(tuple(pages))
    assert "\n" not in text


@given(_taps())
def test_a_time_map_that_is_written_is_read_again(taps: Taps) -> None:
    assert taps_from_json(taps_to_json(taps)) == taps


def test_what_is_at_its_default_is_left_out() -> None:
    assert measures_to_json(measures([measure("a")])) == (
        '{"version":1,"pages":[{"width":600.0,"height":800.0,"systems":[{"box":[50.0,100.0,550.0,120.0],'
        '"staves":1,"staff_space":5.0,"measures":[{"id":"a","box":[50.0,100.0,550.0,120.0]}]}]}]}'
    )
    assert taps_to_json(Taps(((Tap(5, "a"),),))) == '{"version":1,"segments":[[{"ms":5,"measure_id":"a"}]]}'
    assert taps_to_json(Taps()) == '{"version":1}'


def test_a_length_that_is_no_number_is_not_written() -> None:
    page = PageMap(math.nan, 800.0, ())
    with pytest.raises(ValueError, match="JSON"):
        measures_to_json(Measures((page,)))
    with pytest.raises(ValueError, match="JSON"):
        taps_to_json(Taps(((Tap(5, "a", rate=math.inf),),)))


def test_fields_that_are_not_known_are_passed_over() -> None:
    score = measures([measure("a")])
    data = json.loads(measures_to_json(score))
    data["pages"][0]["systems"][0]["measures"][0]["mood"] = "dolce"
    assert measures_from_json(json.dumps(data)) == score


_WHOLE = measures(
    [measure("a", number=1, beats=4, rest_count=2, plays=2, endings=(1,), sign=Sign.CODA, jump=Jump.FINE)],
    [measure("b", continues=True, starts_repeat=True)],
    confidence=0.5,
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("version", True),
        ("pages", None),
        ("pages.0", []),
        ("pages.0.width", "600"),
        ("pages.0.width", math.nan),
        ("pages.0.height", math.inf),
        ("pages.0.height", -1),
        ("pages.0.height", 10**400),
        ("pages.0.systems", {}),
        ("pages.0.systems.0.measures", []),
        ("pages.0.systems.0.staves", 0),
        ("pages.0.systems.0.staff_space", True),
        ("pages.0.systems.0.confidence", 1.5),
        ("pages.0.systems.0.box", [0, 0, 1]),
        ("pages.0.systems.0.box", [2, 0, 1, 1]),
        ("pages.0.systems.0.measures.0.id", ""),
        ("pages.0.systems.0.measures.0.id", None),
        ("pages.0.systems.0.measures.0.id", "\ud800"),
        ("pages.0.systems.0.measures.0.id", "b"),
        ("pages.0.systems.0.measures.0.box", None),
        ("pages.0.systems.0.measures.0.box", [0, 0, -math.inf, 1]),
        ("pages.0.systems.0.measures.0.number", -1),
        ("pages.0.systems.0.measures.0.number", "12a"),
        ("pages.0.systems.0.measures.0.beats", 0),
        ("pages.0.systems.0.measures.0.rest_count", 0),
        ("pages.0.systems.0.measures.0.plays", 1.5),
        ("pages.0.systems.0.measures.0.endings", 1),
        ("pages.0.systems.0.measures.0.endings", [0]),
        ("pages.0.systems.0.measures.0.endings", [True]),
        ("pages.0.systems.0.measures.0.sign", "smile"),
        ("pages.0.systems.0.measures.0.jump", 3),
        ("pages.0.systems.1.measures.0.continues", 1),
        ("pages.0.systems.1.measures.0.starts_repeat", None),
    ],
)
def test_what_no_measure_map_has_is_refused(path: str, value: object) -> None:
    with pytest.raises(ValueError, match="not"):
        measures_from_json(_changed(measures_to_json(_WHOLE), path, value))


_TAPPED = Taps(((Tap(1000, "a", 2, 0.5, 0.5), Tap(2000, "b")), (Tap(2000, "a"),)), reaction_ms=-20)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", None),
        ("segments", {}),
        ("segments.0", []),
        ("segments.0", 7),
        ("segments.0.0", 1000),
        ("segments.0.0.ms", 2000),
        ("segments.0.0.ms", 1.5),
        ("segments.0.0.ms", -1),
        ("segments.0.1.ms", 2001),
        ("segments.0.0.measure_id", ""),
        ("segments.0.0.turn", 0),
        ("segments.0.0.part", 1.01),
        ("segments.0.0.part", math.nan),
        ("segments.0.0.rate", -0.5),
        ("segments.0.0.rate", math.inf),
        ("reaction_ms", 2.5),
        ("reaction_ms", None),
    ],
)
def test_what_no_time_map_has_is_refused(path: str, value: object) -> None:
    with pytest.raises(ValueError, match="not"):
        taps_from_json(_changed(taps_to_json(_TAPPED), path, value))


@pytest.mark.parametrize("text", ["", "{", "7", "null", "[]", "{}", "[" * 100_000, '{"version":1,"pages":'])
def test_what_is_no_map_at_all_is_refused(text: str) -> None:
    for read in (measures_from_json, taps_from_json):
        with pytest.raises(ValueError, match=r"not|Expecting"):
            read(text)


def test_a_measure_map_needs_its_pages_and_a_time_map_no_segments() -> None:
    with pytest.raises(ValueError, match="pages"):
        measures_from_json('{"version":1}')
    assert taps_from_json('{"version":1}') == Taps()


def test_the_untouched_ones_are_read() -> None:
    assert measures_from_json(measures_to_json(_WHOLE)) == _WHOLE
    assert taps_from_json(taps_to_json(_TAPPED)) == _TAPPED


def _changed(text: str, path: str, value: object) -> str:
    data: Any = json.loads(text)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = data
    for step in way:
        inner = inner[step]
    assert last in inner or isinstance(last, int)
    inner[last] = value
    return json.dumps(data)
