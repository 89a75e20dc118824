"""Engraved pages: what is drawn as a measure is found as one, and nothing else."""

from pathlib import Path

import pymupdf
import pytest

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.measures.finding import find
from practika_desktop.score.measures.found import System
from practika_desktop.system import resources_folder
from tests.support.engraving import SPACE, Line, engrave

pytestmark = pytest.mark.desktop


def systems_of(path: Path) -> list[System]:
    return [system for page in find(path).pages for system in page.systems]


def numbers_of(systems: list[System]) -> list[list[int | None]]:
    return [[measure.number for measure in system.measures] for system in systems]


@pytest.mark.parametrize(
    ("music", "numbers"),
    [
        pytest.param("k n | n | n |]", [1, 2, 3], id="single barlines"),
        pytest.param("k n | n || n | n :|", [1, 2, 3, 4], id="double and repeat barlines count once"),
        pytest.param("k |: n | n :|", [1, 2], id="a repeat after the clef starts no measure"),
        pytest.param("k n :| k |: n |]", [1, 2], id="a key change between repeats is no measure"),
        pytest.param("k n | n || k", [1, 2], id="signs after the last barline are no measure"),
        pytest.param("k n | n | n", [1, 2, 3], id="a line that ends inside a measure"),
        pytest.param("k n | n ; n | n |]", [1, 2, 3], id="dashed barlines do not part"),
        pytest.param("k n | r | e | n |]", [1, 2, 3, 4], id="rests and empty measures"),
        pytest.param("k n | 12 | n | 3 | n |]", [1, 2, 14, 15, 18], id="long rests"),
        pytest.param("k p | n | n | n |]", [0, 1, 2, 3], id="a pick-up"),
        pytest.param("k p |: n | n | n :|", [0, 1, 2, 3], id="a pick-up before a repeat"),
    ],
)
@pytest.mark.parametrize("staves", [1, 3])
def test_measures_of_a_line(music: str, numbers: list[int], staves: int, tmp_path: Path) -> None:
    (line,) = engrave(tmp_path / "a.pdf", [Line(music, staves)])
    (system,) = systems_of(tmp_path / "a.pdf")
    assert [m.number for m in system.measures] == numbers
    assert system.staves == staves
    assert system.staff_space == pytest.approx(SPACE, abs=0.01)
    for measure, (left, right) in zip(system.measures, line.spans, strict=True):
        assert measure.box == pytest.approx((left, line.top, right, line.bottom), abs=SPACE / 2)


def test_stems_as_long_as_the_staff_are_no_barlines(tmp_path: Path) -> None:
    engrave(tmp_path / "a.pdf", [Line("k n | n | n |"), Line("k n | n | n |]")], whole_stems=True)
    assert numbers_of(systems_of(tmp_path / "a.pdf")) == [[1, 2, 3], [4, 5, 6]]


def test_printed_numbers_are_read(tmp_path: Path) -> None:
    lines = [Line("k n | n |", indent=20), Line("k n | n |", number=12), Line("k n | n |]", number=14)]
    engrave(tmp_path / "a.pdf", lines)
    assert numbers_of(systems_of(tmp_path / "a.pdf")) == [[10, 11], [12, 13], [14, 15]]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_are_mapped_as_displayed(rotation: int, tmp_path: Path) -> None:
    lines = [Line("k n | n | n |", 2), Line("k n | n |]", 2, number=4)]
    engrave(tmp_path / "upright.pdf", lines)
    _turn(tmp_path / "upright.pdf", rotation, tmp_path / "turned.pdf")
    (upright,), (turned,) = find(tmp_path / "upright.pdf").pages, find(tmp_path / "turned.pdf").pages
    assert (turned.width, turned.height) == (upright.width, upright.height)
    for one, other in zip(upright.systems, turned.systems, strict=True):
        assert [m.number for m in one.measures] == [m.number for m in other.measures]
        for measure, same in zip(one.measures, other.measures, strict=True):
            assert same.box == pytest.approx(measure.box, abs=0.5)


def _turn(source: Path, rotation: int, path: Path) -> None:
    """Write the page laid on its side, with a rotation that shows it upright again."""
    document = pymupdf.open()
    with pymupdf.open(source) as upright:
        sideways = rotation % 180 == 90
        page = document.new_page(width=842 if sideways else 595, height=595 if sideways else 842)
        page.show_pdf_page(page.rect, upright, 0, rotate=rotation)
        page.set_rotation(rotation)
    document.save(path)
    document.close()


def test_the_sample_studios_score() -> None:
    found = find(resources_folder() / "sample" / "minuet.pdf")
    assert [len(page.systems) for page in found.pages] == [4, 4]
    numbers = [m.number for page in found.pages for system in page.systems for m in system.measures]
    assert numbers == list(range(1, 33))
    assert {system.staves for page in found.pages for system in page.systems} == {2}


def test_tables_and_words_are_no_score(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for row in range(6):
        page.draw_line((50, 100 + 12 * row), (400, 100 + 12 * row))
    for column in range(5):
        page.draw_line((50 + 87.5 * column, 100), (50 + 87.5 * column, 160))
    page.insert_text((60, 300), "Practise slowly.")
    document.save(tmp_path / "table.pdf")
    document.close()
    with pytest.raises(ScoreError, match="No staves"):
        find(tmp_path / "table.pdf")
