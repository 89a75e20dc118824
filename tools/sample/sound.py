"""Synthesises a plucked, piano-like sound of a take."""

import numpy as np
import numpy.typing as npt

from tools.sample.takes import Take, duration, soundings

RATE = 48_000
_PARTIALS = ((1, 1.0), (2, 0.45), (3, 0.22), (4, 0.12), (5, 0.06), (6, 0.03))
_RELEASE_SECONDS = 0.12


def samples(take: Take) -> npt.NDArray[np.float32]:
    """Return the take's sound, shape (samples,), 48 kHz, peaks at 0.8."""
    mixed = np.zeros(int(duration(take) * RATE), np.float64)
    for sounding in soundings(take):
        tone = _tone(sounding.key, sounding.end - sounding.start)
        start = int(sounding.start * RATE)
        end = min(start + len(tone), len(mixed))
        mixed[start:end] += tone[: end - start]
    loudest = float(np.abs(mixed).max())
    scaled: npt.NDArray[np.float32] = (mixed * (0.8 / loudest)).astype(np.float32)
    return scaled


def _tone(key: int, seconds: float) -> npt.NDArray[np.float64]:
    """Return one key's sound: partials that die the sooner the higher they are, damped when the key is let go."""
    frequency = 440.0 * 2 ** ((key - 69) / 12)
    time = np.arange(int((seconds + _RELEASE_SECONDS) * RATE)) / RATE
    tone = np.zeros_like(time)
    for partial, strength in _PARTIALS:
        if frequency * partial < RATE / 2:
            tone += strength * np.sin(2 * np.pi * frequency * partial * time) * np.exp(-time * (1.1 + 0.9 * partial))
    attack = np.minimum(time / 0.004, 1.0)
    release = np.clip((seconds + _RELEASE_SECONDS - time) / _RELEASE_SECONDS, 0.0, 1.0)
    return tone * attack * release
