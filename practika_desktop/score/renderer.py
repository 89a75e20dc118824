"""The desk's side of drawing scores: what is wanted now, what has come, what went wrong."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.area import PageArea, PagePicture
from practika_desktop.score.cache import PictureCache
from practika_desktop.score.wire import Answer, Drawn, Opened, PageSize, Refused
from practika_desktop.score.worker_process import WorkerEnded, WorkerProcess

CACHE_BYTES = 48 << 20
WORKER_SECONDS = 20.0
_PATIENCE_SECONDS = 1.0


class ScoreState(Enum):
    """What is known of the score."""

    EMPTY = auto()
    OPENING = auto()
    READY = auto()
    FAILED = auto()


class ScoreRenderer:
    """Draws one score's pages by a process of its own and keeps the pictures.

    They take at most `cache_bytes`, and more only where what is asked for at once does; what is drawn ahead should fit.
    Everything is called from one thread and none of it waits, but `close`. `wake` is called from another thread when
    `poll` has something to do. The process lives on from score to score; a new one replaces it after a crash.
    """

    def __init__(
        self,
        wake: Callable[[], None],
        *,
        cache_bytes: int = CACHE_BYTES,
        worker_seconds: float = WORKER_SECONDS,
    ) -> None:
        self._wake = wake
        self._worker_seconds = worker_seconds
        self.cache_bytes = cache_bytes
        self._cache = PictureCache(cache_bytes)
        self._worker: WorkerProcess | None = None
        self._worker_path: Path | None = None
        self._asked: Path | PageArea | None = None
        self._areas: list[PageArea] = []
        self._forget()

    def _forget(self) -> None:
        self.path: Path | None = None
        self.state = ScoreState.EMPTY
        self.error: ScoreError | None = None
        self.page_sizes: tuple[PageSize, ...] = ()
        self._page_errors: dict[int, ScoreError] = {}
        self._suspects: set[Path | int] = set()
        self._areas = []

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 until the score is READY."""
        return len(self.page_sizes)

    @property
    def worker_pid(self) -> int | None:
        """The drawing process's id while there is one."""
        return self._worker.pid if self._worker else None

    def open(self, path: Path) -> None:
        """Open the score in place of the present one; a score that is open already stays so."""
        if path == self.path and self.state is not ScoreState.FAILED:
            return
        self._forget()
        self.path = path
        self.state = ScoreState.OPENING
        if self._worker is not None and self._worker.busy_seconds > _PATIENCE_SECONDS:
            self._drop_worker()  # whatever the last score keeps it busy with must not hold this one up
        self._ask_next()

    def clear(self) -> None:
        """Show no score; its pictures are kept for when it is opened again."""
        self._forget()

    def request(self, areas: Sequence[PageArea], *, ahead: Sequence[PageArea] = ()) -> None:
        """Draw these areas, then those likely to be wanted next; what was asked for before and not begun is dropped."""
        self._cache.most_bytes = max(self.cache_bytes, sum(area.byte_count for area in areas))
        self._areas = [*areas, *ahead]
        self._ask_next()

    def picture(self, area: PageArea) -> PagePicture | None:
        """Return the area's picture if it is there."""
        return self._cache.get(self.path, area) if self.path else None

    def page_error(self, page: int) -> ScoreError | None:
        """Return why the page cannot be shown, None as far as it can."""
        return self._page_errors.get(page)

    def poll(self) -> list[PagePicture]:
        """Take in what has come and return the new pictures of the present score; never waits."""
        came: list[PagePicture] = []
        while self._worker is not None:
            try:
                answer = self._worker.take_answer()
            except WorkerEnded as ended:
                self._take_end(hung=ended.hung)
                break
            if answer is None:
                break
            picture = self._take(answer)
            if picture is not None:
                came.append(picture)
        self._ask_next()
        return came

    def close(self) -> None:
        """End the drawing process; closing twice is harmless."""
        self._forget()
        self._drop_worker()
        self._cache.clear()

    def _ask_next(self) -> None:
        """Send the one request that matters most now, if any and if none is on its way."""
        if self.path is None or self.state is ScoreState.FAILED or (self._worker and self._worker.is_busy):
            return
        self._areas = [area for area in self._areas if self._is_missing(area)]
        opened = self._worker is not None and self._worker_path == self.path
        if opened and not self._areas:
            return
        if self._worker is None:
            self._worker = WorkerProcess(self._wake, self._worker_seconds)
        if not opened:
            self._asked, self._worker_path = self.path, None
            self._worker.open(str(self.path))
        else:
            self._asked = self._areas.pop(0)
            self._worker.draw(self._asked)

    def _is_missing(self, area: PageArea) -> bool:
        return area.page not in self._page_errors and self.picture(area) is None

    def _take(self, answer: Answer) -> PagePicture | None:
        asked, self._asked = self._asked, None
        match asked, answer:
            case Path() as path, Opened():
                self._take_opened(path, answer)
            case Path() as path, Refused() if path == self.path:
                self._fail(answer.error)
            case PageArea() as area, Refused() if self._worker_path == self.path:
                self._page_errors[area.page] = answer.error
            case PageArea() as area, Drawn():
                return self._take_drawn(area)
        return None

    def _take_opened(self, path: Path, answer: Opened) -> None:
        self._worker_path = path
        if path == self.path:
            self.page_sizes = answer.page_sizes
            self.state = ScoreState.READY

    def _take_drawn(self, area: PageArea) -> PagePicture | None:
        if self._worker is None or self._worker_path is None:
            return None
        picture = PagePicture(area, self._worker.pixels(area))
        self._cache.put(self._worker_path, picture)
        return picture if self._worker_path == self.path else None

    def _take_end(self, *, hung: bool) -> None:
        """Begin anew after the process ended; blame what it was busy with when that made it hang or end twice."""
        asked, of_this = self._asked, self._worker_path == self.path
        self._drop_worker()
        did = "takes too long to show" if hung else "made the program that draws scores stop"
        if isinstance(asked, Path) and asked == self.path and self._is_to_blame(asked, hung=hung):
            self._fail(ScoreError(f"This PDF {did}.", "Save it anew as a PDF, then choose that copy."))
        elif isinstance(asked, PageArea) and of_this and self._is_to_blame(asked.page, hung=hung):
            error = ScoreError(f"Page {asked.page} {did}.", "The other pages can still be used.")
            self._page_errors[asked.page] = error
        elif isinstance(asked, PageArea) and of_this:
            self._areas.insert(0, asked)

    def _is_to_blame(self, what: Path | int, *, hung: bool) -> bool:
        """Tell whether the document or page itself ends the process: a system short of memory may end it too, once."""
        if hung or what in self._suspects:
            return True
        self._suspects.add(what)
        return False

    def _fail(self, error: ScoreError) -> None:
        self.state = ScoreState.FAILED
        self.error = error

    def _drop_worker(self) -> None:
        worker, self._worker = self._worker, None
        self._worker_path = self._asked = None
        if worker is not None:
            worker.close()
