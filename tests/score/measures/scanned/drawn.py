"""Small scores drawn as a scan would show them, with their barlines known."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 1240, 900
SPACE = 12
LEFT, RIGHT = 120, 1120
BARLINES = (420, 610, 860, RIGHT)
GAP = 130  # pixels from the middle of a staff to that of the next one of its system


@dataclass(frozen=True, slots=True)
class Scan:
    """What happens to a page on its way: degrees of turn, pixels of blur, grey noise, JPEG quality, two levels."""

    turn: float = 0.0
    blur: float = 0.6
    noise: float = 2.0
    quality: int = 90
    two_levels: bool = False


def score(systems: int = 2, staves: int = 1) -> NDArray[np.uint8]:
    """Return a page of systems with a clef-sized blot, stems with heads, and barlines at `BARLINES`."""
    page = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for system in range(systems):
        rows = [150 + system * 380 + k * GAP for k in range(staves)]
        for row in rows:
            for k in range(-2, 3):
                cv2.line(page, (LEFT, row + k * SPACE), (RIGHT, row + k * SPACE), 0, 1)
            for x in range(LEFT + 100, RIGHT - 40, 60):
                if min(abs(x - barline) for barline in BARLINES) > 30:
                    _note(page, x, row + SPACE * ((x // 60) % 4 - 2) // 2)
        for x in (*BARLINES, *((LEFT,) if staves > 1 else ())):
            cv2.rectangle(page, (x - 1, rows[0] - 2 * SPACE), (x + 1, rows[-1] + 2 * SPACE), 0, -1)
    return page


def scanned(page: NDArray[np.uint8], scan: Scan) -> NDArray[np.uint8]:
    """Return the page as a scanner gives it."""
    around = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), scan.turn, 1)
    turned = cv2.warpAffine(page, around, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderValue=255)
    soft = cv2.GaussianBlur(turned, (0, 0), scan.blur).astype(np.float64)
    noisy = np.clip(soft + np.random.default_rng(7).normal(0, scan.noise, soft.shape), 0, 255).astype(np.uint8)
    if scan.two_levels:
        return np.where(noisy > 150, 255, 0).astype(np.uint8)
    encoded = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, scan.quality])[1]
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)


def _note(page: NDArray[np.uint8], x: int, y: int) -> None:
    cv2.ellipse(page, (x, y), (7, 5), -20, 0, 360, 0, -1)
    cv2.line(page, (x + 6, y), (x + 6, y - 42), 0, 1)
