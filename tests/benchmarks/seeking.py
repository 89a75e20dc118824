"""How long a seek takes, beside libmpv: python -m tests.benchmarks.seeking [--keep]."""

import random
from collections.abc import Sequence

from tests.benchmarks.eyes import Eyes, desk_of, each
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.mpv_peer import running_peer
from tests.benchmarks.takes import TAKES, BenchTake

_SEEKS = 30
_REST_MS = 200
_WITHIN_US = 500  # a moment at which the frame is on screen, as mpv rounds


def measure(takes: Sequence[BenchTake] = TAKES) -> Section:
    """Seek to the same frames, anywhere in each take, in the desk and in libmpv."""
    rows, wrong = [], 0
    with desk_of(takes) as bench:
        for eyes in each(bench, takes):
            rows.append(_row(eyes))
            wrong += eyes.wrong
    return Section(
        name="seeking",
        title="Seeks",
        words=(
            f"From the call that a click in the timeline makes to the exact picture painted in the real desk's window, "
            f"for {_SEEKS} frames anywhere in each take, {_REST_MS} ms after the one before. libmpv makes exact "
            "seeks (`absolute+exact`) to the same frames; its picture counts when its software render API has put it "
            "into memory, in the size in which the desk paints it. Limit: the p95 is no more than libmpv's. "
            f"Read back from the display, {wrong} of the desk's pictures were wrong."
        ),
        header=("take", "median ms", "p95 ms", "longest ms", "libmpv median ms", "libmpv p95 ms"),
        rows=tuple(Row(row.cells, row.holds and not wrong) for row in rows),
    )


def _row(eyes: Eyes) -> Row:
    chance = random.Random(eyes.take.name)
    frames = chance.sample(range(1, len(eyes.index)), _SEEKS)
    ours = []
    for frame in frames:
        eyes.bench.teacher.rest(_REST_MS)
        ours.append(eyes.seek(frame))
    with running_peer(eyes.take.made(), eyes.picture_size) as peer:
        theirs = []
        for frame in frames:
            eyes.bench.teacher.rest(_REST_MS)
            theirs.append(peer.seek((eyes.index.pts_us[frame] + _WITHIN_US) / 1_000_000, frame))
    desk, mpv = Spread.of(ours), Spread.of(theirs)
    cells = (eyes.take.words, ms(desk.median), ms(desk.p95), ms(desk.longest), ms(mpv.median), ms(mpv.p95))
    return Row(cells, desk.p95 <= mpv.p95)


if __name__ == "__main__":
    run(measure)
