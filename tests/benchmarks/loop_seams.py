"""Loops without a gap in the picture: the loop's last frame, then its first, each for its own time."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.listening import Listener, Paint, listening
from tests.support.videos import made

SEAMS = 100


@dataclass(frozen=True)
class _Loop:
    """A loop from frame `first` to frame `last` of a take, at a rate."""

    kind: str
    words: str
    first: int
    last: int
    rate: float


_LOOPS = (
    _Loop("h264-long-gop", "30 fps, GOP 300, 0.4 s", 250, 261, 1.0),
    _Loop("h264-long-gop", "30 fps, GOP 300, 0.4 s", 250, 261, 0.5),
    _Loop("h264-long-gop", "30 fps, GOP 300, 1 s", 200, 229, 2.0),
    _Loop("h264-long-gop", "30 fps, GOP 300, 2 s", 200, 259, 2.0),
    _Loop("h264-pyramid", "30 fps, B-pyramid, 0.4 s", 40, 51, 1.0),
    _Loop("vp9", "30 fps, VP9, 0.4 s", 40, 51, 1.0),
    _Loop("h264-uneven", "variable frame rate, 0.5 s", 12, 26, 1.0),
)

_WORDS = f"""\
Loops go round {SEAMS} times on the real desk, with sound. At each seam the last frame of the loop must be followed
by its first, and the time between their paint events must be the last frame's own time, give or take less than one
frame's time: so no picture of the loop stays away at a seam and none stands. Other frames at a seam, or another
wait, are counted as wrong; the limit is none."""


def measure() -> Section:
    """Go round all loops."""
    kinds = list(dict.fromkeys(loop.kind for loop in _LOOPS))
    with listening([made(kind) for kind in kinds]) as listener:
        rows = tuple(_row(listener, loop) for loop in _LOOPS)
    return Section(
        name="loop_seams",
        title="Pictures at the seams of loops",
        words=_WORDS,
        header=(
            "loop",
            "rate",
            "seams",
            "a frame's time ms",
            "last to first: median ms",
            "p95 ms",
            "longest ms",
            "wrong",
        ),
        rows=rows,
    )


def _row(listener: Listener, loop: _Loop) -> Row:
    """Let a loop go round and look at its seams."""
    listener.open(made(loop.kind))
    listener.choose_rate(loop.rate)
    listener.loop(loop.first, loop.last)
    listener.painted.clear()
    listener.play()
    for due in range(SEAMS // 10, SEAMS + 1, SEAMS // 10):
        listener.until(partial(_has_seams, listener, due), "the seams")
    listener.pause()
    listener.no_loop()
    listener.choose_rate(1.0)
    seams = _seams(listener.painted)[:SEAMS]
    index = listener.index
    frame_ms = (index.end_us(loop.last) - index.pts_us[loop.last]) / 1000 / loop.rate
    waits = [(after.at_ns - before.at_ns) / 1e6 for before, after in seams]
    wrong = sum(
        (before.frame, after.frame) != (loop.last, loop.first) or abs(wait - frame_ms) >= frame_ms
        for (before, after), wait in zip(seams, waits, strict=True)
    )
    spread = Spread.of(waits)
    figures = (ms(frame_ms), ms(spread.median), ms(spread.p95), ms(spread.longest), str(wrong))
    return Row((loop.words, f"{loop.rate:g}x", str(len(seams)), *figures), holds=not wrong and len(seams) == SEAMS)


def _has_seams(listener: Listener, due: int) -> bool:
    return len(_seams(listener.painted)) >= due


def _seams(painted: list[Paint]) -> list[tuple[Paint, Paint]]:
    """Return the paints before and after each jump back."""
    return [(before, after) for before, after in pairwise(painted) if after.frame < before.frame]


if __name__ == "__main__":
    run(measure)
