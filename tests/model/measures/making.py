"""Makes small measure maps for tests."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, Measure, PageMap, System

WIDTH, HEIGHT = 600.0, 800.0
_LEFT, _RIGHT, _SPACE = 50.0, 550.0, 5.0


def measure(name: str, **more: Any) -> Measure:  # noqa: ANN401 - each field has its own type
    """Return a measure with this id, which `measures` puts in its place."""
    return Measure(id=name, box=Box(0, 0, 0, 0), **more)


def measures(*lines: Sequence[Measure], lines_on_page: int = 4, confidence: float = 1.0) -> Measures:
    """Return a map of these lines of music, their measures of one width, four lines on a page."""
    pages = []
    for first in range(0, len(lines), lines_on_page):
        systems = [
            _system(list(line), 100.0 + 150.0 * at, confidence)
            for at, line in enumerate(lines[first : first + lines_on_page])
        ]
        pages.append(PageMap(WIDTH, HEIGHT, tuple(systems)))
    return Measures(tuple(pages))


def _system(line: list[Measure], top: float, confidence: float) -> System:
    width = (_RIGHT - _LEFT) / len(line)
    bottom = top + 4 * _SPACE
    placed = tuple(
        replace(one, box=Box(_LEFT + at * width, top, _LEFT + (at + 1) * width, bottom)) for at, one in enumerate(line)
    )
    return System(Box(_LEFT, top, _RIGHT, bottom), 1, _SPACE, placed, confidence)
