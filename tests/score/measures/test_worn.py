"""Degraded copies of engraved scores: the same measures and numbers are found as in the score itself."""

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from practika_desktop.model.errors import ScoreError
from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.finding import find
from tests.support.engraving import SPACE, Engraved, Line, engrave
from tests.support.worn import Moved, Wear, make_worn

pytestmark = pytest.mark.desktop

WEARS = {
    "askew, blurred, a bad JPEG": Wear(turn=2.1, blur=0.35, noise=4, quality=35),
    "askew the other way, coarse": Wear(dpi=150, turn=-1.8, blur=0.25, noise=4, quality=60),
    "bowed and shaded": Wear(turn=0.5, bow=6, shadow=0.5, noise=6, quality=60),
    "photographed": Wear(turn=-1, bow=2, narrowing=0.03, blur=0.3, shadow=0.4, noise=8, quality=50),
    "faint": Wear(turn=1, blur=0.25, ink=0.35, noise=5, quality=60),
    "two levels": Wear(dpi=250, turn=-0.7, blur=0.2, noise=12, threshold=170),
}
SCORES = {
    "a melody": [
        Line("k n | n | n | n | n |", indent=20),
        Line("k n | n || n | n | n |", number=6),
        Line("k n | n | n | n | n |]", number=11),
    ],
    "a trio from a pick-up on": [
        Line("k p | n | n | n | n |", 3),
        Line("k n | n | n | n | n :|", 3, number=5),
    ],
}


def moved(line: Engraved, move: Moved) -> list[Box]:
    boxes = []
    for left, right in line.spans:
        x, y = move(np.array([left, right, right, left]), np.array([line.top, line.top, line.bottom, line.bottom]))
        boxes.append(Box(float(x.min()), float(y.min()), float(x.max()), float(y.max())))
    return boxes


@pytest.mark.parametrize(("wear", "score"), list(zip(WEARS, 3 * list(SCORES), strict=True)))
def test_a_worn_copy_has_the_scores_map(wear: str, score: str, tmp_path: Path) -> None:
    lines = engrave(tmp_path / "clean.pdf", SCORES[score])
    (move,) = make_worn(tmp_path / "clean.pdf", tmp_path / "worn.pdf", WEARS[wear])
    (clean,), (worn,) = find(tmp_path / "clean.pdf").pages, find(tmp_path / "worn.pdf").pages
    assert [system.staves for system in worn.systems] == [system.staves for system in clean.systems]
    for system, original, line in zip(worn.systems, clean.systems, lines, strict=True):
        assert [m.number for m in system.measures] == [m.number for m in original.measures]
        for measure, box in zip(system.measures, moved(line, move), strict=True):
            assert measure.box == pytest.approx(box, abs=SPACE)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_scan_is_mapped_as_displayed(rotation: int, tmp_path: Path) -> None:
    engrave(tmp_path / "clean.pdf", SCORES["a melody"])
    make_worn(tmp_path / "clean.pdf", tmp_path / "upright.pdf", WEARS["faint"])
    with pymupdf.open(tmp_path / "upright.pdf") as upright, pymupdf.open() as turned:
        sideways = rotation % 180 == 90
        page = turned.new_page(width=842 if sideways else 595, height=595 if sideways else 842)
        page.show_pdf_page(page.rect, upright, 0, rotate=rotation)
        page.set_rotation(rotation)
        turned.save(tmp_path / "turned.pdf")
    (page_upright,), (page_turned,) = find(tmp_path / "upright.pdf").pages, find(tmp_path / "turned.pdf").pages
    assert len(page_upright.systems) == len(SCORES["a melody"])
    for one, other in zip(page_upright.systems, page_turned.systems, strict=True):
        for measure, same in zip(one.measures, other.measures, strict=True):
            assert same.number == measure.number
            assert same.box == pytest.approx(measure.box, abs=SPACE / 2)


@pytest.mark.parametrize("wear", [Wear(), WEARS["two levels"]], ids=["a picture", "two levels"])
def test_a_scan_of_words_is_no_score(wear: Wear, tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for line in range(40):
            page.insert_text((72, 72 + 17 * line), f"{line}. Practise slowly, and count the empty measures aloud.")
        document.save(tmp_path / "words.pdf")
    make_worn(tmp_path / "words.pdf", tmp_path / "worn.pdf", wear)
    with pytest.raises(ScoreError, match="No staves"):
        find(tmp_path / "worn.pdf")


def test_where_points_went_is_known_both_ways() -> None:
    move = Moved(595, 842, Wear(turn=2, bow=7, narrowing=0.04))
    x, y = np.array([40.0, 300.0, 560.0]), np.array([30.0, 800.0, 400.0])
    there = move(x, y)
    assert np.abs(there[0] - x).max() > SPACE
    back = move.back(*there)
    assert back[0] == pytest.approx(x)
    assert back[1] == pytest.approx(y)
