"""Days as people write them."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from practika_desktop.model.errors import EditError
from practika_desktop.ui.moments import date_words
from practika_desktop.ui.records.days import day_in

pytestmark = pytest.mark.desktop

FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def in_britain() -> Iterator[None]:
    """Let days be written as in Britain; a test may go elsewhere."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-03", "2026-12-03"),
        ("3 Dec 2026", "2026-12-03"),
        ("3. december 26", "2026-12-03"),
        ("Dec 3rd, 2026", "2026-12-03"),
        ("3/12/2026", "2026-12-03"),
        ("3.12.26", "2026-12-03"),
        ("12/25/2026", "2026-12-25"),
        (" 3 dec ", "2026-12-03"),
        ("3.12.", "2026-12-03"),
        ("7 jan", "2027-01-07"),
        ("today", "2026-11-20"),
        ("29 Feb 2028", "2028-02-29"),
    ],
)
def test_a_day_is_read_as_it_was_meant(text: str, day: str) -> None:
    assert day_in(text, FRIDAY) == day


def test_last_year_is_nearer_than_this_one_in_january() -> None:
    assert day_in("20 dec", date(2026, 1, 10)) == "2025-12-20"


def test_figures_are_read_in_the_order_of_the_place() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert day_in("3/12/2026", FRIDAY) == "2026-03-12"


def test_months_have_the_names_of_the_place_too() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert day_in("3. Dezember 2026", FRIDAY) == "2026-12-03"
    assert day_in("3 Dec 2026", FRIDAY) == "2026-12-03"


@pytest.mark.parametrize("language", [QLocale.Language.English, QLocale.Language.German, QLocale.Language.French])
def test_a_day_that_is_shown_can_be_read(language: QLocale.Language) -> None:
    QLocale.setDefault(QLocale(language))
    for month in range(1, 13):
        day = date(2026, month, 9).isoformat()
        assert day_in(date_words(day), FRIDAY) == day


def test_an_empty_text_is_no_day() -> None:
    assert day_in("  ", FRIDAY) is None
    assert date_words(None) == ""


@pytest.mark.parametrize("text", ["soon", "31 Feb 2026", "2026-13-01", "3", "3 4 5 6", "3 foo 2026", "1 jan feb 2026"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(EditError, match="is not a day") as refused:
        day_in(text, FRIDAY)
    assert "2026-11-20" in refused.value.advice
