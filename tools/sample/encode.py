"""Encodes a take as phones do: 720p H.264 with AAC in an MP4 whose index comes first."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tools.sample.picture import HEIGHT, WIDTH, Painter
from tools.sample.sound import RATE, samples
from tools.sample.takes import Take, duration

_TICKS = 90_000
_FRAME_RATE = 30
_AUDIO_FRAME = 1024


def write_take(take: Take, path: Path, recorded: datetime) -> None:
    """Write one take; a variable frame rate drops and delays frames as a phone in poor light does."""
    options = {"movflags": "+faststart"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        container.metadata["creation_time"] = recorded.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        video = container.add_stream("libx264", rate=_FRAME_RATE)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.time_base = video.codec_context.time_base = Fraction(1, _TICKS)
        video.options = {"crf": "30", "preset": "slow", "tune": "animation", "g": "90", "bf": "3"}
        audio = container.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 64_000
        painter = Painter(take)
        for ticks in _frame_times(take):
            frame = av.VideoFrame.from_ndarray(np.asarray(painter.at(ticks / _TICKS)), format="rgb24")
            frame.pts, frame.time_base = ticks, Fraction(1, _TICKS)
            container.mux(video.encode(frame))
        container.mux(video.encode())
        sound = samples(take)
        for start in range(0, len(sound), _AUDIO_FRAME):
            block = av.AudioFrame.from_ndarray(sound[None, start : start + _AUDIO_FRAME], format="fltp", layout="mono")
            block.sample_rate, block.pts, block.time_base = RATE, start, Fraction(1, RATE)
            container.mux(audio.encode(block))
        container.mux(audio.encode())


def _frame_times(take: Take) -> Iterator[int]:
    """Yield each frame's presentation time in 1/90000 s."""
    step = _TICKS // _FRAME_RATE
    uneven = np.random.default_rng(7)
    at = 0
    while at < duration(take) * _TICKS:
        yield at
        at += step * int(uneven.choice([1, 2, 3], p=[0.8, 0.15, 0.05])) if take.variable_rate else step
