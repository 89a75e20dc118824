"""What is found in scores whose pages were worn: python -m tests.benchmarks.degraded_scores [--keep] [--learnt].

Takes about five minutes. The scores, and where their measures are, are the engraved ones of `--truth`.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.measures.finding import find
from practika_desktop.score.measures.found import FoundMap, Measure
from tests.benchmarks.figures import Row, Section, finish
from tests.support.worn import Moved, Wear, make_worn

_TRUTH = Path(__file__).parents[3] / "shared" / "truth" / "measures"
_PAGES = 2
_F1, _SHARE, _CPU_S = 0.97, 0.75, 0.6

Chance = np.random.Generator


def _turn(chance: Chance) -> float:
    return float(chance.uniform(-2.5, 2.5))


def _dpi(chance: Chance) -> int:
    return int(chance.integers(150, 301))


_KINDS: dict[str, Callable[[Chance], Wear]] = {
    "askew, blurred, JPEG 30 to 60": lambda c: Wear(
        _dpi(c), _turn(c), blur=c.uniform(0.2, 0.5), noise=4, quality=int(c.integers(30, 61))
    ),
    "bowed and shaded": lambda c: Wear(
        _dpi(c), _turn(c) / 2, bow=c.uniform(-8, 8), shadow=c.uniform(0.3, 0.6), noise=6, quality=60
    ),
    "photographed from aside": lambda c: Wear(
        _dpi(c), _turn(c), 3.0, c.uniform(0.01, 0.04), blur=0.3, shadow=0.4, noise=10, quality=50
    ),
    "faint ink": lambda c: Wear(_dpi(c), _turn(c), blur=0.3, ink=c.uniform(0.25, 0.5), noise=6, quality=60),
    "two levels, 150 to 200 dpi": lambda c: Wear(
        int(c.integers(150, 201)), _turn(c), blur=0.2, noise=12, threshold=int(c.integers(110, 200))
    ),
    "two levels, 200 to 300 dpi": lambda c: Wear(
        int(c.integers(200, 301)), _turn(c), blur=0.25, noise=16, threshold=int(c.integers(90, 200))
    ),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A measure of the truth on its worn page, in points; it may end at any of `rights`."""

    left: float
    rights: tuple[float, ...]
    top: float
    bottom: float
    number: int | None
    slack: float

    def is_met_by(self, measure: Measure) -> bool:
        """Tell whether both ends are within a staff space, and half of the height is the same."""
        x0, y0, x1, y1 = measure.box
        shared = min(y1, self.bottom) - max(y0, self.top)
        return (
            shared >= 0.5 * (max(y1, self.bottom) - min(y0, self.top))
            and abs(x0 - self.left) <= self.slack
            and any(abs(x1 - right) <= self.slack for right in self.rights)
        )


@dataclass(frozen=True, slots=True)
class Count:
    """What was found of one worn score, and the CPU seconds that it took."""

    hits: int
    found: int
    expected: int
    numbers: int
    pages: int
    cpu_s: float

    @property
    def has_all_boxes(self) -> bool:
        """Whether all its measures were found, and nothing else."""
        return self.hits == self.found == self.expected

    @property
    def is_right(self) -> bool:
        """Whether their numbers are right too."""
        return self.has_all_boxes and self.numbers == self.hits


def measure(truth: Path, *, learnt: bool) -> Section:
    """Wear the scores that were held back, or those that were learnt from, in each way, and count what is found."""
    cv2.setNumThreads(1)
    return Section(
        name="degraded_scores",
        title="Degraded scores",
        words=(
            f"Engraved scores, their first {_PAGES} pages at most, made into pictures as bad scanners, cameras and"
            " copiers would, each kind with other pieces' chances: turned by up to 2.5 degrees, 150 to 300 dots an"
            " inch, and as the line says. A measure is found when both ends are within one staff space of where the"
            " engraver's went. "
            + ("These are the scores that were learnt from." if learnt else "Nothing was learnt from these scores.")
            + f" Aimed at: an F1 of {_F1}, {_SHARE:.0%} right in all boxes, {_CPU_S} s a page. Times are CPU time of"
            " one process, the drawing of the page's picture included."
        ),
        header=("kind", "scores", "pages", "F1", "all boxes right", "numbers too", "CPU s a page"),
        rows=tuple(_row(kind, list(_counts(truth, kind, learnt=learnt))) for kind in _KINDS),
    )


def _row(kind: str, counts: Sequence[Count]) -> Row:
    hits, found, expected = (sum(getattr(count, name) for count in counts) for name in ("hits", "found", "expected"))
    pages = sum(count.pages for count in counts)
    f1 = 2 * hits / max(1, found + expected)
    boxes = sum(count.has_all_boxes for count in counts)
    cpu_s = sum(count.cpu_s for count in counts) / max(1, pages)
    right = sum(count.is_right for count in counts)
    cells = (kind, str(len(counts)), str(pages), f"{f1:.3f}", str(boxes), str(right), f"{cpu_s:.2f}")
    return Row(cells, f1 >= _F1 and boxes >= _SHARE * len(counts) and cpu_s <= _CPU_S)


def _counts(truth: Path, kind: str, *, learnt: bool) -> Iterator[Count]:
    """Wear every other engraved score of the folder, and count what is found."""
    scores = sorted(path for path in truth.glob("*.pdf") if "__" not in path.stem)
    with tempfile.TemporaryDirectory(prefix="practika-worn-") as name:
        for index, pdf in enumerate(scores):
            if (index % 2 == 0) == learnt:
                pages = json.loads(pdf.with_suffix(".json").read_text())["pages"][:_PAGES]
                wear = _KINDS[kind](np.random.default_rng((index, list(_KINDS).index(kind))))
                worn = Path(name) / pdf.name
                moves = make_worn(pdf, worn, wear, range(1, len(pages) + 1), seed=index)
                yield _count(worn, [_expected(page, move) for page, move in zip(pages, moves, strict=True)])


def _expected(page: dict[str, Any], move: Moved) -> list[Expected]:
    return [
        _moved(part, system.get("staff_space", 5.0), move) for system in page["systems"] for part in system["measures"]
    ]


def _moved(part: dict[str, Any], space: float, move: Moved) -> Expected:
    x0, y0, x1, y1 = part["box"]
    ends = [x1, *([part["x1_alt"]] if "x1_alt" in part else [])]
    corners = [move(np.array([x0, end, end, x0]), np.array([y0, y0, y1, y1])) for end in ends]
    (x, y), rights = corners[0], tuple(float(xs.max()) for xs, _ in corners)
    return Expected(float(x.min()), rights, float(y.min()), float(y.max()), part["number"], space)


def _count(worn: Path, expected: Sequence[Sequence[Expected]]) -> Count:
    begun = time.process_time()
    try:
        found = find(worn)
    except ScoreError:
        found = FoundMap(())
    cpu_s = time.process_time() - begun
    hits = numbers = in_found = 0
    for index, wanted in enumerate(expected):
        systems = found.pages[index].systems if found.pages else ()
        free = [measure for system in systems for measure in system.measures]
        in_found += len(free)
        for one in wanted:
            match = next((measure for measure in free if one.is_met_by(measure)), None)
            if match is not None:
                free.remove(match)
                hits += 1
                numbers += one.number is None or match.number == one.number
    return Count(hits, in_found, sum(map(len, expected)), numbers, len(expected), cpu_s)


def main() -> None:
    """Be the bench's command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth", type=Path, default=_TRUTH, help="the folder of scores and their measures")
    parser.add_argument("--learnt", action="store_true", help="the scores that the recogniser was made with")
    parser.add_argument("--keep", action="store_true", help="write the table into docs/figures.md")
    given = parser.parse_args()
    if not given.truth.is_dir():
        parser.error(f"there are no scores in {given.truth}")
    finish(measure(given.truth, learnt=given.learnt), keep=given.keep)


if __name__ == "__main__":
    main()
