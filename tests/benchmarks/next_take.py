"""How long the next take's first picture takes: python -m tests.benchmarks.next_take [--keep]."""

import time

from PySide6.QtCore import QTimer

from tests.benchmarks.desks import BenchDesk, bench_desk
from tests.benchmarks.figures import Row, Section, Spread, ms, run

_LIMIT_MS = 100.0
_TAKES = 160
_LOOK_MS = 1_000
_PEEK_MS = 250


class _Way:
    """Goes from take to take and times each: from the key press until the picture is on its way to the display."""

    def __init__(self, bench: BenchDesk) -> None:
        self._bench = bench
        self._at = 0
        self._wanted = bench.studio.takes[0]
        self._pressed = 0.0
        self._took: list[float] = []
        self.wrong = 0
        bench.open.panes.player.view.frame_painted.connect(self._painted)
        bench.wait_for_first_picture(self._wanted)

    def go(self, key: str, by: int, times: int, rest_ms: int) -> list[float]:
        """Press a key so many times, each time after a rest, and return the times in ms."""
        return [self._press(key, by, rest_ms) for _ in range(times)]

    def _press(self, key: str, by: int, rest_ms: int) -> float:
        teacher = self._bench.teacher
        if rest_ms:
            teacher.rest(rest_ms)
        self._at += by
        self._wanted, self._took = self._bench.studio.takes[self._at], []
        self._pressed = time.perf_counter()
        teacher.press(key)
        teacher.until(lambda: bool(self._took), "the first picture")
        self.wrong += self._bench.number_on_screen() != self._bench.studio.first_numbers[self._wanted]
        return self._took[0]

    def _painted(self, frame: int) -> None:
        if frame == 0 and not self._took and self._bench.open.player.state.key == self._wanted:
            QTimer.singleShot(0, self._note)  # by then the window has handed over what it painted

    def _note(self) -> None:
        self._took.append((time.perf_counter() - self._pressed) * 1000)


def measure() -> Section:
    """Go through a pile: looking a second at each take, glancing at each, and pressing N as soon as each is there."""
    with bench_desk(takes=_TAKES) as bench:
        way = _Way(bench)
        rows = (
            _row("N after a second's look", way.go("N", 1, 50, _LOOK_MS)),
            _row("PgUp after a second's look", way.go("PgUp", -1, 20, _LOOK_MS)),
            _row("N after a glance of 0.25 s", way.go("N", 1, 50, _PEEK_MS)),
            _row("N at once, again and again", way.go("N", 1, 60, 0)),
        )
        wrong = way.wrong
    return Section(
        name="next_take",
        title="The next take",
        words=(
            "From the key press to the take's exact first picture painted in the window, in the real desk with sound, "
            "on takes of 720p30 and 1080p30 in turn that were never opened before. Read back from the display, "
            f"{wrong} of these pictures carried another number than the take's first frame."
        ),
        header=("what", "takes", "median ms", "p95 ms", "longest ms", "limit p95"),
        rows=tuple(Row((*cells, ms(_LIMIT_MS)), holds and not wrong) for cells, holds in rows),
    )


def _row(what: str, samples: list[float]) -> tuple[tuple[str, ...], bool]:
    spread = Spread.of(samples)
    cells = (what, str(len(samples)), ms(spread.median), ms(spread.p95), ms(spread.longest))
    return cells, spread.p95 <= _LIMIT_MS


if __name__ == "__main__":
    run(measure)
