"""Key to sound: from the press of Space in the desk's window to the first sample that is heard."""

import random
import time

import numpy as np

from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.listening import Listener, listening
from tests.support.videos import made

LIMIT_MS = 150.0
_KINDS = {"h264-long-gop": "H.264, AAC", "vp9": "VP9, Opus"}
_RATES = (0.25, 0.5, 1.0, 2.0)
_TURNS = 20
_FLOOR = 300

_WORDS = f"""\
Space is pressed in the real desk's window with the take paused somewhere; what counts is the time until the first
sample above the take's softest tone is played by a PulseAudio null sink, whose monitor is recorded. Half of the
presses come 0.3 s after a seek to the place, half at once after it, as soon as the desk has taken the seek. Limit:
{LIMIT_MS:.0f} ms for the 95th percentile."""


def measure() -> Section:
    """Press Space often."""
    chance = random.Random(11)
    rows = []
    with listening([made(kind) for kind in _KINDS]) as listener:
        for kind, words in _KINDS.items():
            listener.open(made(kind))
            for rate in _RATES:
                listener.choose_rate(rate)
                for how, rest_s in (("from still", 0.3), ("right after a seek", 0.0)):
                    delays_ms = [_delay_ms(listener, chance.uniform(0.2, 2.8), rest_s) for _ in range(_TURNS)]
                    rows.append(_row(f"{words}, {rate:g}x, {how}", delays_ms))
    return Section(
        name="sound_start",
        title="Sound after the key",
        words=_WORDS,
        header=("what", "presses", "median ms", "p95 ms", "longest ms", "limit ms"),
        rows=tuple(rows),
    )


def _row(what: str, delays_ms: list[float]) -> Row:
    spread = Spread.of(delays_ms)
    figures = (ms(spread.median), ms(spread.p95), ms(spread.longest), ms(LIMIT_MS))
    return Row((what, str(len(delays_ms)), *figures), holds=spread.p95 <= LIMIT_MS)


def _delay_ms(listener: Listener, second: float, rest_s: float) -> float:
    """Go somewhere, press Space, and return how much later the first sample was heard."""
    with listener.recording() as recording:
        listener.rest(0.1)
        listener.pane.timeline.seek_requested.emit(round(second * 1000))
        if rest_s:
            listener.rest(rest_s)
        pressed_ns = time.monotonic_ns()
        listener.play()
        listener.rest(0.15)
        listener.pause()
        listener.rest(0.05)
    loud = np.flatnonzero(np.abs(recording.sound.astype(np.int32)).max(axis=1) > _FLOOR)
    if not len(loud):
        return float("inf")
    return (recording.began_ns - pressed_ns) / 1e6 + float(loud[0]) / 48


if __name__ == "__main__":
    run(measure)
