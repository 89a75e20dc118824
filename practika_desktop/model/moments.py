"""Moments of the calendar: integer milliseconds since 1970-01-01 UTC, and calendar days as ISO text."""

import time
from datetime import UTC, date, datetime


def now_ms() -> int:
    """Return the present moment in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def today() -> date:
    """Return the present day in the local zone."""
    return to_datetime(now_ms()).date()


def to_datetime(at_ms: int) -> datetime:
    """Return the moment as an aware datetime in the local zone."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone()


def from_datetime(moment: datetime) -> int:
    """Return an aware datetime as milliseconds since 1970-01-01 UTC; raise ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return round(moment.timestamp() * 1000)
