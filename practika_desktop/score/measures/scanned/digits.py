"""Digits: which one a small black shape is, by what the ten look like in several typefaces."""

from functools import cache
from importlib import resources

import cv2
import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.ink import Picture

TEMPLATE_SIZE = (12, 16)  # width and height in pixels to which every shape is brought
_ALIKE = 0.72  # least correlation with a template
_CLEARER = 0.04  # by how much the best digit must be more alike than the next
_ASPECT = 1.6  # times as wide or narrow as the template's digit, at most


def read_digit(shape: Picture) -> int | None:
    """Return the digit that the ink of a tightly cut shape (h x w) shows, None where it is like none or like two."""
    digits, aspects, pictures = _templates()
    aspect = shape.shape[1] / shape.shape[0]
    likeness = pictures @ template_of(shape)
    likeness[np.abs(np.log(aspect / aspects)) > np.log(_ASPECT)] = -1.0
    best_of_each = np.array([likeness[digits == digit].max() for digit in range(10)])
    order = np.argsort(best_of_each)
    if best_of_each[order[-1]] < _ALIKE or best_of_each[order[-1]] - best_of_each[order[-2]] < _CLEARER:
        return None
    return int(order[-1])


def template_of(shape: Picture) -> NDArray[np.float32]:
    """Return a shape as a vector of mean 0 and length 1, whatever its size and blackness."""
    small = cv2.resize(shape, TEMPLATE_SIZE, interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    small -= small.mean()
    return np.asarray(small / max(1e-6, float(np.linalg.norm(small))), np.float32)


@cache
def _templates() -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Return the digits, aspects and pictures that `tools/digit_templates.py` made."""
    with resources.files(__package__).joinpath("digits.npz").open("rb") as file, np.load(file) as made:
        return made["digits"].astype(np.int64), made["aspects"].astype(np.float32), made["pictures"].astype(np.float32)
