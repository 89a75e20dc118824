"""How the score follows a take, and how soon a tap is seen: python -m tests.benchmarks.following [--keep]."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from practika_desktop.edits.done import Verb
from practika_desktop.model.measures import tapping
from practika_desktop.model.measures.cursor import Cursor
from practika_desktop.model.measures.taps import Taps
from tests.benchmarks.desks import BenchDesk, bench_desk
from tests.benchmarks.figures import Row, Section, Spread, ms, run

if TYPE_CHECKING:
    from practika_desktop.model.measures.times import Span

_SECONDS = 20
_A_FRAME_MS = 1_000 / 30
_LIMIT_TAP_MS = 30.0
_MEASURE_MS = 350
_TAPS = 30
_APART_MS = 320


class _Follower(QObject):
    """Notes when the first frame of each measure, and when its highlight, is painted."""

    def __init__(self, bench: BenchDesk) -> None:
        super().__init__()
        self._timing = bench.open.desk.timing
        self._layer = bench.open.panes.score.layer
        self._page = bench.open.panes.score.view.viewport()
        self._pane = bench.open.panes.player
        self._seen: dict[Span, float] = {}
        self._lit: dict[Span, float] = {}
        self._pane.view.frame_painted.connect(self._frame_painted)
        self._page.installEventFilter(self)

    def close(self) -> None:
        """Look away."""
        self._pane.view.frame_painted.disconnect(self._frame_painted)
        self._page.removeEventFilter(self)

    @property
    def late_ms(self) -> list[float]:
        """How much later than its first frame each measure was highlighted; endless where it never was."""
        return [(self._lit.get(span, float("inf")) - at) * 1000 for span, at in self._seen.items()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note when the page is painted with another measure highlighted."""
        place = self._layer.sounding
        if event.type() == QEvent.Type.Paint and place is not None:
            span = self._timing.times.at(self._pane.state.time_ms)
            if span is not None and span.place.id == place.id and span not in self._lit:
                QTimer.singleShot(0, lambda: self._lit.setdefault(span, time.perf_counter()))
        return bool(super().eventFilter(watched, event))

    def _frame_painted(self, _frame: int) -> None:
        span = self._timing.times.at(self._pane.state.time_ms)
        if span is not None:
            self._seen.setdefault(span, time.perf_counter())


class _Tapper(QObject):
    """Presses T while the take plays and times each until the timeline has painted the measure that it ends."""

    def __init__(self, bench: BenchDesk) -> None:
        super().__init__()
        self._bench = bench
        self._timeline = bench.open.panes.player.timeline
        self._before = 0
        self._pressed = 0.0
        self._took: list[float] = []
        self._timeline.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note when the timeline paints a measure more."""
        if event.type() == QEvent.Type.Paint and not self._took and self._measures() > self._before:
            QTimer.singleShot(0, lambda: self._took.append((time.perf_counter() - self._pressed) * 1000))
        return bool(super().eventFilter(watched, event))

    def taps(self, times: int) -> list[float]:
        """Tap so many measures."""
        teacher = self._bench.teacher
        teacher.press("Home", "Space")
        teacher.rest(_APART_MS)
        teacher.press("T")
        took = []
        for _ in range(times):
            teacher.rest(_APART_MS)
            self._before, self._took = self._measures(), []
            self._pressed = time.perf_counter()
            teacher.press("T")
            teacher.until(lambda: bool(self._took), "the measure on the timeline")
            took.append(self._took[0])
        teacher.press("K")
        return took

    def _measures(self) -> int:
        measured = self._timeline.content.measured
        return 0 if measured is None else len(measured.soundings)


def measure() -> Section:
    """Follow a take that was tapped all through, then tap along with another one."""
    with bench_desk(takes=2, seconds=_SECONDS) as bench:
        _wait_for_measures(bench, 0)
        late = _follow(bench)
        bench.teacher.press("N")
        _wait_for_measures(bench, 1)
        taps = _Tapper(bench).taps(_TAPS)
    return Section(
        name="following",
        title="The score follows, and taps are seen",
        words=(
            "How long after the first frame of a measure its highlight is painted on the page (before it where that is "
            "less than 0), and how long from T to the measure ruler painted, the tap's transaction committed with "
            f"`synchronous=FULL` in between; in the real desk, playing with sound, a measure each {_MEASURE_MS} ms. "
            "Limits: a frame at the latest; p95 30 ms."
        ),
        header=("what", "measures", "median ms", "p95 ms", "longest ms", "limit ms"),
        rows=(
            _row("highlight after its first frame", late, _A_FRAME_MS, max(late)),
            _row("T to the ruler", taps, _LIMIT_TAP_MS, Spread.of(taps).p95),
        ),
    )


def _follow(bench: BenchDesk) -> list[float]:
    desk, teacher = bench.open.desk, bench.teacher
    taps, cursor = Taps(), Cursor(desk.timing.downbeats)
    for at_ms in range(500, _SECONDS * 1000 - 500, _MEASURE_MS):
        taps, cursor = tapping.tap(taps, at_ms, 0.0, cursor)
    desk.timing.keep(taps, Verb.TAP_MEASURE)
    follower = _Follower(bench)
    teacher.press("Home", "Space")
    teacher.rest((_SECONDS - 2) * 1000)
    teacher.press("K")
    teacher.rest(200)
    follower.close()
    return follower.late_ms


def _wait_for_measures(bench: BenchDesk, take: int) -> None:
    bench.wait_for_first_picture(bench.studio.takes[take])
    bench.teacher.until(lambda: bench.open.desk.measuring.measures is not None, "the measures")
    bench.teacher.rest(1_000)


def _row(what: str, samples: list[float], limit: float, held: float) -> Row:
    spread = Spread.of(samples)
    cells = (what, str(len(samples)), ms(spread.median), ms(spread.p95), ms(spread.longest), ms(limit))
    return Row(cells, held <= limit)


if __name__ == "__main__":
    run(measure)
