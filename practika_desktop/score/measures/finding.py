"""Finding a score's measure map: from its drawing where the page is engraved, else from its picture.

To be called in a process of its own, as it reads what strangers wrote.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from practika_desktop.score.measures.engraved.finder import Found, Sketch, find_systems, sketch_page
from practika_desktop.score.measures.engraved.ink import ink_of
from practika_desktop.score.measures.map import MeasureMap, PageMap, System
from practika_desktop.score.measures.numbering import Hints, numbered
from practika_desktop.score.pdf import ScoreFile

Report = Callable[[int, int], None]


def find(pdf: Path, progress: Report = lambda _done, _total: None) -> MeasureMap:
    """Return the measure map of the PDF; raise ScoreError. `progress(pages done, pages)` may raise to stop."""
    score = ScoreFile(pdf)
    try:
        pages = len(score.page_sizes)
        sketches: list[list[Sketch]] = []
        for page in range(1, pages + 1):
            progress(page - 1, pages)
            sketches.append(sketch_page(page - 1, ink_of(score.operators(page))))
        found = find_systems([sketch for page_sketches in sketches for sketch in page_sketches])
        return _map(score, found)
    finally:
        score.close()


def _map(score: ScoreFile, found: list[Found]) -> MeasureMap:
    systems = numbered([one.system for one in found], [one.hints for one in found])
    return MeasureMap(
        tuple(
            PageMap(width, height, tuple(s for s, one in zip(systems, found, strict=True) if one.page == page))
            for page, (width, height) in enumerate(score.page_sizes)
        )
    )
