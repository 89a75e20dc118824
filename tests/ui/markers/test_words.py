"""What a marker's row says, and how its text is broken into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.markers.words import place, spoken, when
from practika_desktop.ui.markers.wrapping import wrapped
from tests.support.said import a_marker

pytestmark = pytest.mark.desktop


def test_a_moment_and_a_range_are_told_to_the_millisecond() -> None:
    assert when(a_marker(23_400)) == "0:23.400"
    assert when(a_marker(31_033, end_ms=98_900)) == "0:31.033 \N{EN DASH} 1:38.900"


@pytest.mark.parametrize(
    ("page", "measure", "words"),
    [(None, None, ""), (3, None, "p. 3"), (3, "17", "p. 3 · m. 17"), (None, "12a", "m. 12a")],
)
def test_the_place_is_told_as_far_as_it_is_known(page: int | None, measure: str | None, words: str) -> None:
    assert place(a_marker(0, page=page, measure=measure)) == words


def test_all_of_a_row_is_spoken() -> None:
    marker = a_marker(1_000, "Why?", kind=MarkerKind.QUESTION, end_ms=2_000, page=3, measure="17")
    said = "Question, at 0:01.000, to 0:02.000, by Ana, page 3, measure 17, Why?"
    assert spoken(marker, "Ana") == said
    assert spoken(a_marker(1_000), "") == "Feedback, at 0:01.000, No words yet"


def test_lines_are_kept_as_written_up_to_the_most(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    assert wrapped("one\ntwo\nthree", font, 500, 3) == ["one", "two", "three"]
    assert wrapped("one\ntwo\nthree\nfour", font, 500, 3) == ["one", "two", "three …"]


def test_a_long_text_is_broken_at_words_and_shortened(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    lines = wrapped("count one two three four " * 20, font, 150, 3)
    assert len(lines) == 3
    assert lines[0].split()[0] == "count"
    assert lines[2].endswith("…")


@given(st.text(st.sampled_from("ab \n,wWi"), max_size=120), st.integers(40, 400), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(qapp: QApplication, text: str, width: int, most: int) -> None:
    font = QFont(qapp.font())
    lines = wrapped(text, font, width, most)
    assert 1 <= len(lines) <= most
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= width + 0.5 for line in lines)
