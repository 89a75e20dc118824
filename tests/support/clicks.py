"""Sound files with clicks or notes at known times."""

import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np

RATE = 44_100


def click_track(
    path: Path, times_ms: Iterable[float], duration_ms: int, *, soft_ms: Iterable[float] = (), noise: float = 0.002
) -> Path:
    """Write a WAV of notes (a tone of 660 Hz that dies away) at these times, softer ones at `soft_ms`, over noise."""
    chance = np.random.default_rng(1)
    sound = chance.normal(0, noise, duration_ms * RATE // 1000)
    for times, loudness in ((times_ms, 0.5), (soft_ms, 0.12)):
        for ms in times:
            first = round(ms * RATE / 1000)
            at = np.arange(min(RATE // 3, len(sound) - first)) / RATE
            sound[first : first + len(at)] += loudness * np.exp(-9 * at) * np.sin(2 * np.pi * 660 * at)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32_000).astype(np.int16).tobytes())
    return path
