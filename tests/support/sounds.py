"""Finding the beeps of the made videos in sound that was decoded or recorded."""

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
BEEP_FLOOR = 5_000


def onsets(sound: NDArray[np.int16], *, apart_ms: float = 500.0) -> list[float]:
    """Return when beeps begin, in milliseconds of (samples, 2) at 48 kHz, those apart from the one before."""
    level = np.convolve(np.abs(sound[:, 0].astype(float)), np.ones(48) / 48, "same")
    rising = np.flatnonzero(np.diff((level > BEEP_FLOOR).astype(int)) == 1)
    found: list[float] = []
    for sample in rising:
        at_ms = float(sample) * 1000 / RATE
        if not found or at_ms - found[-1] > apart_ms:
            found.append(at_ms)
    return found
