"""Days and moments in words, in the order of the system's locale: `3 Nov 2026, 18:20` where it says nothing else.

`QLocale()` is the system's own; its short dates are all figures, its long ones name the weekday, so that the format in
between is made of the long one.
"""

import re

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt

_WEEKDAY = re.compile(r"^\W*d{3,4}[\s,.]*('[^']*'\s*)?|[\s,]*d{3,4}(\s*'[^']*')?\s*(?=,|$)")
_YEAR = re.compile(r"^yyyy\s*('[^']*')?[年년.,/\s-]*|[\s,]*('[^']*'\s*)?yyyy.*$")


def day_words(at_ms: int, *, with_year: bool = True) -> str:
    """Return the day of a moment as `2 Nov 2026`, or as `2 Nov`."""
    return _words(at_ms, _day_format(with_year=with_year))


def date_words(day: str | None) -> str:
    """Return a day given as ISO text as `2 Nov 2026`; nothing for none."""
    return QLocale().toString(QDate.fromString(day, Qt.DateFormat.ISODate), _day_format(with_year=True)) if day else ""


def clock_words(at_ms: int) -> str:
    """Return the time of a moment as `18:20`."""
    return _words(at_ms, _clock_format())


def moment_words(at_ms: int, *, with_year: bool = True) -> str:
    """Return a moment as `2 Nov 2026, 18:20`, or as `2 Nov, 18:20`."""
    return f"{day_words(at_ms, with_year=with_year)}, {clock_words(at_ms)}"


def moment_format() -> str:
    """Return the format of `moment_words` for a field in which one is typed."""
    return f"{_day_format(with_year=True)}, {_clock_format()}"


def _day_format(*, with_year: bool) -> str:
    long = _WEEKDAY.sub("", QLocale().dateFormat(QLocale.FormatType.LongFormat)).replace("MMMM", "MMM")
    return long if with_year else _YEAR.sub("", long)


def _clock_format() -> str:
    return QLocale().timeFormat(QLocale.FormatType.ShortFormat)


def _words(at_ms: int, wanted: str) -> str:
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at_ms), wanted)
