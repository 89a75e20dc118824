"""CSV: every marker a row, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.cli.formats.table import COLUMNS, to_csv
from practika_desktop.model.kinds import MarkerKind
from tests.support.sheets import a_marker, a_sheet


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_what_when_and_where() -> None:
    marker = a_marker(start_ms=61_500, length_ms=500, text="rushes", kind=MarkerKind.FEEDBACK, page=3, measure="12a")
    (row,) = _rows(to_csv([a_sheet([marker])]))
    assert tuple(row) == COLUMNS
    assert row["student"] == "Anna"
    assert row["exercise"] == "Minuet"
    assert (row["start"], row["end"]) == ("00:01:01.500", "00:01:02.000")
    assert (row["start_ms"], row["end_ms"]) == ("61500", "62000")
    assert (row["kind"], row["text"], row["page"], row["measure"]) == ("feedback", "rushes", "3", "12a")
    assert row["author"] == "Clara"
    assert row["reviewed"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1+1"])  # noqa: RUF001
def test_a_text_like_a_formula_is_kept_from_being_run(text: str) -> None:
    (row,) = _rows(to_csv([a_sheet([a_marker(text=text)], student=text)]))
    assert row["text"] == f"'{text}"
    assert row["student"] == f"'{text}"


@given(texts=st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_texts_come_back_and_no_cell_begins_like_a_formula(texts: list[str]) -> None:
    rows = _rows(to_csv([a_sheet([a_marker(text=text) for text in texts])]))
    assert [row["text"].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
