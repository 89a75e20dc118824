"""How the page lies: the slope and the bow of its staff lines and the slant of its barlines."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.ink import Picture

_STRIPS = 36  # narrow enough that a staff line stays within a row or two of a strip's mean
_TOGETHER, _ON = 6, 3  # strips that must agree, and from one such window to the next
_SOFT = 1.0  # pixels of blur, beside which that of reading between two pixels is small
_STEEPEST = 0.11  # 6 degrees: paper laid askew on a scanner, and the edge of a bowed page
_USUAL_CHANGE = 0.02  # of slope from window to window of a bowed page
_UNLIKELY = 0.5  # of a window's sharpness: the price of a change as large as that
_MOST_SLANT = 0.02  # beyond that of the page's rotation: perspective of a hand-held camera
_STEP = 0.002  # three pixels over the width of a page

Points = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies in its picture of `width` x `height` pixels.

    It is turned by atan(`slope`), its staff lines are `bow` (one value a column) pixels below a straight line, and its
    upright strokes lean by `slant` (dx/dy) beyond the page's turn.
    """

    width: int
    height: int
    slope: float
    bow: NDArray[np.float64]
    slant: float = 0.0

    def to_picture(self, x: Points, y: Points) -> tuple[Points, Points]:
        """Return where in the picture the points (x, y) of the levelled page lie, all in pixels."""
        down = y - np.float32(self.height / 2)
        u = x - np.float32(self.width / 2) + np.float32(self.slant) * down
        v = down + np.interp(x, np.arange(self.width), self.bow).astype(np.float32)
        turn = math.atan(self.slope)
        cosine, sine = np.float32(math.cos(turn)), np.float32(math.sin(turn))
        return u * cosine - v * sine + np.float32(self.width / 2), u * sine + v * cosine + np.float32(self.height / 2)

    def levelled(self, ink: Picture, lift: NDArray[np.float32] | None = None) -> Picture:
        """Return the picture levelled; `lift` (h x w) says how many pixels further down a pixel is to be taken."""
        map_x, map_y = self._maps()
        if lift is not None:
            turn = math.atan(self.slope)
            map_x = map_x - np.float32(math.sin(turn)) * lift
            map_y = map_y + np.float32(math.cos(turn)) * lift
        return np.asarray(cv2.remap(ink, map_x, map_y, cv2.INTER_LINEAR), np.uint8)

    def _maps(self) -> tuple[Points, Points]:
        """Return `to_picture` of all pixels (h x w each): a sum of what their column and what their row gives."""
        columns, rows = np.arange(self.width, dtype=np.float32), np.arange(self.height, dtype=np.float32)
        column_x, column_y = self.to_picture(columns, np.float32(0) * columns)
        row_x, row_y = self.to_picture(np.float32(0) * rows, rows)
        origin_x, origin_y = self.to_picture(columns[:1], rows[:1])
        return column_x + (row_x - origin_x)[:, None], column_y + (row_y - origin_y)[:, None]


def lie_of(ink: Picture) -> Lie:
    """Return how the page lies, its upright strokes taken as upright to the page's slope."""
    height, width = ink.shape
    edges = _edges(ink)
    slopes = np.arange(-_STEEPEST, _STEEPEST, _STEP)
    middles, sharpness = _windows(edges, slopes, width / _STRIPS)
    along = slopes[_smooth_path(sharpness)]
    slope = float(along.mean())
    bow = np.cumsum(np.interp(np.arange(width), middles, along - slope))
    bow -= bow.mean()
    strips = (np.arange(_STRIPS) + 0.5) * width / _STRIPS
    bows = np.interp(strips, np.arange(width), bow)
    close = np.arange(slope - 2 * _STEP, slope + 2 * _STEP, _STEP / 20)
    best = np.argmax([_sharpness(edges, bows + each * (strips - width / 2)) for each in close])
    return Lie(width, height, float(close[best]), bow)


def _smooth_path(sharpness: NDArray[np.float64]) -> list[int]:
    """Return for each window the index of its slope, so that all are sharp and neighbours differ little."""
    count = sharpness.shape[1]
    steps = np.arange(count)[:, None] - np.arange(count)[None, :]
    unlikely = (steps * _STEP / _USUAL_CHANGE) ** 2 * _UNLIKELY * float(np.median(sharpness.max(axis=1)))
    total = sharpness[0]
    origins = []
    for window in sharpness[1:]:
        reached = total[None, :] - unlikely
        origins.append(np.argmax(reached, axis=1))
        total = reached.max(axis=1) + window
    path = [int(np.argmax(total))]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def slant_of(levelled: Picture) -> float:
    """Return dx/dy of most upright strokes of a levelled page."""
    slants = np.arange(-_MOST_SLANT, _MOST_SLANT, _STEP / 4)
    _, sharpness = _windows(_edges(np.ascontiguousarray(levelled.T)), slants, len(levelled) / _STRIPS)
    return float(slants[np.argmax(sharpness.sum(axis=0))])


def _edges(ink: Picture) -> NDArray[np.float32]:
    """Return the change of ink from row to row in the means of upright strips (strips x rows)."""
    means = cv2.resize(ink, (_STRIPS, len(ink)), interpolation=cv2.INTER_AREA).astype(np.float32)
    return np.ascontiguousarray(np.diff(cv2.GaussianBlur(means, (1, 7), sigmaX=_SOFT).T, axis=1))


def _windows(
    edges: NDArray[np.float32], slopes: NDArray[np.float64], strip: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the middle columns of windows of strips `strip` pixels wide, and how sharp each is along each slope."""
    steps = (np.arange(_TOGETHER) - (_TOGETHER - 1) / 2) * strip
    firsts = range(0, _STRIPS - _TOGETHER + 1, _ON)
    windows = np.array([edges[first : first + _TOGETHER] for first in firsts])
    sharpness = [_sharpness(windows, steps * slope) for slope in slopes]
    return (np.array(firsts) + _TOGETHER / 2) * strip, np.array(sharpness).T


def _sharpness(edges: NDArray[np.float32], shifts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the energies of the sums of the rows of `edges` (... x strips x rows), each taken `shifts` pixels on."""
    margin = int(np.abs(shifts).max()) + 2
    length = edges.shape[-1] - 2 * margin
    if length < 1:
        return np.zeros(edges.shape[:-2])
    total = np.zeros((*edges.shape[:-2], length), np.float32)
    whole = np.floor(shifts)
    for strip, (start, part) in enumerate(zip(margin + whole.astype(int), shifts - whole, strict=True)):
        row = edges[..., strip, start : start + length + 1]
        total += np.float32(1 - part) * row[..., :-1] + np.float32(part) * row[..., 1:]
    return np.asarray((total * total).sum(axis=-1), np.float64)
