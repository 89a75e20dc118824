"""`practika measures`: a line for each PDF, whatever the PDF is."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from practika_desktop.cli import measures_command
from practika_desktop.cli.main import main
from practika_desktop.media.sealed import write_sealed

pytestmark = pytest.mark.desktop


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the cache in a folder of the test's own."""
    monkeypatch.setattr(measures_command, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def score(tmp_path: Path) -> Path:
    from tests.support.engraving import Line, engrave

    engrave(tmp_path / "score.pdf", [Line("k n | n | n |", 2), Line("k n | n |]", 2, number=4)])
    return tmp_path / "score.pdf"


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def _locked(path: Path) -> None:
    from tests.support.scores import make_locked

    make_locked(path)


def _bomb(path: Path) -> None:
    from tests.support.scores import make_bomb

    make_bomb(path)


def _words(path: Path) -> None:
    import pymupdf

    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "A letter, and no score.")
    document.save(path)
    document.close()


def _scanned_words(path: Path) -> None:
    from tests.support.worn import Wear, make_worn

    _words(path.with_name("words.pdf"))
    make_worn(path.with_name("words.pdf"), path, Wear(turn=1.0))


def _white(path: Path) -> None:
    from tests.support.scores import make_pages_of

    make_pages_of(path, [(595, 842), (595, 842)])


def _fifo(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes among its files")
    os.mkfifo(path)


def test_each_score_has_a_line_in_order(score: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", str(score), str(score)]) == 0
    first, second = lines_of(capsys.readouterr().out)
    assert first == second
    pages = first["pages"]
    assert isinstance(pages, list)
    numbers = [[m["number"] for m in system["measures"]] for page in pages for system in page["systems"]]
    assert numbers == [[1, 2, 3], [4, 5]]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        pytest.param(lambda _path: None, "is not there", id="missing"),
        pytest.param(lambda path: path.mkdir(), "is not there", id="a folder"),
        pytest.param(_fifo, "is not there", id="a pipe that nobody writes to"),
        pytest.param(lambda path: path.write_bytes(b""), "is empty", id="empty"),
        pytest.param(lambda path: path.write_bytes(b"MZ" + bytes(5000)), "not a PDF", id="no PDF"),
        pytest.param(lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(900)), "damaged", id="damaged"),
        pytest.param(_locked, "password", id="locked"),
        pytest.param(_bomb, ".", id="a flood of pixels"),
        pytest.param(_words, "No staves", id="words"),
        pytest.param(_scanned_words, "No staves", id="a picture of words"),
        pytest.param(_white, "No staves", id="white pages"),
    ],
)
def test_what_is_no_score_is_said_in_a_sentence_and_the_others_go_on(
    make: Callable[[Path], object], sentence: str, score: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "bad.pdf")
    assert main(["measures", str(tmp_path / "bad.pdf"), str(score)]) == 1
    said = capsys.readouterr()
    bad, good = lines_of(said.out)
    assert list(bad) == ["error"]
    assert sentence in str(bad["error"])
    assert list(good) == ["pages"]
    (told,) = said.err.splitlines()
    assert told == f"practika: {tmp_path / 'bad.pdf'}: {bad['error']}"


def test_a_map_that_is_kept_is_not_found_again(score: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", str(score)]) == 0
    found = capsys.readouterr().out
    (kept,) = [path for path in cache.rglob("*") if path.is_file()]
    assert write_sealed(kept, b'{"pages": []}')
    assert main(["measures", str(score)]) == 0
    assert lines_of(capsys.readouterr().out) == [{"pages": []}]
    kept.write_bytes(kept.read_bytes()[:-1])
    assert main(["measures", str(score)]) == 0
    assert capsys.readouterr().out == found
