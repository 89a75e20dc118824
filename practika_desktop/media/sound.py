"""The stream of sound that is played: a WAV without end, with rate and loop already in it, written into a pipe."""

import os
import struct
from collections.abc import Generator, Iterator
from contextlib import suppress
from threading import Event

import numpy as np

from practika_desktop.media.loops import SAMPLE_RATE, Course
from practika_desktop.media.sound_spec import SoundSpec
from practika_desktop.media.soundtrack import CHUNK, Sound, Soundtrack
from practika_desktop.media.stretch import lead_us, stretched
from practika_desktop.model.errors import MediaError

CROSSFADE = SAMPLE_RATE // 200
KEPT_PASS = SAMPLE_RATE * 60  # passes of a loop up to this length are kept, longer ones are made anew each time
ENDLESS = 0xFFFF_FFFF


def write_stream(spec: SoundSpec, fd: int, stop: Event) -> None:
    """Write the stream into the write end `fd` of a pipe until `stop` is set or nobody reads any more; close it.

    Blocks while the pipe is full: close the read end to end it at once. A file whose sound cannot be read is silent.
    """
    with suppress(BrokenPipeError, ConnectionResetError), os.fdopen(fd, "wb", buffering=0) as pipe:
        _write_all(pipe.fileno(), wav_header())
        for chunk in stream(spec):
            if stop.is_set():
                return
            _write_all(pipe.fileno(), np.ascontiguousarray(chunk).tobytes())


def stream(spec: SoundSpec) -> Iterator[Sound]:
    """Yield the endless stream in short pieces."""
    try:
        track = Soundtrack(spec.path, spec.zero_us)
    except MediaError:
        yield from _endless_silence()
        return
    with track:
        course = spec.course
        yield from _once(track, course) if course.loop is None else _unrolled(track, course, course.loop[0])


def _once(track: Soundtrack, course: Course) -> Iterator[Sound]:
    yield from _taken(_heard(track, course.start_us, course.rate), course.first_samples)
    yield from _endless_silence()


def _heard(track: Soundtrack, start_us: int, rate: float) -> Iterator[Sound]:
    """Yield the sound from `start_us` on, for ever, at `rate`."""
    return stretched(track.chunks(start_us - lead_us(rate)), rate)


def _unrolled(track: Soundtrack, course: Course, in_us: int) -> Iterator[Sound]:
    """Yield the way into the loop and its passes for ever, each seam crossfaded with what would have come next."""
    fade = min(CROSSFADE, course.pass_samples)
    lead = _heard(track, course.start_us, course.rate)
    tail = yield from _pass(lead, course.first_samples, np.zeros((0, 2), np.int16), fade)
    for sound in _rounds(track, course, in_us, fade):
        tail = yield from _pass(sound, course.pass_samples, tail, fade)


def _rounds(track: Soundtrack, course: Course, in_us: int, fade: int) -> Iterator[Iterator[Sound]]:
    """Yield the sound of one pass after the other, with a tail of `fade` samples; short passes are made only once."""
    kept: list[Sound] = []
    while True:
        if kept:
            yield iter(kept)
            continue
        sound = _taken(_heard(track, in_us, course.rate), course.pass_samples + fade)
        yield _keeping(sound, kept) if course.pass_samples <= KEPT_PASS else sound


def _pass(sound: Iterator[Sound], length: int, before: Sound, fade: int) -> Generator[Sound, None, Sound]:
    """Yield `length` samples of `sound`, its head faded over from `before`; return the `fade` samples behind them."""
    done, tail = 0, [np.zeros((0, 2), np.int16)]
    for piece in _taken(sound, length + fade):
        body, rest = np.split(piece, [max(length - done, 0)])
        if len(body):
            yield _faded(before[done : done + len(body)], body, done, len(before))
        tail.append(rest)
        done += len(piece)
    return np.concatenate(tail)


def _faded(old: Sound, new: Sound, done: int, whole: int) -> Sound:
    """Return `new` with its head faded over from `old`, which is `done` samples into a fade of `whole`."""
    if not len(old):
        return new
    share = ((np.arange(done, done + len(old)) + 0.5) / whole)[:, None]
    head = old * (1 - share) + new[: len(old)] * share
    return np.concatenate([np.rint(head).astype(np.int16), new[len(old) :]])


def _keeping(sound: Iterator[Sound], kept: list[Sound]) -> Iterator[Sound]:
    for piece in sound:
        kept.append(piece)
        yield piece


def _taken(sound: Iterator[Sound], length: int) -> Iterator[Sound]:
    """Yield the first `length` samples of an endless sound."""
    while length > 0:
        piece = next(sound)[:length]
        length -= len(piece)
        yield piece


def _endless_silence() -> Iterator[Sound]:
    while True:
        yield np.zeros((CHUNK, 2), np.int16)


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def wav_header() -> bytes:
    """Return the head of a WAV of 16 bit stereo at 48 kHz whose length is not known."""
    form = struct.pack("<HHIIHH", 1, 2, SAMPLE_RATE, SAMPLE_RATE * 4, 4, 16)
    return (
        b"RIFF"
        + struct.pack("<I", ENDLESS)
        + b"WAVEfmt "
        + struct.pack("<I", len(form))
        + form
        + b"data"
        + (struct.pack("<I", ENDLESS))
    )
