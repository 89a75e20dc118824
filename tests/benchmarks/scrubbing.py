"""How many pictures a second a scrub shows: python -m tests.benchmarks.scrubbing [--keep]."""

import math
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from tests.benchmarks.eyes import Eyes, desk_of, each
from tests.benchmarks.figures import Row, Section, ms, run
from tests.benchmarks.takes import TAKES, BenchTake
from tests.support.hands import Hand
from tests.support.witness import Witness

_LONGEST_GOP = 60
_LIMIT = 10.0
_SECONDS = 6.0
_MOVE_MS = 16
_EDGE = 12


def measure(takes: Sequence[BenchTake] = TAKES) -> Section:
    """Drag the pointer through each take and back, more and more quickly."""
    takes = [take for take in takes if take.gop <= _LONGEST_GOP]
    rows = []
    with desk_of(takes) as bench:
        for eyes in each(bench, takes):
            rows += [_row(eyes, name, way) for name, way in _ways().items()]
    return Section(
        name="scrubbing",
        title="Scrubbing",
        words=(
            f"The pointer is dragged along the timeline of the real desk for {_SECONDS:.0f} s, with a move each "
            f"{_MOVE_MS} ms, on takes with key frames at most {_LONGEST_GOP} frames apart. Each painted picture's bars "
            f"are read and compared with the frame that the desk names. Limit: {_LIMIT:.0f} exact pictures a second."
        ),
        header=("take", "way", "pictures a second", "longest wait ms", "wrong"),
        rows=tuple(rows),
    )


def _ways() -> dict[str, Callable[[float], float]]:
    """Return where the pointer is, from 0 to 1, so many seconds after it was put down."""
    return {
        "through it in 3 s, and back": lambda at: abs((at / 3 + 1) % 2 - 1),
        "through it in 1 s, and back": lambda at: abs((at + 1) % 2 - 1),
        "to and fro, each in 0.5 s": lambda at: 0.5 - 0.5 * math.cos(at / 0.5 * math.pi),
    }


def _row(eyes: Eyes, name: str, way: Callable[[float], float]) -> Row:
    timeline, key = eyes.pane.timeline, eyes.pane.state.key
    witness = Witness(eyes.pane, {key or "": eyes.take.made()})
    hand, y = Hand(timeline), timeline.height() - 8
    width = timeline.width() - 2 * _EDGE
    eyes.settle()
    eyes.painted.clear()
    began = time.perf_counter()
    hand.press(_EDGE + way(0) * width, y)
    while (at := time.perf_counter() - began) < _SECONDS:
        hand.move(_EDGE + way(at) * width, y)
        eyes.bench.teacher.rest(_MOVE_MS)
    painted = list(eyes.painted)
    hand.release(_EDGE + way(at) * width, y)
    eyes.settle()
    wrong = len(witness.wrong)
    eyes.pane.view.frame_painted.disconnect(witness._look)
    changes = [at for (before, _), (after, at) in pairwise(painted) if after != before]
    moments = [began, *changes, began + _SECONDS]
    longest = max(after - before for before, after in pairwise(moments))
    rate = len(changes) / _SECONDS
    return Row((eyes.take.words, name, f"{rate:.1f}", ms(longest * 1000), str(wrong)), rate >= _LIMIT and not wrong)


if __name__ == "__main__":
    run(measure)
