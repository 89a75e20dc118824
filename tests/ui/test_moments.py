"""Days and moments in the words of a locale."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QDateTime, QLocale

from practika_desktop.ui import moments

pytestmark = pytest.mark.desktop

AT = int(datetime(2026, 11, 3, 18, 20).astimezone().timestamp() * 1000)


@pytest.fixture
def speak() -> Iterator[None]:
    """Give the locale back after the test."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize(
    ("name", "day", "short", "clock"),
    [
        ("C", "3 Nov 2026", "3 Nov", "18:20"),
        ("en_GB", "3 Nov 2026", "3 Nov", "18:20"),
        ("en_US", "Nov 3, 2026", "Nov 3", "6:20\u202fPM"),
        ("de_DE", "3. Nov. 2026", "3. Nov.", "18:20"),
        ("fr_FR", "3 nov. 2026", "3 nov.", "18:20"),
        ("pt_BR", "3 de nov. de 2026", "3 de nov.", "18:20"),
        ("da_DK", "3. nov. 2026", "3. nov.", "18.20"),
        ("hu_HU", "2026. nov. 3.", "nov. 3.", "18:20"),
        ("lt_LT", "2026 m. lapkr. 3 d.", "lapkr. 3 d.", "18:20"),
        ("ja_JP", "2026年11月3日", "11月3日", "18:20"),
        ("tr_TR", "3 Kas 2026", "3 Kas", "18:20"),
    ],
)
def test_moment_in_the_words_of_a_locale(name: str, day: str, short: str, clock: str) -> None:
    QLocale.setDefault(QLocale.c() if name == "C" else QLocale(name))
    assert moments.day_words(AT) == day
    assert moments.day_words(AT, with_year=False) == short
    assert moments.clock_words(AT) == clock
    assert moments.moment_words(AT) == f"{day}, {clock}"
    assert moments.moment_words(AT, with_year=False) == f"{short}, {clock}"


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("language", list(QLocale.Language)[2:])
def test_no_language_names_the_weekday_or_loses_a_part(language: QLocale.Language) -> None:
    QLocale.setDefault(QLocale(language))
    wanted = moments.moment_format()
    assert "ddd" not in wanted
    assert all(part in wanted for part in ("d", "M", "yyyy"))


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("name", ["C", "en_US", "de_DE", "fr_FR"])
def test_what_is_shown_can_be_typed(name: str) -> None:
    QLocale.setDefault(QLocale.c() if name == "C" else QLocale(name))
    moment = QLocale().toDateTime(moments.moment_words(AT), moments.moment_format())
    assert moment == QDateTime.fromMSecsSinceEpoch(AT)
