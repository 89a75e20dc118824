"""What a PDF's pages look like, and what is said about files that are none or are spoiled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.area import Box, PageArea
from practika_desktop.score.pdf import MOST_PAGES, ScoreFile
from tests.support.scores import A4, make_locked, make_pages_of, make_score, page_grey

pytestmark = pytest.mark.desktop

WHITE = (255, 255, 255, 255)


def pixel(pixels: bytes, width: int, x: int, y: int) -> tuple[int, ...]:
    at = (y * width + x) * 4
    return tuple(pixels[at : at + 4])


def drawn(path: Path, area: PageArea) -> bytes:
    file = ScoreFile(path)
    pixels = bytearray(area.byte_count)
    file.draw(area, memoryview(pixels))
    file.close()
    return bytes(pixels)


def test_a_page_is_drawn_on_white_at_the_size_asked_for(tmp_path: Path) -> None:
    grey = page_grey(2)
    pixels = drawn(make_score(tmp_path / "a.pdf"), PageArea(2, 200, 300))
    assert pixel(pixels, 200, 50, 50) == (grey, grey, grey, 255)
    assert pixel(pixels, 200, 98, 148) == (grey, grey, grey, 255)
    assert pixel(pixels, 200, 102, 50) == WHITE
    assert pixel(pixels, 200, 199, 299) == WHITE


def test_a_tile_is_the_same_as_that_part_of_the_page(tmp_path: Path) -> None:
    path = make_score(tmp_path / "a.pdf")
    whole = drawn(path, PageArea(1, 400, 500))
    box = Box(150, 200, 100, 120)
    tile = drawn(path, PageArea(1, 400, 500, box))
    rows = [
        whole[((box.y + row) * 400 + box.x) * 4 : ((box.y + row) * 400 + box.x + box.width) * 4]
        for row in range(box.height)
    ]
    assert tile == b"".join(rows)


def test_colours_come_blue_first(tmp_path: Path) -> None:
    import pymupdf

    document = pymupdf.open()
    document.new_page(width=100, height=100).draw_rect((0, 0, 100, 100), color=None, fill=(1, 0.5, 0))
    document.save(tmp_path / "orange.pdf")
    blue, green, red, alpha = pixel(drawn(tmp_path / "orange.pdf", PageArea(1, 10, 10)), 10, 5, 5)
    assert (blue, red, alpha) == (0, 255, 255)
    assert abs(green - 128) <= 1


def test_a_turned_page_is_upright(tmp_path: Path) -> None:
    file = ScoreFile(make_score(tmp_path / "a.pdf", pages=1, size=(300, 500), rotation=90))
    assert file.page_sizes == ((500.0, 300.0),)
    pixels = bytearray(50 * 30 * 4)
    file.draw(PageArea(1, 50, 30), memoryview(pixels))
    file.close()
    grey = page_grey(1)
    assert pixel(bytes(pixels), 50, 40, 5) == (grey, grey, grey, 255)
    assert pixel(bytes(pixels), 50, 5, 5) == WHITE


def test_pages_of_impossible_size_are_taken_for_a4(tmp_path: Path) -> None:
    file = ScoreFile(make_pages_of(tmp_path / "a.pdf", [(200, 300), (5_000_000, 10), (0.5, 0.5)]))
    assert file.page_sizes == ((200.0, 300.0), A4, A4)
    file.close()


def test_an_enormous_page_is_drawn_small(tmp_path: Path) -> None:
    path = make_score(tmp_path / "poster.pdf", pages=1, size=(14_400, 14_400))
    assert len(drawn(path, PageArea(1, 100, 100))) == 40_000


def test_a_page_beyond_the_last_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ScoreError) as caught:
        drawn(make_score(tmp_path / "a.pdf", pages=3), PageArea(4, 10, 10))
    assert caught.value.title == "The score has no page 4."
    assert caught.value.advice == "Its last page is 3."


def cut_short(path: Path) -> Path:
    whole = make_score(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 8])
    return path


def written(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def missing(path: Path) -> Path:
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def too_long(path: Path) -> Path:
    return make_pages_of(path, [(10, 10)] * (MOST_PAGES + 1))


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (missing, "The score's file is not there any more."),
        (folder, "The score's file cannot be read."),
        (written(b""), "This file is empty."),
        (written(b"Dear teacher, here is the score."), "This file is not a PDF."),
        (written(b"\x89PNG\r\n\x1a\n" + bytes(200)), "This file is not a PDF."),
        (written(b"%PDF-1.4\n" + bytes(range(256)) * 20), "This PDF is damaged and cannot be shown."),
        (written(b"\x89PNG\r\n\x1a\n%PDF-1.4" + bytes(200)), "This PDF is damaged and cannot be shown."),
        (cut_short, "This PDF is damaged and cannot be shown."),
        (make_locked, "This PDF is locked with a password."),
        (too_long, "This PDF has 2,001 pages, more than a score can have here."),
    ],
)
def test_what_cannot_be_opened_is_told_in_words(
    tmp_path: Path, make: Callable[[Path], Path], title: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ScoreError) as caught:
        ScoreFile(make(tmp_path / "a.pdf"))
    assert caught.value.title == title
    assert caught.value.advice.endswith(".")
    assert capfd.readouterr() == ("", "")


def test_a_page_that_cannot_be_loaded_spoils_only_itself(tmp_path: Path) -> None:
    import pymupdf

    document = pymupdf.open(make_score(tmp_path / "a.pdf", pages=2))
    tree = int(document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0])
    document.xref_set_key(tree, "Kids", f"[{document[0].xref} 0 R null]")
    document.save(tmp_path / "b.pdf")
    document.close()
    file = ScoreFile(tmp_path / "b.pdf")
    pixels = memoryview(bytearray(100 * 100 * 4))
    with pytest.raises(ScoreError) as caught:
        file.draw(PageArea(2, 100, 100), pixels)
    assert caught.value.title == "Page 2 is damaged and cannot be shown."
    file.draw(PageArea(1, 100, 100), pixels)
    assert pixels[0] == page_grey(1)
    file.close()
