"""How late a hand taps, told from what is heard around its taps. Pure."""

from collections.abc import Iterator, Sequence

from practika_desktop.model.measures.taps import Tap, Taps

_MOST_MS = 250
_STEP_MS = 5
_LEAST_TAPS, _MOST_TAPS = 8, 64
_HAND_MS = 30  # how much a hand is off from tap to tap: nearer onsets count more
_AGREE_MS = 35
_APART_MS = 70
_CLEARLY = 1.25  # how much better the best shift must be than any that is not near it
_STANDS_OUT = 1.5  # and than an average one


class Heard:
    """Where something begins to sound in a take, ready to be held against taps.

    `strengths` tells how strongly, at each `step_ms` of the take. Making it takes some 10 ms a minute of the take.
    """

    def __init__(self, strengths: Sequence[float], step_ms: float) -> None:
        self._near = _smoothed(strengths, step_ms)
        self._step_ms = step_ms

    def scores(self, tapped: Sequence[Tap]) -> dict[int, float]:
        """Return the mean strength under the taps for each shift in milliseconds."""
        return {
            shift: sum(self._under(tapped, shift)) / len(tapped) for shift in range(-_MOST_MS, _MOST_MS + 1, _STEP_MS)
        }

    def _under(self, tapped: Sequence[Tap], shift: int) -> Iterator[float]:
        near, step_ms = self._near, self._step_ms
        for one in tapped:
            at = (one.ms - shift * one.rate) / step_ms
            index = int(at)
            if at >= 0 and index + 1 < len(near):
                share = at - index
                yield (1 - share) * near[index] + share * near[index + 1]


def estimate_reaction(taps: Taps, heard: Heard) -> int | None:
    """Return by how many milliseconds the taps come after the onsets of the take, before them when negative.

    It is the shift, the same for all taps, that has the strongest onsets under it. None when that is not clear: too
    few taps, several shifts as good, or another one for every second tap.
    """
    tapped = [one for segment in taps.segments for one in segment if one.rate > 0][-_MOST_TAPS:]
    if len(tapped) < _LEAST_TAPS:
        return None
    scores = heard.scores(tapped)
    best = _best(scores)
    others = [score for shift, score in scores.items() if abs(shift - best) > _APART_MS]
    is_clear = scores[best] > _CLEARLY * max(others) and scores[best] > _STANDS_OUT * sum(others) / len(others)
    halves = [_best(heard.scores(tapped[half::2])) for half in (0, 1)]
    return best if is_clear and max(abs(half - best) for half in halves) <= _AGREE_MS else None


def _best(scores: dict[int, float]) -> int:
    return max(scores, key=lambda shift: (scores[shift], -abs(shift)))


def _smoothed(strengths: Sequence[float], step_ms: float) -> list[float]:
    """Spread each onset over the time that a hand may be off, as a triangle."""
    reach = max(round(_HAND_MS / step_ms), 1)
    weights = [1 - abs(off) / (reach + 1) for off in range(-reach, reach + 1)]
    padded = [0.0] * reach + list(strengths) + [0.0] * reach
    return [sum(weight * padded[index + off] for off, weight in enumerate(weights)) for index in range(len(strengths))]
