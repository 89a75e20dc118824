"""How long a step takes, and how a held key keeps up, beside libmpv: python -m tests.benchmarks.stepping [--keep]."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QEventLoop, Qt, QTimer

from tests.benchmarks.eyes import Eyes, desk_of, each
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.benchmarks.mpv_peer import running_peer
from tests.benchmarks.takes import TAKES, BenchTake

_LIMIT_MS = 16.0
_STEPS = 40
_PEER_STEPS = 20
_REST_MS = 80
_HELD_HZ = 30
_MOST_ONWARD = 90  # forward one stretch of frames is like the next
_STALL_MS = 2_000 / _HELD_HZ
_WITHIN_US = 500
_KEYS = {1: "Right", -1: "Left"}


def measure(takes: Sequence[BenchTake] = TAKES) -> Section:
    """Step through each take both ways: key by key, and with the key held down, back through a whole GOP."""
    rows, wrong = [], 0
    with desk_of(takes) as bench:
        for eyes in each(bench, takes):
            rows += _rows(eyes)
            wrong += eyes.wrong
    return Section(
        name="stepping",
        title="Steps",
        words=(
            f"From the key press to the exact picture painted in the real desk's window: single steps {_REST_MS} ms "
            f"apart, and a key held at {_HELD_HZ} Hz, back through a whole GOP and on over a key frame. "
            f"Limits: p95 {_LIMIT_MS:.0f} ms, and no picture left out or later than the next key but one "
            f"({_STALL_MS:.0f} ms). libmpv's steps (`frame-step`, `frame-back-step`) count when its software render "
            "API has put the picture into memory. "
            f"Read back from the display, {wrong} of the desk's pictures were wrong."
        ),
        header=("take", "what", "median ms", "p95 ms", "longest ms", "left out", "libmpv median ms", "libmpv p95 ms"),
        rows=tuple(Row(row.cells, row.holds and not wrong) for row in rows),
    )


def _rows(eyes: Eyes) -> list[Row]:
    last = len(eyes.index) - 1
    top = min(eyes.take.gop + 20, last)
    rows = []
    for way, name in ((1, "step forward"), (-1, "step back")):
        middle = last // 2
        eyes.look_at(middle)
        ours = [_step(eyes, middle + way * step, way) for step in range(1, _STEPS + 1)]
        rows.append(_row(eyes, name, ours, 0, _peer_steps(eyes, middle, way)))
    onward = min(eyes.take.gop, _MOST_ONWARD)
    for start, way, times, name in ((top - onward, 1, onward, "held forward"), (top, -1, eyes.take.gop, "held back")):
        eyes.look_at(start)
        ours, left_out = _hold(eyes, start, way, times)
        rows.append(_row(eyes, name, ours, left_out, []))
    return rows


def _step(eyes: Eyes, frame: int, way: int) -> float:
    eyes.bench.teacher.rest(_REST_MS)
    return eyes.press(_KEYS[way], frame)


def _peer_steps(eyes: Eyes, frame: int, way: int) -> list[float]:
    with running_peer(eyes.take.made(), eyes.picture_size) as peer:
        peer.seek((eyes.index.pts_us[frame] + _WITHIN_US) / 1_000_000, frame)
        eyes.settle()
        return [peer.step(way, frame + way * step) for step in range(1, _PEER_STEPS + 1)]


def _hold(eyes: Eyes, start: int, way: int, times: int) -> tuple[list[float], int]:
    """Hold a key, and return after how many milliseconds each picture was painted, and how many never were."""
    pressed: list[float] = []
    eyes.painted.clear()
    loop, repeat = QEventLoop(), QTimer(timerType=Qt.TimerType.PreciseTimer)
    began = time.perf_counter()

    def press() -> None:
        if len(pressed) == times:
            loop.quit()
            return
        pressed.append(time.perf_counter())
        eyes.bench.teacher.press(_KEYS[way])
        due = began + (len(pressed) + 1) / _HELD_HZ
        repeat.start(max(round((due - time.perf_counter()) * 1000), 0))

    repeat.setSingleShot(True)
    repeat.timeout.connect(press)
    repeat.start(0)
    loop.exec()
    end = start + way * times
    eyes.bench.teacher.until(lambda: eyes.pane.painted_frame == end, "the last picture of a held key")
    eyes.bench.teacher.rest(_REST_MS)
    eyes.wrong += eyes.bench.number_on_screen() != end
    came = dict(reversed(eyes.painted))
    took = [(start + way * (step + 1), at) for step, at in enumerate(pressed)]
    return [(came[n] - at) * 1000 for n, at in took if n in came], sum(n not in came for n, _ in took)


def _row(eyes: Eyes, what: str, ours: list[float], left_out: int, theirs: list[float]) -> Row:
    desk = Spread.of(ours)
    peer = (ms(Spread.of(theirs).median), ms(Spread.of(theirs).p95)) if theirs else ("", "")
    cells = (eyes.take.words, what, ms(desk.median), ms(desk.p95), ms(desk.longest), str(left_out), *peer)
    stalls = what.startswith("held") and (desk.longest > _STALL_MS or left_out > 0)
    return Row(cells, desk.p95 <= _LIMIT_MS and not stalls)


if __name__ == "__main__":
    run(measure)
