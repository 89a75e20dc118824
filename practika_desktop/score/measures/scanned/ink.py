"""How much ink lies where: the picture without shadows, stains and grey paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

_COARSE = 8  # the paper's brightness changes slowly: it is estimated on a picture this many times smaller
_PAPER_WITHIN = 7  # coarse pixels: wider than anything that is black on a score's page
_MAX_INK = 255


def ink_of(gray: Picture) -> Picture:
    """Return the ink of a page, 0 for paper to 255 for its darkest marks, from its brightness (h x w, 0 black)."""
    height, width = gray.shape
    coarse_size = (max(1, width // _COARSE), max(1, height // _COARSE))
    coarse = cv2.resize(gray, coarse_size, interpolation=cv2.INTER_AREA)
    brightest = cv2.dilate(coarse, np.ones((_PAPER_WITHIN, _PAPER_WITHIN), np.uint8))
    paper = cv2.resize(cv2.blur(brightest, (_PAPER_WITHIN, _PAPER_WITHIN)), (width, height))
    missing = cv2.subtract(paper, gray)
    relative = cv2.divide(missing, np.maximum(paper, 1), scale=_MAX_INK)
    return np.asarray(cv2.convertScaleAbs(relative, alpha=_MAX_INK / _darkest(relative)), np.uint8)


def _darkest(relative: NDArray[np.generic]) -> float:
    """Return how dark solid ink is: the upper part of all that is clearly no paper."""
    counts = np.bincount(np.asarray(relative, np.uint8)[::2, ::2].ravel(), minlength=_MAX_INK + 1)
    counts[: _MAX_INK // 5] = 0
    if not counts.any():
        return _MAX_INK
    return float(np.searchsorted(np.cumsum(counts), 0.8 * counts.sum()))
