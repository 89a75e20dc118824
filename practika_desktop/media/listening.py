"""Measures how strongly something begins to sound in a take, from place to place; runs in a worker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from practika_desktop.media.faults import media_faults
from practika_desktop.media.onsets import STEP_US, Onsets
from practika_desktop.media.probe import clock_zero, open_media, packets, sound_stream

_RATE = 8_000
_HOP = _RATE * STEP_US // 1_000_000
_WINDOW = 256
_MOST_US = 2 * 3_600_000_000  # of a longer take only the beginning is listened to: memory stays bounded
_AROUND = 101  # steps: a second
_A_BLOCK = 2_000  # windows that are looked at together
_REPORT_EVERY = 100  # packets

_Samples = NDArray[np.int16]


def make_onsets(
    path: Path, duration_us: int, zero_us: int | None = None, *, progress: Callable[[int, int], None]
) -> Onsets:
    """Listen from the clock's zero on (in the file's own time; found when None) for duration_us.

    A damaged place is silence. Without a sound track there are no onsets. Raise MediaError for what cannot be opened.
    """
    heard_us = min(duration_us, _MOST_US)
    with open_media(path) as container, media_faults(path):
        stream = sound_stream(container)
        if stream is None:
            return Onsets(b"")
        zero = clock_zero(path) if zero_us is None else zero_us
        sound = np.zeros(heard_us * _RATE // 1_000_000, np.int16)
        progress(0, heard_us)
        for start_us, samples in _pieces(container, stream, lambda at: progress(max(0, at - zero), heard_us)):
            _lay(sound, samples, round((start_us - zero) * _RATE / 1_000_000))
    return Onsets(_levels(_rises(sound, progress)))


def _lay(sound: _Samples, samples: _Samples, at: int) -> None:
    """Put samples to their place, as far as they lie within."""
    first, last = max(at, 0), min(at + len(samples), len(sound))
    if first < last:
        sound[first:last] = samples[first - at : last - at]


def _pieces(
    container: InputContainer, stream: AudioStream, report: Callable[[int], None]
) -> Iterator[tuple[int, _Samples]]:
    """Yield (time in the file in us, samples in mono) of all that can be decoded."""
    shape: tuple[object, ...] = ()
    resampler = AudioResampler(format="s16", layout="mono", rate=_RATE)
    for number, packet in enumerate(packets(container, stream)):
        try:
            frames = stream.codec_context.decode(packet)
        except FFmpegError:
            continue
        for frame in frames:
            if frame.pts is None or frame.time_base is None:
                continue
            now = (frame.format.name, frame.layout.name, frame.sample_rate)
            if now != shape:
                shape, resampler = now, AudioResampler(format="s16", layout="mono", rate=_RATE)
            if number % _REPORT_EVERY == 0:
                report(round(frame.pts * frame.time_base * 1_000_000))
            for part in resampler.resample(frame):
                if part.pts is not None and part.time_base is not None:
                    yield round(part.pts * part.time_base * 1_000_000), part.to_ndarray()[0]


def _rises(sound: _Samples, progress: Callable[[int, int], None]) -> NDArray[np.float32]:
    """Return, for each step, how much louder each pitch is from there on than before, in sum over the pitches."""
    steps = len(sound) // _HOP
    rises = np.zeros(steps, np.float32)
    padded = np.concatenate([np.zeros(_WINDOW, np.int16), sound, np.zeros(_WINDOW, np.int16)])
    falling = np.hanning(2 * _WINDOW)[_WINDOW:] / 32_768  # what is nearest to the place counts most
    for first in range(0, steps, _A_BLOCK):
        progress(first, steps)
        starts = np.arange(first, min(first + _A_BLOCK, steps)) * _HOP
        before = _loudness(padded, starts, falling[::-1])
        after = _loudness(padded, starts + _WINDOW, falling)
        rises[first : first + len(starts)] = np.maximum(after - before, 0).sum(axis=1)
    return rises


def _loudness(sound: _Samples, starts: NDArray[np.int64], form: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return how loud each pitch is felt to be in the windows that begin at these samples."""
    windows = sound[starts[:, None] + np.arange(_WINDOW)] * form
    return np.log1p(100 * np.abs(np.fft.rfft(windows, axis=1)).astype(np.float32))


def _levels(rises: NDArray[np.float32]) -> bytes:
    """Return the rises as levels to 255: what is as usual around a place is silence, the strongest hundredth full."""
    if len(rises) <= _AROUND:
        return bytes(len(rises))
    around = np.convolve(rises, np.ones(_AROUND) / _AROUND, "same")
    above = np.maximum(rises - around, 0)
    most = max(float(np.quantile(above, 0.99)), 1e-6)
    return np.minimum(above * (255 / most), 255).round().astype(np.uint8).tobytes()
