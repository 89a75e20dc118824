"""What a page of a PDF draws, as PyMuPDF tells it."""

from dataclasses import dataclass
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: the point (x, y) goes to (a x + c y + e, b x + d y + f)."""


@dataclass(frozen=True, slots=True)
class Operators:
    """A page's drawing operators, in points.

    `paths` is as `Page.get_cdrawings` gives it, `text` the blocks of `Page.get_text("rawdict")`, both of the page
    before it is turned; `turn` leads from there to the page as it is displayed. `has_picture` tells whether it shows
    pictures, as scans do.
    """

    paths: list[dict[str, Any]]
    text: list[dict[str, Any]]
    has_picture: bool
    turn: Matrix
