"""What is heard while a take plays, recorded from a private sound server and held against what is painted."""

import os
import signal
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest

from practika_desktop.player.clock import SoundClock
from practika_desktop.player.player import Player
from tests.support.playing import Painted, Projector
from tests.support.pulse import RATE, Pulse, Recording, running_pulse, silences_ms
from tests.support.sounds import onsets
from tests.support.videos import made

pytestmark = pytest.mark.desktop

LONG = "h264-long-gop"
APART_MS = 40


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    with running_pulse() as server:
        yield server


@pytest.fixture(scope="module")
def heard(pulse: Pulse) -> Iterator[Projector]:
    """One speaker for all tests here: a sound process takes a while to start."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in pulse.env.items():
            patch.setenv(name, value)
        made_projector = Projector(with_sound=True)
        yield made_projector
        made_projector.close()


@pytest.fixture
def projector(heard: Projector) -> Iterator[Projector]:
    heard.painted.clear()
    heard.player.set_latency_ms(0)
    yield heard
    heard.player.close()


def has_begun(player: Player) -> bool:
    clock = player._sounding.clock
    return isinstance(clock, SoundClock) and clock.has_begun


def assert_together(apart_ms: list[float]) -> None:
    """Hold that the sound keeps to the picture; a busy machine may paint a frame late now and then."""
    assert apart_ms
    assert float(np.median(np.abs(apart_ms))) < APART_MS


def sound_against_picture_ms(recording: Recording, painted: list[Painted], kind: str, rate: float) -> list[float]:
    """Return by how much each recorded beep is later than the frame of its flash; negative: earlier."""
    times_us, began_ms = made(kind).times_us, recording.began_ns / 1e6
    ground_us = made(kind).ground_us
    flashes_ms = [frame.at_ns / 1e6 for frame in painted if (times_us[frame.n] + ground_us) % 1_000_000 < 2_000]
    beeps_ms = [began_ms + at for at in onsets(recording.sound, apart_ms=600 / rate)]
    return [min((beep - flash for beep in beeps_ms), key=abs) for flash in flashes_ms]


@pytest.mark.parametrize("rate", [0.25, 1.0, 2.0])
def test_flash_and_beep_come_together(projector: Projector, pulse: Pulse, rate: float) -> None:
    projector.open(made(LONG))
    projector.go_to(25)
    projector.player.set_rate(rate)
    last = 35 if rate < 1 else 65
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: projector.player.state.frame >= last)
        projector.player.pause()
        projector.run(0.2)
    apart = sound_against_picture_ms(recording, projector.painted[1:], LONG, rate)
    assert_together(apart)
    assert silences_ms(recording.sound) == []


def test_neither_a_seek_nor_a_new_rate_leaves_a_silence(projector: Projector, pulse: Pulse) -> None:
    projector.open(made(LONG))
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: has_begun(projector.player))
        for turn in range(4):
            projector.player.seek_frame(20 + 50 * turn)
            projector.run(0.2)
            projector.player.set_rate((0.5, 1.5, 0.75, 1.0)[turn])
            projector.run(0.2)
        projector.player.pause()
        projector.run(0.1)
    assert silences_ms(recording.sound) == []


@pytest.mark.parametrize("kind", ["h264-late-sound", "h264-late-picture"])
def test_they_come_together_however_the_file_begins(projector: Projector, pulse: Pulse, kind: str) -> None:
    projector.open(made(kind))
    projector.go_to(50)
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: projector.player.state.frame >= 85)
        projector.player.pause()
        projector.run(0.2)
    apart = sound_against_picture_ms(recording, projector.painted[1:], kind, 1.0)
    assert_together(apart)


def test_loops_have_no_gap_and_stay_together(projector: Projector, pulse: Pulse) -> None:
    projector.open(made(LONG))
    index = projector.player.state.index
    assert index is not None
    projector.player.set_loop(index.pts_us[27], index.pts_us[39])
    projector.player.set_loop_on(True)
    projector.go_to(27)
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: [frame.n for frame in projector.painted].count(30) >= 10)
        projector.player.pause()
        projector.run(0.2)
    assert silences_ms(recording.sound) == []
    flashes_ms = [frame.at_ns / 1e6 for frame in projector.painted if frame.n == 30]
    beeps_ms = [recording.began_ns / 1e6 + at for at in onsets(recording.sound, apart_ms=250)]
    apart = [min((beep - flash for beep in beeps_ms), key=abs) for flash in flashes_ms[1:]]
    assert_together(apart)


def test_sound_comes_soon_after_the_key_and_goes_with_the_pause(projector: Projector, pulse: Pulse) -> None:
    projector.open(made(LONG))
    delays_ms, tails_ms = [], []
    for turn in range(3):
        projector.go_to(10 + 31 * turn)
        with pulse.recording() as recording:
            pressed_ns = time.monotonic_ns()
            projector.player.play()
            projector.until(lambda: has_begun(projector.player))
            projector.run(0.3)
            stopped_ns = time.monotonic_ns()
            projector.player.pause()
            projector.run(0.2)
            loud = np.flatnonzero(np.abs(recording.sound[:, 0]) > 300) * 1000 / RATE + recording.began_ns / 1e6
        delays_ms.append(float(loud[0]) - pressed_ns / 1e6)
        tails_ms.append(float(loud[-1]) - stopped_ns / 1e6)
    assert sorted(delays_ms)[1] < 150
    assert max(tails_ms) < 60


def test_a_seek_while_playing_ends_the_old_sound_and_plays_on_there(projector: Projector, pulse: Pulse) -> None:
    projector.open(made(LONG))
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: projector.player.state.frame >= 20)
        for n in range(30, 230, 10):
            projector.player.seek_frame(n)
            projector.tick()
        mark = len(projector.painted)
        projector.until(lambda: projector.player.state.frame >= 260)
        projector.player.pause()
        projector.run(0.2)
    after = projector.painted[mark:]
    apart = sound_against_picture_ms(recording, after, LONG, 1.0)
    assert_together(apart)


def test_the_latency_offset_delays_the_picture(projector: Projector, pulse: Pulse) -> None:
    projector.player.set_latency_ms(200)
    projector.open(made(LONG))
    projector.go_to(20)
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: projector.player.state.frame >= 65)
        projector.player.pause()
        projector.run(0.2)
    apart = sound_against_picture_ms(recording, projector.painted[1:], LONG, 1.0)
    assert apart == pytest.approx([-200] * len(apart), abs=APART_MS)


@pytest.mark.usefixtures("heard")  # for the private sound server
def test_when_the_sound_process_dies_playing_goes_on_and_says_so() -> None:
    projector = Projector(with_sound=True)
    projector.open(made(LONG))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 10)
    assert projector.speaker is not None
    projector.speaker._process.kill()
    mark = len(projector.painted)
    projector.until(lambda: projector.player.state.frame >= 60)
    shown = [frame.n for frame in projector.painted[mark:]]
    assert shown == sorted(shown)
    assert projector.player.state.sound_error is not None
    projector.player.pause()
    projector.player.play()
    projector.until(lambda: projector.player.state.sound_error is None)
    projector.close()


def test_a_desk_that_is_busy_does_not_interrupt_the_sound(projector: Projector, pulse: Pulse) -> None:
    projector.open(made(LONG))
    usual = sys.getswitchinterval()
    with pulse.recording() as recording:
        projector.player.play()
        projector.until(lambda: has_begun(projector.player))
        for _ in range(3):
            projector.run(0.3)
            sys.setswitchinterval(10.0)
            try:
                busy_until = time.monotonic() + 0.3
                while time.monotonic() < busy_until:
                    pass
            finally:
                sys.setswitchinterval(usual)
        projector.run(0.3)
        projector.player.pause()
        projector.run(0.2)
    assert silences_ms(recording.sound) == []


def test_the_sound_comes_back_when_a_new_worker_has_taken_over(projector: Projector, pulse: Pulse) -> None:
    projector.open(made(LONG))
    player = projector.player
    player.play()
    projector.until(lambda: has_begun(player) and player.state.frame > 5)
    take = player._deck.current
    assert take is not None
    os.kill(take.worker_pid or 0, signal.SIGKILL)
    projector.until(lambda: take.restarts == 1 and has_begun(player))
    with pulse.recording() as recording:
        heard_from = len(recording.sound)
        projector.run(1.5)
        assert np.abs(recording.sound[heard_from:].astype(np.int32)).max() > 1_000
    assert player.state.playing
    assert player.state.sound_error is None
