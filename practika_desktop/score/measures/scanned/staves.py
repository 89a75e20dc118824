"""Staves: where five lines run side by side, followed from strip to strip along their slope and bow."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.ink import Picture

_SMALLEST_SPACE, _LARGEST_SPACE = 4.5, 40.0  # pixels; lines closer together cannot be told apart
_SCALES = np.geomspace(0.55, 1.3, 14)  # staves of cues and ossias beside those of the page's usual size
_STRIP = 3.0  # staff spaces: a notehead and its neighbours do not fill it
_TOGETHER = 7  # strips: broken lines add up to more than what crosses them
_LINES = 5
_LIKELY = 4  # distances at which most repeats: words in lines repeat too
_RIDGE = 0.5  # staff spaces from a line to the middle between two
_LEAST_OF_USUAL = 0.3  # of the response of the page's good strips
_CLEAR_OF_USUAL = 0.5  # of the response of the page's longer staves
_BRIDGED = 5  # strips in which noteheads and beams may hide the lines
_SHORTEST = 4  # strips of a staff: an ossia of a measure
_BAND = 4  # staff spaces around the centre of a staff
_SEEN_OVER = 1.5  # staff spaces: over less, a line may be broken
_HIDDEN = 5.0  # staff spaces in which notes may hide the lines
_BROKEN = 15.0  # the same where the lines are broken everywhere
_CLEARLY = 0.7
_LEAST_CLARITY = 0.3  # of the weakest two lines: words in lines have less
_FARTHEST = 12  # strips between two parts of one staff
_WAVER, _DRIFT = 0.2, 0.1  # staff spaces: what a row is known to, and what a bowed staff climbs from strip to strip
_APART = 3.0  # staff spaces between the centres of different staves, at least
_CROSSING = 4.5  # staff spaces from a staff's centre within which beams may look like another
_BEAM = 1.2  # times the usual line's ink: more is not one thin line
_FOR_OTHER_SIZES = 0.75  # of the response: staves of another size are seldom, beams are common
_LEAST = 4.0  # of 255: noise

Chain = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Staff:
    """A staff of the levelled page: `centre[x]` is its middle line's row at column `left + x`; lengths in pixels.

    `level` is the ink (0 to 255) of its lines, `clarity` (0 to 1) how well the weakest two of them are seen.
    """

    left: int
    centre: NDArray[np.float32]
    space: float
    level: float
    clarity: float

    @property
    def right(self) -> int:
        """The column after the last one."""
        return self.left + len(self.centre)

    @property
    def row(self) -> float:
        """The mean row of the middle line."""
        return float(self.centre.mean())


def staff_space(ink: Picture) -> float | None:
    """Return the usual distance of staff lines on a levelled page in pixels, None where nothing repeats like them."""
    means = cv2.resize(ink, (36, ink.shape[0]), interpolation=cv2.INTER_AREA).astype(np.float32)
    edges = np.diff(means, axis=0)
    spectrum = np.abs(np.fft.rfft(edges, 2 * len(edges), axis=0)) ** 2
    repeats = np.fft.irfft(spectrum.sum(axis=1))[: len(edges)]
    candidates = np.arange(_SMALLEST_SPACE, _LARGEST_SPACE, 0.1)
    lags = np.arange(len(repeats))
    pairs_of_lines = [np.interp(candidates * k, lags, repeats) / (_LINES - k) for k in range(1, _LINES)]
    scores = np.min(pairs_of_lines, axis=0)
    peaks = np.flatnonzero((scores > 0) & (scores >= np.roll(scores, 1)) & (scores > np.roll(scores, -1)))
    likely = [float(candidates[peak]) for peak in peaks[np.argsort(scores[peaks])[-_LIKELY:]]]

    def clearness(space: float) -> float:
        return float(_weakest_lines(means, space, np.inf).max(axis=0).mean())

    return max(likely, key=clearness, default=None)


def find_staves(ink: Picture, space: float) -> list[Staff]:
    """Return the staves of a levelled page, from the top; `space` is their usual staff space in pixels."""
    strip = max(8, round(_STRIP * space))
    count = max(1, ink.shape[1] // strip)
    means = cv2.resize(ink[:, : count * strip], (count, ink.shape[0]), interpolation=cv2.INTER_AREA)
    response, scale = _five_lines(np.asarray(cv2.blur(means.astype(np.float32), (_TOGETHER, 1)), np.float32), space)
    chains = _clear(_joined(_chains(response, space), space), response)
    staves = [_followed(ink, chain, scale, strip) for chain in chains]
    return _apart([staff for staff in staves if staff is not None])


def _apart(staves: list[Staff]) -> list[Staff]:
    """Return the staves from the top without those that lie across a clearer one: beams and ledger lines with four."""
    kept: list[Staff] = []
    for staff in sorted(staves, key=lambda staff: staff.clarity * len(staff.centre), reverse=True):
        if not any(_overlap(staff, other) for other in kept):
            kept.append(staff)
    return sorted(kept, key=lambda staff: staff.row)


def _overlap(staff: Staff, other: Staff) -> bool:
    left, right = max(staff.left, other.left), min(staff.right, other.right)
    if left >= right:
        return False
    away = staff.centre[left - staff.left : right - staff.left] - other.centre[left - other.left : right - other.left]
    return float(np.abs(away).min()) < _CROSSING * max(staff.space, other.space)


def _five_lines(means: NDArray[np.float32], space: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return for each row and strip how well five lines lie around it, and at which staff space in pixels."""
    best = _weakest_lines(means, space, np.inf)
    spaces = np.full(means.shape, space, np.float32)
    strongest_line = _BEAM * float(np.quantile(best.max(axis=0), 0.6))
    for scale in _SCALES:
        response = _weakest_lines(means, space * scale, strongest_line) * np.float32(_FOR_OTHER_SIZES)
        better = response > best
        best[better] = response[better]
        spaces[better] = space * scale
    return np.asarray(cv2.blur(best, (1, 3)), np.float32), spaces


def _weakest_lines(means: NDArray[np.float32], space: float, strongest: float) -> NDArray[np.float32]:
    """Return the ink of the weaker of five lines around each row; lines beyond `strongest` may well be beams."""
    between = max(2, round(space * _RIDGE))
    ridge = means - np.maximum(_moved(means, between), _moved(means, -between))
    tolerant = np.minimum(cv2.dilate(ridge, np.ones((3, 1), np.uint8)), np.float32(strongest))
    return _two_weakest([_moved(tolerant, round((k - 2) * space)) for k in range(_LINES)])


def _moved(means: NDArray[np.float32], rows: int) -> NDArray[np.float32]:
    """Return the picture read `rows` further down, nothing beyond its ends."""
    moved = np.zeros_like(means)
    if abs(rows) < len(means):
        if rows >= 0:
            moved[: len(means) - rows] = means[rows:]
        else:
            moved[-rows:] = means[:rows]
    return moved


def _two_weakest(lines: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the mean of the two smallest of the arrays: what beams, text and four lines of five fail at."""
    first, second = np.minimum(lines[0], lines[1]), np.maximum(lines[0], lines[1])
    for line in lines[2:]:
        second = np.minimum(second, np.maximum(first, line))
        first = np.minimum(first, line)
    return np.asarray((first + second) / 2, np.float32)


def _chains(response: NDArray[np.float32], space: float) -> list[Chain]:
    """Return chains of (strip, row), each along one staff or a part of it."""
    chains: list[Chain] = []
    for strip, rows in sorted(_peaks(response, space).items()):
        free = [chain for chain in chains if strip - chain[-1][0] <= _BRIDGED]
        for row in rows:
            near = [chain for chain in free if _goes_on(chain[-1], (strip, row), space)]
            if near:
                chain = min(near, key=lambda chain: abs(chain[-1][1] - row))
                free.remove(chain)
                chain.append((strip, row))
            else:
                chains.append([(strip, row)])
    return [chain for chain in chains if len(chain) >= _SHORTEST]


def _goes_on(place: tuple[int, int], other: tuple[int, int], space: float) -> bool:
    """Tell whether one staff may go through both places."""
    return abs(place[1] - other[1]) <= space * (_WAVER + _DRIFT * abs(place[0] - other[0]))


def _peaks(response: NDArray[np.float32], space: float) -> dict[int, list[int]]:
    """Return by strip the rows where the response is highest around and near the page's usual."""
    reach = 2 * int(_APART * space) + 1
    highest = cv2.dilate(response, np.ones((reach, 1), np.uint8))
    least = _LEAST_OF_USUAL * float(np.quantile(response.max(axis=0), 0.6))
    rows, strips = np.nonzero((response >= highest) & (response > max(least, _LEAST)))
    peaks: dict[int, list[int]] = {}
    for row, strip in zip(rows.tolist(), strips.tolist(), strict=True):
        others = peaks.setdefault(strip, [])
        if not others or row - others[-1] > _APART * space:
            others.append(row)
    return peaks


def _joined(chains: list[Chain], space: float) -> list[Chain]:
    """Return the chains with parts of one staff put together."""
    joined: list[Chain] = []
    for chain in sorted(chains, key=len, reverse=True):
        home = next((other for other in joined if _continues(chain, other, space)), None)
        if home is None:
            joined.append(list(chain))
        else:
            home.extend(chain)
            home.sort()
    return joined


def _continues(chain: Chain, other: Chain, space: float) -> bool:
    if chain[0][0] > other[-1][0]:
        return _goes_on(other[-1], chain[0], space) and chain[0][0] - other[-1][0] <= _FARTHEST
    if chain[-1][0] < other[0][0]:
        return _goes_on(chain[-1], other[0], space) and other[0][0] - chain[-1][0] <= _FARTHEST
    return False


def _clear(chains: list[Chain], response: NDArray[np.float32]) -> list[Chain]:
    """Return the chains whose lines are about as strong as those of the page's longer ones."""
    if not chains:
        return []
    strengths = [float(np.median([response[row, strip] for strip, row in chain])) for chain in chains]
    usual = float(np.median(np.repeat(strengths, [len(chain) ** 2 for chain in chains])))
    return [chain for chain, strength in zip(chains, strengths, strict=True) if strength > _CLEAR_OF_USUAL * usual]


def _followed(ink: Picture, chain: Chain, scale: NDArray[np.float32], strip: int) -> Staff | None:
    """Return the staff along a chain, from where its lines begin to where they end."""
    strips = np.array([place[0] for place in chain])
    rows = np.array([place[1] for place in chain], np.float64)
    middles = (strips + 0.5) * strip
    columns = np.arange(ink.shape[1])
    space = float(np.median(scale[rows.astype(int), strips]))
    rough = np.interp(columns, middles, _smooth(rows))
    space, offset = _refined(_band(ink, rough, space, int(middles[0]), int(middles[-1]) + 1), space)
    band = _band(ink, rough + offset, space, 0, len(columns))
    lines = cv2.blur(_line_ridges(band, space), (max(3, round(_SEEN_OVER * space)), 1))
    level = float(np.median(lines[:, int(middles[0]) : int(middles[-1]) + 1]))
    if level <= 0:
        return None
    seen = np.clip(lines / level, 0, 1)
    present = np.nonzero(seen.mean(axis=0) > 0.5)[0]
    if len(present) < _SHORTEST * strip / 2:
        return None
    clearly = float(np.sort(seen[:, int(middles[0]) : int(middles[-1]) + 1], axis=0)[:2].mean())
    first, last = _longest(present, round((_HIDDEN if clearly > _CLEARLY else _BROKEN) * space))
    clarity = float(np.sort(seen[:, first : last + 1], axis=0)[:2].mean())
    if clarity < _LEAST_CLARITY:
        return None
    return Staff(first, (rough[first : last + 1] + offset).astype(np.float32), space, level, clarity)


def _smooth(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(rows, 2, mode="reflect", reflect_type="odd") if len(rows) > 2 else np.pad(rows, 2, mode="edge")
    medians = np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1)
    return np.convolve(np.pad(medians, 1, mode="edge"), np.full(3, 1 / 3), "valid")


def _band(ink: Picture, centre: NDArray[np.float64], space: float, left: int, right: int) -> NDArray[np.float32]:
    """Return the columns from left to right of the picture, four spaces up and down of the centre, straightened."""
    half = round(_BAND * space)
    columns = np.arange(left, right, dtype=np.float32)
    map_x = np.ascontiguousarray(np.broadcast_to(columns, (2 * half + 1, len(columns))))
    map_y = (centre[None, left:right] + np.arange(-half, half + 1)[:, None]).astype(np.float32)
    return cv2.remap(ink, map_x, map_y, cv2.INTER_LINEAR).astype(np.float32)


def _refined(band: NDArray[np.float32], space: float) -> tuple[float, float]:
    """Return the staff space and how far the centre lies below the middle row, from the band's mean profile."""
    profile = band.mean(axis=1)
    profile -= cv2.blur(profile[:, None], (1, 2 * round(space / 2) + 1))[:, 0]
    spaces = np.linspace(0.94, 1.06, 25) * space
    offsets = np.arange(-0.4 * space, 0.4 * space, 0.25)
    places = len(profile) // 2 + offsets[None, :, None] + spaces[:, None, None] * np.arange(-2, 3)
    scores = np.interp(places, np.arange(len(profile)), profile).sum(axis=-1)
    best, nearest = np.unravel_index(int(np.argmax(scores)), scores.shape)
    return float(spaces[best]), float(offsets[nearest])


def _line_ridges(band: NDArray[np.float32], space: float) -> NDArray[np.float32]:
    """Return the ink of the five lines by column, less that of the spaces beside them (5 x columns)."""
    tolerant = cv2.dilate(band, np.ones((3, 1), np.uint8))
    lines = [
        tolerant[round(place)] - np.minimum(band[round(place - space / 2)], band[round(place + space / 2)])
        for place in len(band) // 2 + space * np.arange(-2, 3)
    ]
    return np.array(lines, np.float32)


def _longest(seen: NDArray[np.int64], gap: int) -> tuple[int, int]:
    """Return the first and last of the longest run of `seen` that no gap of more than `gap` parts."""
    breaks = np.nonzero(np.diff(seen) > gap)[0]
    firsts = np.concatenate(([0], breaks + 1))
    lasts = np.concatenate((breaks, [len(seen) - 1]))
    longest = int(np.argmax(seen[lasts] - seen[firsts]))
    return int(seen[firsts[longest]]), int(seen[lasts[longest]])
