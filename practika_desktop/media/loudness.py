"""Measures how loud a take is from place to place; runs in a worker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from practika_desktop.media.faults import media_faults
from practika_desktop.media.probe import clock_zero, open_media, packets, sound_stream
from practika_desktop.media.waveform import Waveform

STEP_US = 10_000
"""The distance between two peaks of a take of ordinary length, in microseconds."""

_MOST_PEAKS = 400_000  # a little over an hour in full detail; longer takes are drawn more coarsely
_REPORT_EVERY = 100  # packets


def make_waveform(
    path: Path, duration_us: int, zero_us: int | None = None, *, progress: Callable[[int, int], None]
) -> Waveform:
    """Measure the sound from the clock's zero on (in the file's own time; found when None) for duration_us.

    A damaged place counts as silence. Without a sound track there are no peaks. Raise MediaError for what cannot be
    opened.
    """
    step_us = max(STEP_US, -(-duration_us // _MOST_PEAKS))
    levels = np.zeros(-(-duration_us // step_us), np.float32)
    with open_media(path) as container, media_faults(path):
        stream = sound_stream(container)
        if stream is None:
            return Waveform(b"", duration_us)
        zero = clock_zero(path) if zero_us is None else zero_us
        progress(0, duration_us)
        for start_us, samples, rate in _pieces(container, stream, lambda at: progress(max(0, at - zero), duration_us)):
            _raise_peaks(levels, samples, (start_us - zero) / step_us, 1_000_000 / rate / step_us)
    return Waveform((np.sqrt(np.clip(levels, 0, 1)) * 255).round().astype(np.uint8).tobytes(), duration_us)


def _raise_peaks(levels: NDArray[np.float32], samples: NDArray[np.float32], first: float, per_sample: float) -> None:
    """Lift the levels to the loudest sample that falls on each; first is the place of the first sample."""
    places = np.floor(first + np.arange(len(samples)) * per_sample).astype(np.int64)
    inside = (places >= 0) & (places < len(levels))
    places, samples = places[inside], samples[inside]
    if len(places):
        starts = np.concatenate(([0], np.flatnonzero(np.diff(places)) + 1))
        at = places[starts]
        levels[at] = np.maximum(levels[at], np.maximum.reduceat(samples, starts))


def _pieces(
    container: InputContainer, stream: AudioStream, report: Callable[[int], None]
) -> Iterator[tuple[int, NDArray[np.float32], int]]:
    """Yield (time in the file in us, loudest channel of each sample, samples per second) of all that can be decoded."""
    to_floats = _ToFloats()
    for number, packet in enumerate(packets(container, stream)):
        try:
            frames = stream.codec_context.decode(packet)
        except FFmpegError:
            continue
        for frame in frames:
            start_us = _time_us(frame)
            if start_us is None:
                continue
            if number % _REPORT_EVERY == 0:
                report(start_us)
            yield start_us, to_floats.loudest(frame), frame.sample_rate


class _ToFloats:
    """Turns frames of any sample format into floats; the format may change on the way."""

    def __init__(self) -> None:
        self._shape: tuple[object, ...] = ()
        self._resampler = AudioResampler(format="fltp")

    def loudest(self, frame: AudioFrame) -> NDArray[np.float32]:
        """Return how far each sample is from silence, in its loudest channel."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self._shape, self._resampler = shape, AudioResampler(format="fltp")
        parts = [np.abs(part.to_ndarray()).max(axis=0) for part in self._resampler.resample(frame)]
        return np.concatenate([np.zeros(0, np.float32), *parts]).astype(np.float32)


def _time_us(frame: AudioFrame) -> int | None:
    if frame.pts is None or frame.time_base is None:
        return None
    return round(frame.pts * frame.time_base * 1_000_000)
