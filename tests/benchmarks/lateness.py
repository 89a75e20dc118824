"""How late pictures come while a take plays and the desk works: python -m tests.benchmarks.lateness [--keep]."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView

from tests.benchmarks.eyes import Eyes, desk_of, each
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.takes import TAKES, BenchTake
from tests.support.hands import Hand

_PLAYED = ("720-250", "1080-250")
_OTHERS = 120
_SECONDS = 12.0
_LIMIT_MEDIAN_MS, _LIMIT_P95_MS = 5.0, 12.0
_TURN_MS = 250
_LOOP_US = (2_000_000, 3_000_000)
_TWO_FRAMES_MS = 2_000 / 30


class _Watch:
    """Notes how late each picture is, by the clock that plays, at the moment at which it is painted."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes
        self.late_ms: list[float] = []
        self.moments: list[float] = []
        self.frames: list[int] = []
        eyes.pane.view.frame_painted.connect(self._note)

    def close(self) -> None:
        """Look away."""
        self._eyes.pane.view.frame_painted.disconnect(self._note)

    def _note(self, frame: int) -> None:
        if self.frames and self.frames[-1] == frame:
            return
        player = self._eyes.bench.open.player
        if player.state.playing:
            due_us = self._eyes.index.pts_us[frame]
            position_us = player._head.position_us(time.monotonic_ns())
            rate = player.state.rate
            self.late_ms.append((position_us - due_us) / 1000 / rate)
            self.moments.append(time.perf_counter())
            self.frames.append(frame)


@contextmanager
def _desk_at_work(eyes: Eyes) -> Iterator[None]:
    """Turn the inbox over, a page at a time, and hover over the timeline."""
    inbox = eyes.bench.open.panes.inbox.findChild(QAbstractItemView)
    assert inbox is not None
    bar, timeline, hand = inbox.verticalScrollBar(), eyes.pane.timeline, Hand(eyes.pane.timeline)
    turns = 0

    def turn() -> None:
        nonlocal turns
        turns += 1
        bar.setValue(turns * bar.pageStep() % max(bar.maximum(), 1))
        hand.move(20 + turns * 37 % (timeline.width() - 40), timeline.height() - 8)

    work = QTimer()
    work.timeout.connect(turn)
    work.start(_TURN_MS)
    try:
        yield
    finally:
        work.stop()
        hand.leave()


def _play(eyes: Eyes) -> _Watch:
    """Play for a while, and return what was seen once the first pictures were past."""
    player, teacher = eyes.bench.open.player, eyes.bench.teacher
    eyes.look_at(0)
    with _desk_at_work(eyes):
        teacher.press("Space")
        teacher.until(lambda: player.state.frame > 0, "that it plays")
        watch = _Watch(eyes)
        teacher.rest(round(_SECONDS * 1000))
        watch.close()
    player.pause()
    return watch


def _straight(eyes: Eyes) -> Row:
    watch = _play(eyes)
    left_out = sum(after - before - 1 for before, after in pairwise(watch.frames))
    return _row(eyes, "straight on", watch, left_out, holds=True)


def _looped(eyes: Eyes) -> Row:
    player = eyes.bench.open.player
    player.set_loop(*_LOOP_US)
    player.set_loop_on(True)
    watch = _play(eyes)
    player.set_loop_on(False)
    first, last = eyes.index.frame_at_us(_LOOP_US[0]), eyes.index.frame_at_us(_LOOP_US[1] - 1)
    steps = [
        (last - before + after - first + 1) if after < before else after - before
        for before, after in pairwise(watch.frames)
    ]
    return _row(eyes, "in a loop of 1 s", watch, sum(step - 1 for step in steps), holds=_apart(watch) <= _TWO_FRAMES_MS)


def _apart(watch: _Watch) -> float:
    return max((after - before) * 1000 for before, after in pairwise(watch.moments))


def _row(eyes: Eyes, what: str, watch: _Watch, left_out: int, *, holds: bool) -> Row:
    late = Spread.of(watch.late_ms)
    cells = (
        *(eyes.take.words, what, str(len(watch.frames)), str(left_out)),
        *(ms(late.median), ms(late.p95), ms(late.longest), ms(_apart(watch))),
    )
    return Row(cells, holds and late.median <= _LIMIT_MEDIAN_MS and late.p95 <= _LIMIT_P95_MS)


def measure(takes: Sequence[BenchTake] = TAKES) -> Section:
    """Play takes with sound while thumbnails are made and the inbox is turned over, straight on and in a loop."""
    takes = [take for take in takes if take.name in _PLAYED]
    rows = []
    with desk_of(takes, others=_OTHERS, with_sound=True) as bench:
        for eyes in each(bench, takes):
            rows += [_straight(eyes), _looped(eyes)]
    return Section(
        name="lateness",
        title="Pictures while playing",
        words=(
            "How long after its time, by the sound that is heard, each picture is painted in the real desk's window "
            f"while the take plays with sound for {_SECONDS:.0f} s, the timeline moves and is hovered over, and the "
            "inbox is turned over so that thumbnails are made. Limits: median "
            f"{_LIMIT_MEDIAN_MS:.0f} ms, p95 {_LIMIT_P95_MS:.0f} ms; in a loop of a second no two pictures are farther "
            "apart than two frames."
        ),
        header=("take", "what", "pictures", "left out", "median ms", "p95 ms", "longest ms", "farthest apart ms"),
        rows=tuple(rows),
    )


if __name__ == "__main__":
    run(measure)
