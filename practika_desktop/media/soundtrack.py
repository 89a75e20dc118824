"""The sound of a file as samples at exact times: 16 bit stereo at 48 kHz, silence wherever the file has none."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.error import FFmpegError
from numpy.typing import NDArray

from practika_desktop.media.loops import SAMPLE_RATE
from practika_desktop.media.probe import open_media, packets, sound_stream

Sound = NDArray[np.int16]  # (samples, 2)
PREROLL_US = 250_000  # what decoders need to sound right: AAC 2 frames, Opus 80 ms
SLACK = SAMPLE_RATE * 3 // 100  # times in files are rounded and jitter: below this, sound goes on without a seam
CHUNK = 2048


class Soundtrack:
    """Reads the sound of the file `path`, opened as long as it is used as a context; raises MediaError on opening.

    A file without sound is silent. All times count from the file's one zero, `zero_us` in its own time.
    """

    def __init__(self, path: Path, zero_us: int) -> None:
        self._container = open_media(path)
        self._zero_us = zero_us
        self._stream = sound_stream(self._container)

    def chunks(self, start_us: int) -> Iterator[Sound]:
        """Yield the sound from exactly `start_us` on, in short pieces, silence before 0 and for ever after its end."""
        cursor = round(start_us * SAMPLE_RATE / 1_000_000)
        for at, piece in self._pieces(start_us):
            if at > cursor:
                yield from _silence(at - cursor)
                cursor = at
            rest = piece[cursor - at :]
            if len(rest):
                yield rest
                cursor += len(rest)
        while True:
            yield np.zeros((CHUNK, 2), np.int16)

    def _pieces(self, start_us: int) -> Iterator[tuple[int, Sound]]:
        """Yield pieces of sound with the sample at which each begins, from a little before `start_us` on."""
        if self._stream is None:
            return
        self._seek(self._stream, start_us)
        resampler, kind, next_at = _resampler(), None, 0
        for frame, seconds in self._frames(self._stream):
            at = round((seconds - self._zero_us / 1_000_000) * SAMPLE_RATE)
            frame_kind = (frame.format.name, frame.layout.name, frame.sample_rate)
            if frame_kind != kind or abs(at - next_at) > SLACK:
                resampler, kind, next_at = _resampler(), frame_kind, at
            frame.pts = None
            for piece in _resampled(resampler, frame):
                yield next_at, piece
                next_at += len(piece)

    def _frames(self, stream: AudioStream) -> Iterator[tuple[av.AudioFrame, float]]:
        """Yield the frames that have a time, and that time in seconds; what cannot be decoded is left out."""
        for packet in packets(self._container, stream):
            with suppress(FFmpegError):
                for frame in stream.codec_context.decode(packet):
                    if frame.time is not None:
                        yield frame, frame.time

    def _seek(self, stream: AudioStream, start_us: int) -> None:
        target = (start_us + self._zero_us - PREROLL_US) / 1_000_000 / (stream.time_base or 1)
        with suppress(FFmpegError):
            self._container.seek(int(target), stream=stream)
            return
        with suppress(FFmpegError):  # before the first packet of some files there is nothing to go to
            self._container.seek(0)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _resampled(resampler: AudioResampler, frame: av.AudioFrame) -> list[Sound]:
    """Return the frame's sound as it is played; nothing of a frame that is damaged."""
    try:
        return [interleaved(resampled) for resampled in resampler.resample(frame)]
    except (FFmpegError, ValueError):
        return []


def interleaved(frame: av.AudioFrame) -> Sound:
    """Return the samples of a packed 16 bit stereo frame."""
    return frame.to_ndarray().reshape(-1, 2).astype(np.int16, copy=False)


def _resampler() -> AudioResampler:
    return AudioResampler(format="s16", layout="stereo", rate=SAMPLE_RATE)


def _silence(length: int) -> Iterator[Sound]:
    while length > 0:
        yield np.zeros((min(length, CHUNK), 2), np.int16)
        length -= CHUNK
