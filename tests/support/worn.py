"""Scores as scanners, cameras and years leave them: pictures of a PDF's pages, and where each of its points went."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from practika_desktop.score.pdf import ScoreFile

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]

_INCH = 72.0
_PAPER = 255.0


@dataclass(frozen=True, slots=True)
class Wear:
    """What happens to a page on its way.

    `dpi` dots an inch; `turn` degrees; `bow` points by which the page's middle hangs; `narrowing` the share of the
    width that is lost at its top; `blur` points; `ink` its blackness, 0 to 1; `shadow` the share of light that is lost
    at one side; `noise` grey levels; `quality` of the JPEG; `threshold` (0 to 255) makes it a picture of two levels.
    """

    dpi: int = 200
    turn: float = 0.0
    bow: float = 0.0
    narrowing: float = 0.0
    blur: float = 0.2
    ink: float = 1.0
    shadow: float = 0.0
    noise: float = 0.0
    quality: int = 90
    threshold: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the points of a page of `width` x `height` points lie in its worn picture, in points."""

    width: float
    height: float
    wear: Wear

    def __call__(self, x: Points, y: Points) -> tuple[Points, Points]:
        """Return where the page's points lie in the picture: bowed, then seen from aside and turned."""
        return _seen(self._view(), x, y + self._hang(x))

    def back(self, x: Points, y: Points) -> tuple[Points, Points]:
        """Return which of the page's points are seen in the picture at these ones."""
        page_x, page_y = _seen(np.asarray(np.linalg.inv(self._view()), np.float64), x, y)
        return page_x, page_y - self._hang(page_x)

    def _hang(self, x: Points) -> Points:
        return self.wear.bow * (1 - (2 * x / self.width - 1) ** 2)

    def _view(self) -> Points:
        """Return the matrix by which a flat page is seen: narrower at its top, and turned about its middle."""
        aside = self.wear.narrowing / 2 * self.width
        corners = np.array([[0, 0], [self.width, 0], [self.width, self.height], [0, self.height]], np.float32)
        narrowed = corners + np.array([[aside, 0], [-aside, 0], [0, 0], [0, 0]], np.float32)
        turn = math.radians(self.wear.turn)
        cosine, sine = math.cos(turn), math.sin(turn)
        x, y = self.width / 2, self.height / 2
        turned = [[cosine, -sine, x - cosine * x + sine * y], [sine, cosine, y - sine * x - cosine * y], [0, 0, 1]]
        return np.asarray(np.array(turned) @ cv2.getPerspectiveTransform(corners, narrowed), np.float64)


def make_worn(pdf: Path, into: Path, wear: Wear, pages: Sequence[int] = (1,), seed: int = 1) -> list[Moved]:
    """Write a PDF of nothing but worn pictures of these pages (from 1), and return for each where its points went."""
    score = ScoreFile(pdf)
    moves = []
    try:
        with pymupdf.open() as document:
            for page in pages:
                move = Moved(*score.page_sizes[page - 1], wear)
                picture = _worn(score.gray(page, _INCH / wear.dpi), move, np.random.default_rng((seed, page)))
                made = document.new_page(width=move.width, height=move.height)
                made.insert_image(made.rect, stream=_encoded(picture, wear), keep_proportion=False)
                moves.append(move)
            document.save(into)
    finally:
        score.close()
    return moves


def _worn(gray: Picture, move: Moved, chance: np.random.Generator) -> Picture:
    wear = move.wear
    height, width = gray.shape
    across, down = move.width / width, move.height / height  # points to a pixel
    x, y = (np.arange(width) + 0.5)[None, :] * across, (np.arange(height) + 0.5)[:, None] * down
    page_x, page_y = move.back(x, y)
    map_x, map_y = (page_x / across - 0.5).astype(np.float32), (page_y / down - 0.5).astype(np.float32)
    seen = cv2.remap(gray, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(_PAPER,))
    soft = cv2.GaussianBlur(seen, (0, 0), max(0.1, wear.blur * wear.dpi / _INCH)).astype(np.float32)
    light = 1 - wear.shadow * (x / move.width) ** 2
    lit = (_PAPER - wear.ink * (_PAPER - soft)) * light.astype(np.float32)
    noise = wear.noise * chance.standard_normal(lit.shape, np.float32)
    return np.asarray(np.clip(lit + noise, 0, _PAPER), np.uint8)


def _seen(view: Points, x: Points, y: Points) -> tuple[Points, Points]:
    """Return where a flat page's points are seen."""
    u, v, far = (row[0] * x + row[1] * y + row[2] for row in view)
    return u / far, v / far


def _encoded(picture: Picture, wear: Wear) -> bytes:
    if wear.threshold is not None:
        return cv2.imencode(".png", np.where(picture > wear.threshold, 255, 0).astype(np.uint8))[1].tobytes()
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, wear.quality])[1].tobytes()
