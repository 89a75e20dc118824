"""Moments are milliseconds since 1970 UTC, whatever the zone of the desk."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.moments import from_datetime, to_datetime


@given(st.integers(min_value=0, max_value=4_102_444_800_000))
def test_moment_survives_the_way_through_a_datetime(at_ms: int) -> None:
    assert from_datetime(to_datetime(at_ms)) == at_ms


def test_the_zone_does_not_change_the_moment() -> None:
    east = datetime(2026, 11, 2, 20, 0, tzinfo=timezone(timedelta(hours=9)))
    assert from_datetime(east) == from_datetime(datetime(2026, 11, 2, 11, 0, tzinfo=UTC))


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        from_datetime(datetime(2026, 11, 2))  # noqa: DTZ001 - the naive one is the subject
