"""The sound process, heard through a private sound server: what is played comes out, at once and without a gap."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest

from practika_desktop.media.sound import wav_header
from practika_desktop.player.speaker import Speaker
from practika_desktop.player.speaker_messages import Point
from tests.support.pulse import RATE, Pulse, Recording, running_pulse, silences_ms

pytestmark = pytest.mark.desktop

LOUD = 8_000
WAIT_SECONDS = 10.0


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    with running_pulse(sinks=("one", "two")) as server:
        yield server


class Desk:
    """A speaker, and the tones that it is given to play."""

    def __init__(self) -> None:
        self.woken = threading.Event()
        self.speaker = Speaker(self.woken.set)
        self.writers: list[threading.Thread] = []

    def play(self, hertz: float = 440.0, phase: float = 0.0) -> int | None:
        """Start a tone; its phase is in turns."""
        read_end, write_end = os.pipe()
        start = self.speaker.play(read_end)
        writer = threading.Thread(target=_write_tone, args=(write_end, hertz, phase))
        writer.start()
        self.writers.append(writer)
        return start

    def wait(self, holds: Callable[[list[Point]], bool]) -> list[Point]:
        """Wait until what was heard since the last wait satisfies the condition."""
        points: list[Point] = []
        deadline = time.monotonic() + WAIT_SECONDS
        while not holds(points):
            assert time.monotonic() < deadline, "nothing came"
            self.woken.wait(0.02)
            self.woken.clear()
            points += self.speaker.poll()
        return points

    def close(self) -> None:
        """End the process; the writers find their pipes closed."""
        self.speaker.close()
        for writer in self.writers:
            writer.join(WAIT_SECONDS)


def _write_tone(fd: int, hertz: float, phase: float) -> None:
    at = np.arange(RATE) / RATE
    wave = (np.sin(2 * np.pi * (hertz * at + phase)) * LOUD).astype("<i2")
    second = np.stack([wave, wave], 1).tobytes()
    try:
        with os.fdopen(fd, "wb") as pipe:
            pipe.write(wav_header())
            while True:
                pipe.write(second)
    except BrokenPipeError:
        return


@pytest.fixture
def desk(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name, value in pulse.env.items():
        monkeypatch.setenv(name, value)
    made = Desk()
    yield made
    made.close()


def level(recording: Recording, since: int) -> int:
    """Return how loud the last 50 ms are, of what was recorded after `since` samples."""
    sound = recording.sound[since:].astype(np.int32)
    return int(np.abs(sound[-RATE // 20 :]).max()) if len(sound) >= RATE // 20 else -1


def pitch(recording: Recording) -> float:
    """Return the frequency of what was recorded last, in hertz."""
    tail = recording.sound[-RATE // 4 :, 0].astype(float)
    spectrum = np.abs(np.fft.rfft(tail * np.hanning(len(tail))))
    return float(np.argmax(spectrum)) * RATE / len(tail)


def hears(recording: Recording, holds: Callable[[int], bool]) -> bool:
    """Tell whether the level comes to satisfy the condition."""
    since, deadline = len(recording.sound), time.monotonic() + WAIT_SECONDS
    pause = threading.Event()
    while not holds(level(recording, since)):
        if time.monotonic() > deadline:
            return False
        pause.wait(0.02)
    return True


def goes_on(start: int | None, points: list[Point]) -> bool:
    """Tell whether this start is heard for a while already."""
    return len([point for point in points if point.start == start]) >= 2


def test_it_plays_and_says_where_it_is(desk: Desk, pulse: Pulse) -> None:
    with pulse.recording() as recording:
        before_ns = time.monotonic_ns()
        assert desk.play() == 1
        points = desk.wait(lambda points: len(points) >= 6)
        sound, began_ns = recording.sound, recording.began_ns
    offsets_ms = [point.at_ns / 1e6 - point.stream_us / 1e3 for point in points]
    assert max(offsets_ms) - min(offsets_ms) < 20
    first_loud = int(np.flatnonzero(np.abs(sound[:, 0]) > 300)[0])
    heard_ms = began_ns / 1e6 + first_loud * 1000 / RATE
    assert abs(float(np.median(offsets_ms)) - heard_ms) < 30
    assert heard_ms - before_ns / 1e6 < 1_500  # the process itself may still be starting
    assert silences_ms(sound) == []
    assert desk.speaker.error is None


def test_stop_is_silent_at_once_and_frees_the_writer(desk: Desk, pulse: Pulse) -> None:
    with pulse.recording() as recording:
        desk.play()
        assert hears(recording, lambda loud: loud > LOUD / 2)
        desk.speaker.stop()
        assert hears(recording, lambda loud: loud == 0)
        desk.writers[0].join(WAIT_SECONDS)
        assert not desk.writers[0].is_alive()


def test_what_plays_goes_on_until_the_next_stream_is_heard(desk: Desk, pulse: Pulse) -> None:
    with pulse.recording() as recording:
        desk.play(440)
        assert hears(recording, lambda loud: loud > LOUD / 2)
        read_end, write_end = os.pipe()
        desk.speaker.play(read_end)  # nothing comes out of this one yet
        since = len(recording.sound)
        threading.Event().wait(0.3)
        assert silences_ms(recording.sound[since:]) == []
        last = desk.play(660)
        desk.wait(partial(goes_on, last))
        assert silences_ms(recording.sound[since:]) == []
        desk.writers[0].join(WAIT_SECONDS)
        assert not desk.writers[0].is_alive()
        assert pitch(recording) == pytest.approx(660, abs=5)
        desk.speaker.stop()
        assert hears(recording, lambda loud: loud == 0)
    os.close(write_end)


def test_two_streams_that_are_opposites_do_not_cancel_each_other(desk: Desk, pulse: Pulse) -> None:
    with pulse.recording() as recording:
        desk.play(0, phase=0.25)
        assert hears(recording, lambda loud: loud > LOUD / 2)
        for phase in (0.75, 0.25, 0.75):
            start = desk.play(0, phase)
            desk.wait(partial(goes_on, start))
    assert silences_ms(recording.sound, floor=LOUD // 4) == []


def test_stop_is_silent_also_while_one_stream_follows_another(desk: Desk, pulse: Pulse) -> None:
    with pulse.recording() as recording:
        desk.play()
        assert hears(recording, lambda loud: loud > LOUD / 2)
        read_end, write_end = os.pipe()
        desk.speaker.play(read_end)
        desk.speaker.stop()
        assert hears(recording, lambda loud: loud == 0)
    os.close(write_end)


def test_fifty_starts_in_a_row_end_with_the_last(desk: Desk, pulse: Pulse) -> None:
    with pulse.recording() as recording:
        for turn in range(50):
            last = desk.play(300 + 10 * turn)
        desk.wait(lambda points: len([point for point in points if point.start == last]) >= 5)
        assert pitch(recording) == pytest.approx(790, abs=5)
    assert desk.speaker.error is None


def test_volume_and_mute_hold_from_the_first_sample_of_each_start(desk: Desk, pulse: Pulse) -> None:
    desk.play()
    desk.wait(lambda points: len(points) >= 1)
    desk.speaker.set_volume(50)
    with pulse.recording() as recording:
        desk.play()
        assert hears(recording, lambda loud: 0 < loud < LOUD / 2)
        desk.speaker.set_muted(True)
        assert hears(recording, lambda loud: loud == 0)
        since = len(recording.sound)
        desk.play()
        desk.wait(lambda points: len(points) >= 3)
        assert not recording.sound[since:].any()
        desk.speaker.set_muted(False)
        assert hears(recording, lambda loud: 0 < loud < LOUD / 2)


def test_a_volume_set_before_the_first_start_holds(desk: Desk, pulse: Pulse) -> None:
    desk.speaker.set_volume(40)
    with pulse.recording() as recording:
        desk.play()
        desk.wait(lambda points: len(points) >= 3)
        assert 0 < np.abs(recording.sound.astype(np.int32)).max() < LOUD / 2


def test_the_device_can_be_chosen_while_it_plays_and_stays_chosen(desk: Desk, pulse: Pulse) -> None:
    desk.wait(lambda _: bool(desk.speaker.devices()))
    assert {device for device, _ in desk.speaker.devices()} >= {"one", "two"}
    with pulse.recording("two") as two:
        desk.play()
        desk.wait(lambda points: len(points) >= 2)
        desk.speaker.set_device("two")
        assert hears(two, lambda loud: loud > LOUD / 2)
        desk.play()
        assert hears(two, lambda loud: loud > LOUD / 2)


def test_without_a_device_it_says_so_and_the_time_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    desk = Desk()
    desk.play()
    points = desk.wait(lambda _: desk.speaker.error is not None)
    assert points[0].stream_us == 0
    assert "device" in str(desk.speaker.error)
    desk.close()


def test_a_sound_process_that_dies_is_replaced_at_the_next_start(desk: Desk) -> None:
    desk.play()
    desk.wait(lambda points: len(points) >= 1)
    desk.speaker._process.kill()
    desk.wait(lambda _: desk.speaker.error is not None)
    desk.play()
    desk.wait(lambda points: len(points) >= 3)
    desk.wait(lambda _: desk.speaker.error is None)


def test_without_libvlc_it_says_so_once_and_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", "/nowhere/libvlc.so")
    desk = Desk()
    desk.wait(lambda _: desk.speaker.error is not None)
    assert "VLC" in str(desk.speaker.error)
    assert desk.play() is None
    desk.close()
