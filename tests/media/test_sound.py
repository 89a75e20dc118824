"""The stream of sound: beeps come when the take's time says so, at every rate, and loops have no seam."""

import os
import threading
from itertools import takewhile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from practika_desktop.media.index import FrameIndex
from practika_desktop.media.indexing import build_index
from practika_desktop.media.loops import SAMPLE_RATE, Course
from practika_desktop.media.sound import stream, wav_header, write_stream
from practika_desktop.media.sound_spec import SoundSpec
from tests.support.sounds import onsets
from tests.support.videos import broken, made

LONG = "h264-long-gop"
WITHIN_MS = {0.25: 25, 0.5: 15}


def opened(kind: str) -> FrameIndex:
    return build_index(made(kind).path)


def heard(kind: str, course: Course, length: int) -> NDArray[np.int16]:
    """Return the first samples of the stream."""
    spec, pieces, count = SoundSpec(made(kind).path, opened(kind).zero_us, course), [], 0
    for piece in stream(spec):
        pieces.append(piece)
        count += len(piece)
        if count >= length:
            break
    return np.concatenate(pieces)[:length]


def way(kind: str, start_us: int, rate: float = 1.0, loop: tuple[int, int] | None = None) -> Course:
    return Course(start_us, opened(kind).duration_us, rate, loop)


@pytest.mark.parametrize("kind", ["h264", "h264-mkv", "vp9", "h264-late", "h264-late-sound", "hevc-mov"])
@pytest.mark.parametrize("start_us", [0, 1_234_567])
def test_beeps_come_on_the_millisecond(kind: str, start_us: int) -> None:
    course = way(kind, start_us)
    times = [start_us / 1000 + at for at in onsets(heard(kind, course, course.first_samples))]
    whole = [1000.0 * second for second in range(8) if start_us < second * 1_000_000 < course.end_us - 50_000]
    assert [at for at in times if at > start_us / 1000 + 5] == pytest.approx(whole, abs=2)


@pytest.mark.parametrize("rate", [0.25, 0.33, 0.5, 0.75, 0.9, 1.25, 1.5, 2.0])
def test_stretched_sound_keeps_its_places(rate: float) -> None:
    course = way(LONG, 500_000, rate)
    found = onsets(heard(LONG, course, course.first_samples), apart_ms=600 / rate)
    due = [(second * 1000 - 500) / rate for second in range(1, 11)]
    assert found == pytest.approx(due, abs=WITHIN_MS.get(rate, 15))


@pytest.mark.parametrize("rate", [0.25, 0.5, 0.75, 1.5, 2.0])
def test_stretched_sound_keeps_its_pitch(rate: float) -> None:
    sound = heard(LONG, way(LONG, 200_000, rate), int(0.6 * SAMPLE_RATE / rate))[:, 0].astype(float)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert np.argmax(spectrum) * SAMPLE_RATE / len(sound) == pytest.approx(220, abs=4)


@pytest.mark.parametrize("rate", [0.5, 1.0, 1.5])
def test_each_pass_of_a_loop_has_the_same_samples_and_no_seam(rate: float) -> None:
    course = way(LONG, 900_000, rate, (800_000, 1_302_300))  # half a wave of the tone more than whole ones
    first, turn = course.first_samples, course.pass_samples
    sound = heard(LONG, course, first + 6 * turn).astype(np.int32)
    second, third, last = (sound[first + k * turn : first + (k + 1) * turn] for k in (1, 2, 5))
    assert np.array_equal(second, third)
    assert np.array_equal(second, last)
    steps = np.abs(np.diff(sound[:, 0]))
    at_seams = max(steps[first + k * turn - 300 : first + k * turn + 300].max() for k in range(6))
    assert at_seams < 250  # the tone's own steps are 46; without a fade it would jump by up to 3,200


def test_a_loop_too_long_to_be_kept_goes_on_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    course = way("h264", 0, 1.0, (1_000_000, 2_000_000))
    kept = heard("h264", course, 4 * SAMPLE_RATE)
    monkeypatch.setattr("practika_desktop.media.sound.KEPT_PASS", 0)
    made_anew = heard("h264", course, 4 * SAMPLE_RATE)
    assert np.allclose(made_anew, kept, atol=400)  # the decoder fills noise bands at random


def test_a_loop_shorter_than_the_fade_still_plays() -> None:
    course = way("h264", 1_000_000, 1.0, (1_000_000, 1_003_000))
    assert np.abs(heard("h264", course, SAMPLE_RATE)).max() > 1000


def test_after_the_end_and_without_a_track_there_is_silence() -> None:
    course = way("h264", 3_900_000)
    tail = heard("h264", course, course.first_samples + SAMPLE_RATE)[course.first_samples :]
    assert not tail.any()
    assert not heard("h264-silent", way("h264-silent", 0), SAMPLE_RATE).any()


def test_a_file_that_cannot_be_read_is_silent() -> None:
    spec = SoundSpec(broken("noise"), 0, Course(0, 1_000_000))
    assert not next(stream(spec)).any()


@pytest.mark.parametrize("kind", ["h264", "h264-mkv", "vp9"])
def test_damaged_files_are_played_as_far_as_they_go(kind: str, tmp_path: Path) -> None:
    whole, chance = made(kind).path.read_bytes(), np.random.default_rng(3)
    for turn in range(12):
        data = bytearray(whole[: len(whole) // (2 if turn % 4 == 0 else 1)])
        for at in chance.integers(0, len(data), 200):
            data[at] ^= 1 << int(at) % 8
        path = tmp_path / f"{turn}{made(kind).path.suffix}"
        path.write_bytes(data)
        pieces = stream(SoundSpec(path, 0, Course(0, 3_000_000, 0.9)))
        assert sum(len(piece) for piece, _ in zip(pieces, range(150), strict=False)) > 0


def test_the_pipe_gets_a_wav_and_the_writer_ends_when_nobody_reads() -> None:
    read_end, write_end = os.pipe()
    spec = SoundSpec(made("h264").path, opened("h264").zero_us, way("h264", 0))
    writer = threading.Thread(target=write_stream, args=(spec, write_end, threading.Event()))
    writer.start()
    head = os.read(read_end, len(wav_header()))
    os.close(read_end)
    writer.join(5)
    assert not writer.is_alive()
    assert head == wav_header()


def test_the_writer_ends_and_closes_the_pipe_when_told() -> None:
    read_end, write_end = os.pipe()
    stop = threading.Event()
    spec = SoundSpec(made("h264").path, opened("h264").zero_us, way("h264", 0))
    writer = threading.Thread(target=write_stream, args=(spec, write_end, stop))
    writer.start()
    stop.set()
    with os.fdopen(read_end, "rb") as pipe:
        assert sum(len(block) for block in takewhile(bool, iter(lambda: pipe.read(65_536), None))) < 1 << 20
    writer.join(5)
    assert not writer.is_alive()
