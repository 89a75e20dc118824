"""Flash against beep: the picture painted in the desk's window held against the sound recorded from a null sink."""

import random
from collections.abc import Callable, Iterator

from practika_desktop.player.transport import RATES
from practika_desktop.ui.settings.table import SOUND_DEVICE, SOUND_LATENCY
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.listening import Listener, listening
from tests.support.videos import made

LIMIT_MS = 40.0
_LONG = "h264-long-gop"
_LONG_S = 11
_PASSES = 2
_PASS_S = 20.0
_FILES = {
    "h264-edit": "MP4, edit list on both",
    "h264-empty-edit": "MP4, starts with an empty edit",
    "h264-late-sound": "sound starts 0.7 s late",
    "h264-late-picture": "pictures start 0.7 s late",
    "h264-late": "MKV that starts at 5 s",
    "h264-uneven": "MP4, variable frame rate",
    "vp8-uneven": "WebM, variable frame rate",
    "h264-23.976": "MP4, 23.976 fps",
    "h264-120fps": "MP4, 120 fps",
    "hevc": "MP4, HEVC",
    "vp9": "WebM, VP9 and Opus",
}
_FILE_RATES = (0.5, 1.0, 2.0)
_OFFSET_MS = 120

_WORDS = f"""\
Videos with a flash and a beep at each whole second play on the real desk. A flash counts at the paint event of its
first painted frame, a beep at the moment when a PulseAudio null sink plays the sample at which it rises (its
monitor is recorded); both by the machine's monotonic clock. The difference is how much later the beep is heard;
negative figures mean that the sound is ahead. Where no frame begins on the whole second, the wait for the next one
is allowed for. Limit: {LIMIT_MS:.0f} ms, for every flash. At the end the sound's delay and output are changed in
the settings: the delay must move the difference by as much, the output must be the sink that is recorded."""


def measure() -> Section:
    """Play everything and compare."""
    videos = [made(kind) for kind in (_LONG, *_FILES)]
    with listening(videos, sinks=("practika", "headphones")) as listener:
        rows = [*_at_rates(listener), *_while_changing(listener), *_files(listener), *_settings(listener)]
    return Section(
        name="sound_sync",
        title="Sound against picture",
        words=_WORDS,
        header=("what", "flashes", "median ms", "earliest ms", "latest ms", "limit ms"),
        rows=tuple(rows),
    )


def _row(what: str, apart_ms: list[float], due_ms: float = 0.0) -> Row:
    """Make the line of some differences, which ought to be `due_ms`."""
    if not apart_ms:
        return Row((what, "0", "-", "-", "-", ms(LIMIT_MS)), holds=False)
    lowest, highest = min(apart_ms), max(apart_ms)
    limit = f"{ms(LIMIT_MS)} around {due_ms:.0f}" if due_ms else ms(LIMIT_MS)
    cells = (what, str(len(apart_ms)), ms(Spread.of(apart_ms).median), ms(lowest), ms(highest), limit)
    return Row(cells, holds=max(highest - due_ms, due_ms - lowest) <= LIMIT_MS)


def _played(listener: Listener, start: float, end: float, rate: float = 1.0) -> list[float]:
    """Play a part of the take at a rate, and compare."""
    listener.choose_rate(rate)
    listener.go_to(start)
    with listener.recording() as recording:
        listener.play()
        listener.plays_until(end)
        if listener.pane.state.playing:
            listener.pause()
        listener.rest(0.2)
    return listener.apart_ms(recording, rate)


def _at_rates(listener: Listener) -> Iterator[Row]:
    listener.open(made(_LONG))
    for rate in RATES:
        end = 0.6 + min(_LONG_S - 1.3, _PASS_S * rate)
        apart = [beat for _ in range(_PASSES) for beat in _played(listener, 0.6, end, rate)]
        yield _row(f"{rate:g}x", apart)


def _while_changing(listener: Listener) -> Iterator[Row]:
    """Compare after seeks, after changes of the rate, and in loops; each change is half a second before a flash."""
    listener.open(made(_LONG))
    chance = random.Random(5)
    yield _row("after 30 seeks while it plays", _changed(listener, 30, lambda: 1.0, chance))
    yield _row("after 30 changes of the rate", _changed(listener, 30, lambda: chance.choice(RATES[2:]), chance))
    for rate in (0.5, 1.0, 2.0):
        listener.choose_rate(rate)
        listener.loop(52, 72)
        with listener.recording() as recording:
            listener.play()
            listener.rest(20 * 21 / 30 / rate)
            listener.pause()
            listener.rest(0.2)
        listener.no_loop()
        yield _row(f"20 passes of a loop, {rate:g}x", listener.apart_ms(recording, rate))


def _changed(listener: Listener, times: int, rate: Callable[[], float], chance: random.Random) -> list[float]:
    listener.choose_rate(1.0)
    listener.go_to(0.5)
    with listener.recording() as recording:
        listener.play()
        for _ in range(times):
            second = chance.randrange(1, _LONG_S - 2)
            listener.go_to(second + 0.5)
            listener.choose_rate(rate())
            listener.rest(0.15)
            listener.plays_until(second + 1.2)
        listener.pause()
        listener.rest(0.2)
    return listener.apart_ms(recording)


def _files(listener: Listener) -> Iterator[Row]:
    for kind, words in _FILES.items():
        video = made(kind)
        listener.open(video)
        start = video.ground_us / 1e6
        for rate in _FILE_RATES:
            yield _row(f"{words}, {rate:g}x", _played(listener, start, start + video.times_us[-1] / 1e6, rate))


def _settings(listener: Listener) -> Iterator[Row]:
    listener.open(made(_LONG))
    listener.settings.set(SOUND_LATENCY, _OFFSET_MS)
    yield _row(f"with a sound delay of {_OFFSET_MS} ms", _played(listener, 0.6, 6.5), -_OFFSET_MS)
    listener.settings.set(SOUND_LATENCY, 0)
    listener.settings.set(SOUND_DEVICE, "headphones")
    listener.choose_rate(1.0)
    listener.go_to(0.6)
    with listener.recording("practika") as usual, listener.recording("headphones") as chosen:
        listener.play()
        listener.plays_until(6.5)
        listener.pause()
        listener.rest(0.2)
    listener.settings.set(SOUND_DEVICE, "")
    apart = _row("on another output", listener.apart_ms(chosen))
    yield Row(apart.cells, apart.holds and not usual.sound.any())


if __name__ == "__main__":
    run(measure)
