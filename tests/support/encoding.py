"""Encodes footage with numbered frames, flashes and beeps into a file, through the encoders that av brings along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container.output import OutputContainer
from av.video.frame import PictureType
from av.video.stream import VideoStream

from tests.support import barcode

FLASH_US = 100_000
_SOUND_RATE = 48_000
_SOUND_BLOCK = 960


@dataclass(frozen=True)
class Footage:
    """What to encode: frame n carries `first_number + n` and is shown from `ticks[n]` (in `time_base`) on.

    `rotation` is clockwise, what a player must apply, after it has exchanged left and right where the file is
    `mirrored`; `size` is upright. Up to frame `plain_until` none is coded out of its turn. Sound starts at
    `sound_start_us`, lasts as long as the pictures and beeps in each flash. `late_us` moves the whole file away from
    zero. With `texture` the upper half is as hard to code as what a camera sees: a rough surface that moves, and noise.
    """

    codec: str
    options: Mapping[str, str]
    ticks: tuple[int, ...]
    time_base: Fraction = Fraction(1, 30_000)
    size: tuple[int, int] = (320, 180)
    rotation: int = 0
    mirrored: bool = False
    sound: str | None = "aac"
    sound_start_us: int = 0
    late_us: int = 0
    pix_fmt: str = "yuv420p"
    muxing: Mapping[str, str] = field(default_factory=dict)
    first_number: int = 0
    plain_until: int = 0
    texture: bool = False

    def time_us(self, n: int) -> int:
        """Return when frame n is shown, in the file's own time less `late_us`."""
        return round(self.ticks[n] * self.time_base * 1_000_000)

    @property
    def end_us(self) -> int:
        """Return where the last frame ends, as long as the one before it."""
        return 2 * self.time_us(len(self.ticks) - 1) - self.time_us(len(self.ticks) - 2)


def encode(footage: Footage, path: Path) -> None:
    """Write the footage to path; the ending of its name chooses the container."""
    with av.open(str(path), "w", options=dict(footage.muxing)) as container:
        video = _video_stream(container, footage)
        audio = _sound_stream(container, footage.sound) if footage.sound else None
        blocks = sound_blocks(footage.sound_start_us, footage.end_us)
        heard_us = footage.sound_start_us
        for n in range(len(footage.ticks)):
            container.mux(video.encode(_frame(footage, n)))
            while audio is not None and heard_us <= footage.time_us(n) and (block := next(blocks, None)):
                heard_us = _mux_sound(container, audio, block, footage.late_us)
        container.mux(video.encode(None))
        if audio is not None:
            for block in blocks:
                _mux_sound(container, audio, block, footage.late_us)
            container.mux(audio.encode(None))


def encode_sound(path: Path, seconds: int) -> None:
    """Write a file that has beeps and no picture."""
    with av.open(str(path), "w") as container:
        audio = _sound_stream(container, "aac")
        for block in sound_blocks(0, seconds * 1_000_000):
            _mux_sound(container, audio, block, 0)
        container.mux(audio.encode(None))


def sound_blocks(start_us: int, end_us: int) -> Iterator[tuple[int, np.ndarray[tuple[int], np.dtype[np.int16]]]]:
    """Yield (start in samples, samples) of a 1 kHz beep in each flash and a soft 220 Hz tone in between."""
    first = start_us * _SOUND_RATE // 1_000_000
    last = end_us * _SOUND_RATE // 1_000_000
    for start in range(first, last, _SOUND_BLOCK):
        at = np.arange(start, min(start + _SOUND_BLOCK, last)) / _SOUND_RATE
        beeping = (at % 1.0) < FLASH_US / 1_000_000
        wave = np.where(beeping, 0.6 * np.sin(2 * np.pi * 1000 * at), 0.05 * np.sin(2 * np.pi * 220 * at))
        yield start, (wave * 32_000).astype(np.int16)


def _video_stream(container: OutputContainer, footage: Footage) -> VideoStream:
    stream = cast(VideoStream, container.add_stream(footage.codec, options=dict(footage.options)))
    width, height = footage.size if footage.rotation % 180 == 0 else footage.size[::-1]
    stream.width, stream.height, stream.pix_fmt = width, height, footage.pix_fmt
    stream.time_base = footage.time_base
    stream.codec_context.time_base = footage.time_base
    if footage.mirrored:
        stream.set_display_rotation(footage.rotation, hflip=True)  # av mirrors after it has turned
    elif footage.rotation:
        stream.set_display_rotation(-footage.rotation)
    return stream


def _sound_stream(container: OutputContainer, codec: str) -> AudioStream:
    stream = cast(AudioStream, container.add_stream(codec, rate=_SOUND_RATE))
    stream.layout = "mono"
    return stream


def _frame(footage: Footage, n: int) -> av.VideoFrame:
    width, height = footage.size
    luma = np.full((height, width), 110, np.uint8)
    shift = n * 3 % width
    luma[: height // 2] += np.roll(np.arange(width, dtype=np.uint8) % 64, shift)
    if footage.time_us(n) % 1_000_000 < FLASH_US:
        luma[: height // 2] = 235
    elif footage.texture:
        luma[: height // 2] = _surface(width, height // 2, n)
    barcode.paint(luma, footage.first_number + n)
    luma = np.rot90(luma, footage.rotation // 90)  # the player turns it back, clockwise
    frame = _grey(luma[:, ::-1] if footage.mirrored else luma)
    if footage.pix_fmt != "yuv420p":
        frame = frame.reformat(format=footage.pix_fmt)
    if n < footage.plain_until:
        frame.pict_type = PictureType.P
    frame.time_base = footage.time_base
    frame.pts = footage.ticks[n] + round(Fraction(footage.late_us, 1_000_000) / footage.time_base)
    return frame


def _grey(luma: barcode.Luma) -> av.VideoFrame:
    """Return a frame of 4:2:0 without colour, of any size."""
    height, width = luma.shape
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, rows in zip(frame.planes, (luma, None, None), strict=True):
        filled = np.full((plane.height, plane.line_size), 128, np.uint8)
        if rows is not None:
            filled[:, :width] = rows
        plane.update(filled.tobytes())
    return frame


def _surface(width: int, height: int, n: int) -> barcode.Luma:
    """Return what a camera that is held in the hand sees of a rough surface in frame n."""
    rough, noise = _grain(width, height)
    moved = np.roll(rough, (n * n % 5, n * 2), (0, 1))
    return moved + np.roll(noise, (n * 37 % height, n * 101 % width), (0, 1))


@cache
def _grain(width: int, height: int) -> tuple[barcode.Luma, barcode.Luma]:
    chance = np.random.default_rng(3)
    rough = chance.integers(50, 190, (height // 8 + 1, width // 8 + 1), np.uint8)
    return np.kron(rough, np.ones((8, 8), np.uint8))[:height, :width], chance.integers(0, 20, (height, width), np.uint8)


def _mux_sound(
    container: OutputContainer,
    stream: AudioStream,
    block: tuple[int, np.ndarray[tuple[int], np.dtype[np.int16]]],
    late_us: int,
) -> int:
    start, samples = block
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = _SOUND_RATE
    frame.time_base = Fraction(1, _SOUND_RATE)
    frame.pts = start + late_us * _SOUND_RATE // 1_000_000
    container.mux(stream.encode(frame))
    return (start + len(samples)) * 1_000_000 // _SOUND_RATE
