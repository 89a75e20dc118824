"""What the verbs accept: each check returns the value as it is to be kept, or raises EditError in plain words."""

import re
from datetime import date
from enum import Enum

from practika_desktop.model.errors import EditError

MOST_NAME = 200
MOST_TEXT = 10_000
MOST_PAGE = 9_999

_MEASURE = re.compile(r"[0-9]{1,4}[a-z]?")


class Keep(Enum):
    """Stands for a field that a verb is to leave as it is, where None means to empty it."""

    KEEP = "keep"


KEEP = Keep.KEEP


def name(text: str, what: str) -> str:
    """Return a name or title without white space around it; it may be neither empty nor too long."""
    text = " ".join(text.split())
    if not text:
        raise EditError(f"The {what} is empty.", "Type at least one character.")
    if len(text) > MOST_NAME:
        raise EditError(f"The {what} is too long.", f"It may have at most {MOST_NAME} characters.")
    return text


def words(text: str, what: str) -> str:
    """Return a free text without white space around it; it may be empty, not too long."""
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > MOST_TEXT:
        raise EditError(f"The {what} is too long.", f"It may have at most {MOST_TEXT:,} characters.")
    return text


def line(text: str, what: str) -> str:
    """Return a text of one line, which may be empty."""
    return name(text, what) if text.strip() else ""


def page(number: int | None) -> int | None:
    """Return a page's number, counted from 1, or None."""
    if number is not None and not 1 <= number <= MOST_PAGE:
        raise EditError("There is no such page.", "Pages count from 1.")
    return number


def measure(text: str | None) -> str | None:
    """Return a measure's number as printed, such as 17 or 12a, or None."""
    if text is None:
        return None
    text = text.strip().lower()
    if not _MEASURE.fullmatch(text):
        raise EditError(f"“{text}” is not a measure's number.", "Type it as it is printed, such as 17 or 12a.")
    return text


def measure_id(text: str | None, number: str | None) -> str | None:
    """Return the id of a measure of a measure map, or None; it stands beside the measure's shown number."""
    if text is not None and (not text or number is None):
        raise EditError("A link to a measure needs the measure's number.")
    return text


def occurrence(number: int | None) -> int | None:
    """Return the n-th time that a measure sounds, counted from 1, or None."""
    if number is not None and number < 1:
        raise EditError("A measure's times are counted from 1.")
    return number


def span(start_ms: int, end_ms: int | None) -> tuple[int, int | None]:
    """Return a moment or a range within a take, in ms; a range without length is a moment."""
    if start_ms < 0:
        raise EditError("A marker cannot begin before its take.")
    if end_ms is not None and end_ms < start_ms:
        raise EditError("A marker cannot end before it begins.")
    return start_ms, None if end_ms == start_ms else end_ms


def day(text: str | None) -> str | None:
    """Return a day as ISO text (2026-11-20), or None."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise EditError(f"“{text}” is not a date.", "Write it as year, month and day: 2026-11-20.") from error
