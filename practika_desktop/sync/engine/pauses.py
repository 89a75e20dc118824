"""How long to wait before the endpoint is asked again."""

from typing import Final

POLL_MS: Final = 60_000
"""How long the engine rests when nobody tells it anything."""

_FIRST_MS, _LONGEST_MS, _MOST_DOUBLINGS = 1_000, 300_000, 10
_LONGEST_ASKED_MS = 3_600_000


def pause_ms(failures: int, chance: float, retry_after_ms: int = 0) -> int:
    """Return how long to wait after so many failures in a row: doubled each time, up to five minutes.

    By chance (0 to 1) it is down to half as long, so that many desks do not come back at once. What the endpoint asks
    for is kept to, up to an hour.
    """
    longest = min(_FIRST_MS << min(failures - 1, _MOST_DOUBLINGS), _LONGEST_MS)
    return max(round(longest * (1 + chance) / 2), min(retry_after_ms, _LONGEST_ASKED_MS))
