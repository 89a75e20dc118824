"""Finding a score's measure map: from its drawing where the page is engraved, else from its picture.

To be called in a process of its own, as it reads what strangers wrote.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.measures.believed import believed
from practika_desktop.score.measures.engraved.finder import Found, Sketch, find_systems, is_believable, sketch_page
from practika_desktop.score.measures.engraved.ink import ink_of
from practika_desktop.score.measures.found import FoundMap, PageMap, System
from practika_desktop.score.measures.numbering import Hints, numbered
from practika_desktop.score.pdf import ScoreFile

Report = Callable[[int, int], None]

_POINTS_PER_PIXEL = 72 / 200  # scans of 150 to 300 dots an inch lose or gain little by this
_MOST_PIXELS = 12_000_000  # a page of A3; larger ones are drawn smaller


def find(pdf: Path, *, progress: Report = lambda _done, _total: None) -> FoundMap:
    """Return the measure map of the PDF; raise ScoreError when it cannot be read or shows no staves.

    `progress(pages done, pages)` may raise to stop.
    """
    score = ScoreFile(pdf)
    try:
        found = _find_systems(score, progress)
        systems = numbered([one.system for one in found], [one.hints for one in found])
    finally:
        score.close()
    if not systems:
        raise ScoreError(
            "No staves were found in this PDF.", "Choose the PDF of a score; one of words or pictures has no measures."
        )
    by_page: list[list[System]] = [[] for _ in score.page_sizes]
    for one, system in zip(found, systems, strict=True):
        by_page[one.page].append(system)
    sizes = zip(score.page_sizes, by_page, strict=True)
    return FoundMap(tuple(PageMap(width, height, tuple(page)) for (width, height), page in sizes))


def _find_systems(score: ScoreFile, progress: Report) -> list[Found]:
    """Return the systems of all pages in reading order; from a page's picture where its drawing shows none."""
    pages = len(score.page_sizes)
    sketches: list[Sketch] = []
    drawn: set[int] = set()
    for page in range(pages):
        progress(page, 2 * pages)
        operators = score.operators(page + 1)
        sketches += sketch_page(page, ink_of(operators))
        if operators.paths or operators.has_picture:
            drawn.add(page)
    found = find_systems(sketches)
    if not is_believable(found):
        found = []
    pictures = sorted(drawn - {one.page for one in found})
    if pictures and find_spec("cv2") is None:
        if not found:
            raise ScoreError(
                "Scans are read with OpenCV, which is not installed.",
                'Install it with: pip install "practika-desktop[scores]"',
            )
        pictures = []
    for page in pictures:
        progress(pages + page, 2 * pages)
        found += [Found(page, system, hints) for system, hints in _find_in_picture(score, page)]
    found.sort(key=lambda one: one.page)
    return _believable(found, set(pictures))


def _believable(found: list[Found], pictures: set[int]) -> list[Found]:
    """Return what was found, the numbers that were read in these pages' pictures only where they fit the others."""
    systems = [one.system for one in found]
    counts = [sum(measure.rest_count for measure in system.measures) for system in systems]
    numbers = believed(counts, [system.measures[0].number if system.measures else None for system in systems])
    return [
        replace(one, system=_headed(one.system, number)) if one.page in pictures else one
        for one, number in zip(found, numbers, strict=True)
    ]


def _headed(system: System, number: int | None) -> System:
    first, *others = system.measures
    return replace(system, measures=(replace(first, number=number), *others))


def _find_in_picture(score: ScoreFile, page: int) -> list[tuple[System, Hints]]:
    import cv2

    from practika_desktop.score.measures.scanned import find_page

    cv2.setNumThreads(1)  # the other cores are the player's
    width, height = score.page_sizes[page]
    points_per_pixel = max(_POINTS_PER_PIXEL, math.sqrt(width * height / _MOST_PIXELS))
    return find_page(score.gray(page + 1, points_per_pixel), points_per_pixel)
