"""A map survives being written as JSON, and nothing else is taken for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.found import FoundMap, Measure, PageMap, System

points = st.integers(0, 100_000).map(lambda hundredths: hundredths / 100)
boxes = st.builds(Box, points, points, points, points)
measures = st.builds(Measure, boxes, st.none() | st.integers(0, 9999), st.integers(1, 400))
systems = st.builds(
    System, boxes, st.integers(1, 30), points, st.lists(measures).map(tuple), st.sampled_from((0.5, 1.0))
)
maps = st.lists(st.builds(PageMap, points, points, st.lists(systems, max_size=3).map(tuple)), max_size=3).map(
    lambda pages: FoundMap(tuple(pages))
)


@given(maps)
def test_what_is_written_is_read_again(measure_map: FoundMap) -> None:
    assert FoundMap.from_json(measure_map.to_json()) == measure_map


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"pages": 3}',
        '{"pages": [{"width": 1, "height": 1}]}',
        '{"pages": [{"width": 1, "height": "1", "systems": []}]}',
        '{"pages": [{"width": 1, "height": NaN, "systems": []}]}',
        "not JSON",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|Expecting"):
        FoundMap.from_json(text)


def test_a_measure_says_only_what_is_to_be_said() -> None:
    page = PageMap(10, 10, (System(Box(0, 0, 9, 9), 1, 2.0, (Measure(Box(0, 0, 9, 9), 4),), 1.0),))
    told = json.loads(FoundMap((page,)).to_json())["pages"][0]["systems"][0]["measures"]
    assert told == [{"number": 4, "box": [0, 0, 9, 9]}]
