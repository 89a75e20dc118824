"""Silences: what the desk lets be heard while it plays, seeks, loops and is busy, recorded from a null sink."""

import random
import sys
import time
from collections.abc import Callable, Iterator

from practika_desktop.player.transport import RATES
from tests.benchmarks.figures import Row, Section, ms, run
from tests.benchmarks.listening import Listener, listening, longest_quiet_ms
from tests.support.pulse import silences_ms
from tests.support.videos import made

LIMIT_MS = 20.0
_LONG = "h264-long-gop"
_END_S = 10
_SEAMS = 100
_LOOP = (70, 82)
_HOLD_S = 0.3

_WORDS = f"""\
A take with a soft tone and a beep each second plays on the real desk into a PulseAudio null sink, whose monitor is
recorded. Silence is what stays below 80 of 32,768; what counts is each one of more than {LIMIT_MS:.0f} ms between
the first and the last sound of a recording, and the longest one. The limit is none. Seeks are clicks on the
timeline and changes of the rate are made in the bar while it plays; “held” means that Python code on the desk's
main thread keeps the interpreter for 300 ms."""


def measure() -> Section:
    """Record everything."""
    with listening([made(_LONG)]) as listener:
        listener.open(made(_LONG))
        rows = [*_at_rates(listener), *_changing(listener), *_in_loops(listener), _held(listener)]
    return Section(
        name="sound_gaps",
        title="Silences in the sound",
        words=_WORDS,
        header=("what", "seconds recorded", "silences over 20 ms", "longest ms", "limit"),
        rows=tuple(rows),
    )


def _row(what: str, listener: Listener, start: float, act: Callable[[], None]) -> Row:
    """Play from a moment on, act, pause, and look for silences."""
    listener.go_to(start)
    with listener.recording() as recording:
        listener.play()
        act()
        listener.pause()
        listener.rest(0.1)
    sound = recording.sound
    silences, longest = silences_ms(sound, longer_ms=LIMIT_MS), longest_quiet_ms(sound)
    cells = (what, f"{len(sound) / 48_000:.0f}", str(len(silences)), ms(longest), "0")
    return Row(cells, holds=not silences and longest <= LIMIT_MS)


def _at_rates(listener: Listener) -> Iterator[Row]:
    for rate in RATES:
        listener.choose_rate(rate)
        yield _row(f"{rate:g}x", listener, 0.2, lambda: listener.rest(4.5))
    listener.choose_rate(1.0)


def _changing(listener: Listener) -> Iterator[Row]:
    chance = random.Random(7)

    def seek_often(pause_s: float) -> Callable[[], None]:
        def act() -> None:
            for _ in range(60):
                listener.go_to(chance.uniform(0.2, _END_S - 1))
                listener.rest(pause_s)

        return act

    def change_rate() -> None:
        for turn in range(60):
            listener.choose_rate(chance.choice(RATES))
            listener.rest(0.3)
            if turn % 10 == 9:
                listener.go_to(0.5)

    yield _row("60 seeks, 0.3 s apart", listener, 0.5, seek_often(0.3))
    yield _row("60 seeks, 0.03 s apart, as a scrub", listener, 0.5, seek_often(0.03))
    yield _row("60 changes of the rate, 0.3 s apart", listener, 0.5, change_rate)
    listener.choose_rate(1.0)


def _in_loops(listener: Listener) -> Iterator[Row]:
    for rate in (0.5, 1.0, 2.0):
        listener.choose_rate(rate)
        listener.loop(*_LOOP)
        seconds = _SEAMS * (_LOOP[1] + 1 - _LOOP[0]) / 30 / rate
        yield _row(f"{_SEAMS} seams of a loop, {rate:g}x", listener, _LOOP[0] / 30, _resting(listener, seconds))
        listener.no_loop()
    listener.choose_rate(1.0)


def _resting(listener: Listener, seconds: float) -> Callable[[], None]:
    def act() -> None:
        for _ in range(10):
            listener.rest(seconds / 10)

    return act


def _held(listener: Listener) -> Row:
    usual = sys.getswitchinterval()

    def act() -> None:
        for _ in range(10):
            listener.rest(0.3)
            sys.setswitchinterval(10.0)
            busy_until = time.monotonic() + _HOLD_S
            while time.monotonic() < busy_until:
                pass
            sys.setswitchinterval(usual)
        listener.rest(0.3)

    return _row("the interpreter held 10 times for 300 ms", listener, 0.5, act)


if __name__ == "__main__":
    run(measure)
