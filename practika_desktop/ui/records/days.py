"""Days as people write them: `20 Nov 2026`, `20.11.26`, `11/20/2026` where that is the order, `20 nov`, `today`."""

import re
from datetime import date

from PySide6.QtCore import QLocale

from practika_desktop.model.errors import EditError
from practika_desktop.ui.moments import date_words

_BETWEEN = re.compile(r"[\s./,\-]+")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
_SHORTEST_NAME = 3
_FEW_DIGITS = 2


def day_in(text: str, today: date) -> str | None:
    """Return the day that is meant as ISO text, None for an empty text; raise EditError where it is none.

    Figures are read in the order of the system's locale unless only another one makes a day of them. Without a year
    it is the one nearest to today.
    """
    words = _ORDINAL.sub("", text.strip().casefold())
    if not words:
        return None
    if words == "today":
        return today.isoformat()
    for year, month, day in _readings([part for part in _BETWEEN.split(words) if part], today):
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    example = date_words(today.isoformat())
    raise EditError(f"“{text.strip()}” is not a day.", f"Write it like {example}, or {today.isoformat()}.")


def _readings(parts: list[str], today: date) -> list[tuple[int, int, int]]:
    """Return what the parts may say as (year, month, day), the likeliest first."""
    named = [(at, month) for at, part in enumerate(parts) if (month := _month(part))]
    if len(named) == 1:
        [(at, month)] = named
        figures = _figures(parts[:at] + parts[at + 1 :])
        return [_dated(figures[1:], month, figures[0], today)] if len(figures) in {1, 2} else []
    figures = _figures(parts)
    if len(figures) == 3 and len(parts[0]) == 4:
        return [(figures[0], figures[1], figures[2])]
    if len(figures) not in {2, 3}:
        return []
    first, second, *year = figures
    readings = [_dated(year, second, first, today), _dated(year, first, second, today)]
    return readings[::-1] if _month_comes_first() else readings


def _dated(year: list[int], month: int, day: int, today: date) -> tuple[int, int, int]:
    if year:
        return (year[0] if year[0] >= 10**_FEW_DIGITS else today.year // 100 * 100 + year[0], month, day)
    near = min(
        (today.year - 1, today.year, today.year + 1), key=lambda y: abs((y - today.year) * 12 + month - today.month)
    )
    return (near, month, day)


def _figures(parts: list[str]) -> list[int]:
    """Return the parts as numbers; none when one of them is no number."""
    return [int(part) for part in parts] if all(part.isascii() and part.isdigit() for part in parts) else []


def _month(part: str) -> int | None:
    """Return the month whose name, in English or the system's language, begins with the part."""
    if len(part) < _SHORTEST_NAME or not part.isalpha():
        return None
    for locale in (QLocale(), QLocale.c()):
        for month in range(1, 13):
            if locale.standaloneMonthName(month).casefold().startswith(part):
                return month
    return None


def _month_comes_first() -> bool:
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short.find("M") < short.find("d")
