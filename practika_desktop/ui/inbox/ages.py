"""How long a take has waited and how long it lasts, in the words and figures of the list."""

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
OVERDUE_MS = 48 * _HOUR
"""The promise to students: an answer within 48 hours."""


def age_words(since_ms: int, now_ms: int) -> str:
    """Return the time between two moments in one or two words: `now`, `12 min`, `3 h`, `2 days`, `5 weeks`, `8 months`.

    Whole units, rounded down; a moment of the future counts as now.
    """
    age = max(0, now_ms - since_ms)
    if age < _MINUTE:
        return "now"
    if age < _HOUR:
        return f"{age // _MINUTE} min"
    if age < _DAY:
        return f"{age // _HOUR} h"
    if age < 14 * _DAY:
        return _counted(age // _DAY, "day")
    if age < 61 * _DAY:
        return _counted(age // (7 * _DAY), "week")
    if age < 730 * _DAY:
        return _counted(age * 12 // (365 * _DAY), "month")
    return _counted(age // (365 * _DAY), "year")


def is_overdue(since_ms: int, now_ms: int) -> bool:
    """Tell whether something that came in at `since_ms` has waited for 48 hours or longer."""
    return now_ms - since_ms >= OVERDUE_MS


def length_figures(duration_ms: int) -> str:
    """Return a length as `0:42`, `12:05` or `1:02:03`, rounded to whole seconds."""
    seconds = (max(0, duration_ms) + 500) // 1000
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def length_words(duration_ms: int) -> str:
    """Return a length in words for a screen reader: `1 minute 5 seconds`."""
    seconds = (max(0, duration_ms) + 500) // 1000
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    parts = [_counted(hours, "hour"), _counted(minutes, "minute"), _counted(seconds, "second")]
    said = [part for part, amount in zip(parts, (hours, minutes, seconds), strict=True) if amount]
    return " ".join(said) or "0 seconds"


def _counted(amount: int, unit: str) -> str:
    return f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"
