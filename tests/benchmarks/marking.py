"""How long a marker takes from the key to the timeline: python -m tests.benchmarks.marking [--keep]."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage

from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.kinds import MarkerKind
from tests.benchmarks.desks import BenchDesk, Studio, bench_desk
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.support.library import LibraryBuilder

_LIMIT_MS = 30.0
_SECONDS = 20
_MANY = 300
_KEYS = ("M", "Shift+M", "Alt+M")
_APART_MS = 120
_TIMES = 60


class _Marker(QObject):
    """Presses keys that make a marker and times each until the timeline has painted it."""

    def __init__(self, bench: BenchDesk) -> None:
        super().__init__()
        self._bench = bench
        self._timeline = bench.open.panes.player.timeline
        self._expected = 0
        self._pressed = 0.0
        self._took: list[float] = []
        self.unseen = 0
        self._timeline.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note when the timeline paints as many markers as are expected."""
        if event.type() == QEvent.Type.Paint and not self._took and self._count() == self._expected:
            QTimer.singleShot(0, self._note)  # by then the window has handed over what it painted
        return bool(super().eventFilter(watched, event))

    def paused(self, times: int) -> list[float]:
        """Mark one frame after the other, by each kind's key in turn, and give up the text each time."""
        return [self._mark(_KEYS[n % len(_KEYS)], ("Shift+Right", "Right"), keeps=True) for n in range(times)]

    def playing(self, times: int) -> list[float]:
        """Mark with a snippet while the take plays."""
        return [self._mark("1", (), keeps=False) for _ in range(times)]

    def _mark(self, key: str, before: tuple[str, ...], *, keeps: bool) -> float:
        teacher = self._bench.teacher
        teacher.press(*before)
        teacher.rest(_APART_MS)
        seen = self._picture()
        self._expected, self._took = self._count() + 1, []
        self._pressed = time.perf_counter()
        teacher.press(key)
        teacher.until(lambda: bool(self._took), "the marker on the timeline")
        self.unseen += self._picture() == seen
        if keeps:
            teacher.type("Listen")
            teacher.press("Return")
            teacher.rest(_APART_MS)
        return self._took[0]

    def _count(self) -> int:
        return len(self._timeline.content.markers)

    def _picture(self) -> QImage:
        """Read the timeline from the display."""
        timeline, window = self._timeline, self._bench.open.window
        corner = timeline.mapTo(window, timeline.rect().topLeft())
        shot = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), timeline.width(), timeline.height())
        return shot.toImage()

    def _note(self) -> None:
        self._took.append((time.perf_counter() - self._pressed) * 1000)


def measure() -> Section:
    """Mark while paused and while playing, on a take without markers and on one with hundreds."""
    with bench_desk(takes=3, seconds=_SECONDS, fill=_fill) as bench:
        marker, teacher, takes = _Marker(bench), bench.teacher, bench.studio.takes
        bench.wait_for_first_picture(takes[0])
        teacher.rest(1_000)
        samples = {"M, Shift+M, Alt+M, paused": marker.paused(_TIMES)}
        teacher.press("Home", "Space")
        samples["a snippet's key, playing"] = marker.playing(_TIMES)
        teacher.press("K", "N")
        bench.wait_for_first_picture(takes[1])
        teacher.rest(1_000)
        samples[f"the same keys beside {_MANY} markers, paused"] = marker.paused(_TIMES)
        unseen = marker.unseen
    return Section(
        name="marking",
        title="A marker",
        words=(
            "From the key press to the marker painted on the timeline, its transaction committed with "
            "`synchronous=FULL` in between, in the real desk on takes of 720p30 and 1080p30. On the display itself the "
            f"timeline then had not changed {unseen} times."
        ),
        header=("what", "markers", "median ms", "p95 ms", "longest ms", "limit p95"),
        rows=tuple(_row(what, taken, unseen) for what, taken in samples.items()),
    )


def _row(what: str, samples: list[float], unseen: int) -> Row:
    spread = Spread.of(samples)
    cells = (what, str(len(samples)), ms(spread.median), ms(spread.p95), ms(spread.longest), ms(_LIMIT_MS))
    return Row(cells, spread.p95 <= _LIMIT_MS and not unseen)


def _fill(build: LibraryBuilder, studio: Studio) -> None:
    kinds = tuple(MarkerKind)
    set_snippet(build.library, position=1, text="Count aloud", kind=MarkerKind.FEEDBACK)
    for n in range(_MANY):
        start_ms = n * _SECONDS * 1_000 // _MANY
        build.marker(studio.takes[1], start_ms, kind=kinds[n % len(kinds)], text=f"Measure {n}: keep the wrist soft.")


if __name__ == "__main__":
    run(measure)
