"""Ages and lengths in words."""

import pytest

from practika_desktop.ui.inbox.ages import age_words, is_overdue, length_figures, length_words

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOW = 1_800_000_000_000


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-DAY, "now"),
        (0, "now"),
        (MINUTE - 1, "now"),
        (MINUTE, "1 min"),
        (HOUR - 1, "59 min"),
        (3 * HOUR, "3 h"),
        (DAY - 1, "23 h"),
        (DAY, "1 day"),
        (2 * DAY, "2 days"),
        (14 * DAY, "2 weeks"),
        (35 * DAY, "5 weeks"),
        (61 * DAY, "2 months"),
        (729 * DAY, "23 months"),
        (730 * DAY, "2 years"),
    ],
)
def test_age_in_words(age: int, expected: str) -> None:
    assert age_words(NOW - age, NOW) == expected


def test_the_promise_is_48_hours() -> None:
    assert is_overdue(NOW - 48 * HOUR, NOW)
    assert not is_overdue(NOW - 48 * HOUR + 1, NOW)


@pytest.mark.parametrize(
    ("duration", "figures", "spoken"),
    [
        (0, "0:00", "0 seconds"),
        (499, "0:00", "0 seconds"),
        (42_400, "0:42", "42 seconds"),
        (61_000, "1:01", "1 minute 1 second"),
        (3_723_000, "1:02:03", "1 hour 2 minutes 3 seconds"),
        (-5, "0:00", "0 seconds"),
    ],
)
def test_lengths(duration: int, figures: str, spoken: str) -> None:
    assert (length_figures(duration), length_words(duration)) == (figures, spoken)
