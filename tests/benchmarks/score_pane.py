"""How quickly pages of a score are turned and sharp: python -m tests.benchmarks.score_pane [--keep]."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter

from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import Fit, Zoom
from tests.benchmarks.desks import BenchDesk, bench_desk
from tests.benchmarks.figures import Row, Section, Spread, ms, run
from tests.support.memory import family, megabytes
from tests.support.scores import make_engraved, make_scan
from tests.support.turns import Turns

if TYPE_CHECKING:
    from practika_desktop.ui.score.pane import ScorePane

_LIMIT_MS = 16.0
_ZOOM_LIMIT_MS = 250.0
_LIMITS_MB = {"desk": 64.0, "worker": 160.0}  # the desk keeps up to 48 MB of pictures
_TURNS = 40
_REST_MS = 250
_PATIENCE_MS = 20_000
_ROOMS_ACROSS = (160, 500, 940)
_ROOMS_DOWN = (840, 60)
_SETTLE_MS = 600
_ZOOMS = 10
_WALK_MS = 50
_LOOK_AT = (30, 150, 300)
_WAYS = (  # what is done, its key, how one reads, and from which page on
    ("turn a page", "]", Mode.SINGLE, Fit.PAGE, 1),
    ("turn half a page", "}", Mode.SINGLE, Fit.PAGE, _TURNS),
    ("turn facing pages", "]", Mode.FACING, Fit.PAGE, 1),
    ("scroll half a page", "}", Mode.CONTINUOUS, Fit.WIDTH, 1),
)


@dataclass(frozen=True)
class _Score:
    words: str
    make: Callable[[Path, int], Path]
    pages: int


_SCORES = (
    _Score("engraved, 60 pages", make_engraved, 60),
    _Score("scan, 60 pages", make_scan, 60),
    _Score("scan, 300 pages", make_scan, 300),
)


class _Eyes(QObject):
    """Eyes on the pages: times acts until all in sight is painted at its own size and handed over to the display."""

    def __init__(self, bench: BenchDesk) -> None:
        super().__init__()
        self.bench = bench
        self.pane: ScorePane = bench.open.panes.score
        self._came = QEventLoop(self)
        self._holds: Callable[[], bool] = lambda: False
        self._at = 0.0
        self.pane.view.viewport().installEventFilter(self)

    def time(self, act: Callable[[], object], holds: Callable[[], bool] = lambda: True) -> float:
        """Do something; return after how many milliseconds what it leads to was painted sharp."""
        self._holds, self._at = holds, 0.0
        began = time.perf_counter()
        act()
        guard = QTimer(self, singleShot=True)
        guard.timeout.connect(self._came.quit)
        guard.start(_PATIENCE_MS)
        while not self._at:
            if not guard.isActive():
                raise AssertionError("what was wanted is never seen")
            self._came.exec()
        return (self._at - began) * 1000

    def open(self, path: Path, pages: int) -> None:
        """Show a score."""
        self.pane.show_score(path, path.name)
        self.bench.teacher.until(lambda: self.pane.page_count == pages and self.pane.page == 1, "the score")

    def begin(self, mode: Mode, fit: Fit, page: int = 1) -> None:
        """Be at a page, read in a way, and look at it."""
        self.pane.set_mode(mode)
        self.pane.set_fit(fit)
        self.pane.set_page(page)
        self.settle(_SETTLE_MS)

    def press(self, key: str) -> float:
        """Press a key after a look; return the milliseconds until what it leads to is painted."""
        self.settle(_REST_MS)
        view = self.pane.view
        before = view.port, view.page, view.is_half
        return self.time(lambda: self.bench.teacher.press(key), lambda: (view.port, view.page, view.is_half) != before)

    def zoom(self, page: int) -> float:
        """Enlarge a whole page to 400 %; return the milliseconds until it is painted sharp."""
        self.begin(Mode.SINGLE, Fit.PAGE, page)
        return self.time(lambda: self.pane.view.set_zoom(Zoom(Fit.FREE, 4.0)), lambda: self.pane.view.factor == 4.0)

    def settle(self, milliseconds: int = _REST_MS) -> None:
        """Look at what there is."""
        self.bench.teacher.rest(milliseconds)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note a painting that shows what is waited for, once the window has handed it over."""
        if event.type() is QEvent.Type.Paint and not self.pane.view.stands_in and self._holds():
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self._at = self._at or time.perf_counter()
        self._came.quit()


def measure() -> Section:
    """Turn, scroll and enlarge pages in the real desk, and walk through a long score."""
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        paths = [_made(score, Path(folder) / f"{number}.pdf") for number, score in enumerate(_SCORES)]
        with _wide_desk() as eyes:
            memory = _memory(eyes, _SCORES[-1], paths[-1])
            for score, path in zip(_SCORES, paths, strict=True):
                eyes.open(path, score.pages)
                rows += _rows(eyes, score)
    return Section(
        name="score_pane",
        title="Pages of a score",
        words=(
            "In the real desk, 1600 x 1000 pixels, its score as wide as can be. From the key press until all that is "
            f"in sight is painted at its own size: {_TURNS} turns {_REST_MS} ms apart, onward through pages not drawn "
            "before. Zooms lead from the whole page to 400 %, each on another page. Every turn of the event loop is "
            "measured meanwhile, in C. Memory is the proportional set size in MB after a walk through so many pages, "
            f"{1_000 // _WALK_MS} a second, of the desk above what it had before, and of all that draws the pages."
        ),
        header=("score", "what", "median", "p95", "longest", "limit"),
        rows=(*rows, *memory),
    )


def _made(score: _Score, path: Path) -> Path:
    """Make a score, in a process whose memory is not the desk's."""
    maker = get_context("spawn").Process(target=score.make, args=(path, score.pages))
    maker.start()
    maker.join()
    return path


def _rows(eyes: _Eyes, score: _Score) -> list[Row]:
    """Read a score in every way."""
    rows = []
    with Turns() as turns:
        for what, key, mode, fit, page in _WAYS:
            eyes.begin(mode, fit, page)
            took = Spread.of(eyes.press(key) for _ in range(_TURNS if mode is not Mode.FACING else _TURNS // 2))
            cells = (score.words, f"{what}, ms", ms(took.median), ms(took.p95), ms(took.longest))
            rows.append(Row((*cells, f"p95 {_LIMIT_MS:.0f}"), took.p95 <= _LIMIT_MS))
        took = Spread.of(eyes.zoom(page) for page in range(1, _ZOOMS + 1))
        cells = (score.words, "zoom to 400 %, ms", ms(took.median), ms(took.p95), ms(took.longest))
        rows.append(Row((*cells, f"p95 {_ZOOM_LIMIT_MS:.0f}"), took.p95 <= _ZOOM_LIMIT_MS))
    lengths = Spread.of(turns.lengths_ms)
    too_long = [f": the longest worked for {ms(turn.work_ms)}, {turn.stack}" for turn in turns.longer_than(_LIMIT_MS)]
    what = "turn of the event loop, ms" + "".join(too_long[:1])
    cells = (score.words, what, ms(lengths.median), ms(lengths.p95), ms(lengths.longest))
    return [*rows, Row((*cells, f"longest {_LIMIT_MS:.0f}"), lengths.longest <= _LIMIT_MS)]


def _memory(eyes: _Eyes, score: _Score, path: Path) -> list[Row]:
    """Walk through a long score and look at the memory on the way."""
    desk = os.getpid()
    before = megabytes(desk)
    eyes.open(path, score.pages)
    eyes.begin(Mode.SINGLE, Fit.PAGE)
    rows, page = [], 1
    for until in _LOOK_AT:
        while page < until:
            eyes.bench.teacher.press("]")
            eyes.settle(_WALK_MS)
            page += 1
        eyes.settle()
        [worker] = [child.pid for child in active_children() if child.name == "practika-score"]
        sizes = {"desk": megabytes(desk) - before, "worker": sum(map(megabytes, family(worker or 0)))}
        for what, size in sizes.items():
            limit = _LIMITS_MB[what]
            cells = (score.words, f"memory of the {what} at page {page}, MB", "", "", f"{size:.0f}", f"{limit:.0f}")
            rows.append(Row(cells, size <= limit))
    return rows


@contextmanager
def _wide_desk() -> Iterator[_Eyes]:
    """Open the desk and give the score the room that a teacher gives it who reads from it."""
    with bench_desk(takes=1, with_sound=False) as bench:
        bench.wait_for_first_picture(bench.studio.takes[0])
        for splitter in bench.open.window.findChildren(QSplitter):
            is_across = splitter.orientation() is Qt.Orientation.Horizontal
            splitter.setSizes(_ROOMS_ACROSS if is_across else _ROOMS_DOWN)
        yield _Eyes(bench)


if __name__ == "__main__":
    run(measure)
