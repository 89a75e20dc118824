"""Background work without a window toolkit: lanes of one thread each, progress, and the way to stop.

A job is a plain function that gets a `Progress`. What it returns or raises is handed to `post`, which the desk makes
run on its own thread (a Qt signal there, a queue in tests), so that no callback ever runs beside the window's code.
"""

import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Event, Thread
from typing import TypeVar

from practika_desktop.model.errors import Cancelled, PractikaError

T = TypeVar("T")
Show = Callable[[int, int, str], None]

_SHOW_EVERY_S = 0.1


class Progress:
    """Says how far a job is, and stops it: one call does both, so that stopping cannot be forgotten.

    `show(done, total, what)` is called at most ten times a second, and always for the first and the last figure.
    """

    def __init__(self, show: Show | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._show = show
        self._clock = clock
        self._next_show = float("-inf")
        self._stop = Event()

    def report(self, done: int, total: int, what: str = "") -> None:
        """Say that done of total (any unit, 0 for unknown) is done; raise Cancelled once the job is to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = self._clock()
        if self._show is not None and (now >= self._next_show or 0 < total <= done):
            self._next_show = now + _SHOW_EVERY_S
            self._show(done, total, what)

    def cancel(self) -> None:
        """Make the next report raise Cancelled; may be called from any thread."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job is to stop."""
        return self._stop.is_set()


class Job:
    """One piece of work that was given to a lane."""

    def __init__(self, work: Callable[[], None], progress: Progress) -> None:
        self._work = work
        self._progress = progress

    def cancel(self) -> None:
        """Stop the job, or never start it; call it on the thread that `post` runs on: no callback comes after it."""
        self._progress.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether the job was told to stop."""
        return self._progress.cancelled

    def run(self) -> None:
        """Do the work; called by the lane."""
        if not self._progress.cancelled:
            self._work()


class Lanes:
    """Threads by name: the jobs of one lane run one after the other, in order; lanes run beside each other.

    Owned by whoever builds the desk, who closes it. `post(call)` must run call later on the owner's thread.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._lanes: dict[str, _Lane] = {}
        self._closed = False

    def submit(
        self,
        lane: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PractikaError], None],
        progress: Show | None = None,
    ) -> Job:
        """Run work(progress) on the lane's thread and return at once; then done(result) or failed(error) is posted.

        After a cancel neither is called. An error that nobody foresaw is told to `failed` in plain words and raised
        where `post` runs its calls, so that it reaches the hook for defects.
        """
        running = Progress(None if progress is None else self._posted(progress, lambda: running))
        job = Job(lambda: self._finish(work, running, done, failed), running)
        if self._closed:
            job.cancel()
            return job
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane)
        self._lanes[lane].put(job)
        return job

    def close(self) -> None:
        """Cancel every job and wait until the threads have ended; no callback comes after it, no job starts."""
        self._closed = True
        for lane in self._lanes.values():
            lane.stop()
        for lane in self._lanes.values():
            lane.join()
        self._lanes.clear()

    def _posted(self, show: Show, job: Callable[[], Progress]) -> Show:
        def post_show(done: int, total: int, what: str) -> None:
            self._deliver(job(), lambda: show(done, total, what))

        return post_show

    def _deliver(self, progress: Progress, call: Callable[[], None]) -> None:
        self._post(lambda: None if self._closed or progress.cancelled else call())

    def _finish(
        self,
        work: Callable[[Progress], T],
        progress: Progress,
        done: Callable[[T], None],
        failed: Callable[[PractikaError], None],
    ) -> None:
        try:
            result = work(progress)
        except Cancelled:
            return
        except PractikaError as error:
            foreseen = error
            self._deliver(progress, lambda: failed(foreseen))
        except Exception as error:  # noqa: BLE001 - it is raised again where the hook for defects hears of it
            defect = error
            self._post(lambda: self._tell_defect(defect, progress, failed))
        else:
            self._deliver(progress, lambda: done(result))

    def _tell_defect(self, defect: Exception, progress: Progress, failed: Callable[[PractikaError], None]) -> None:
        try:
            if not (self._closed or progress.cancelled):
                failed(PractikaError("Something went wrong inside Practika.", "Your work is safe; please try again."))
        finally:
            raise defect


class _Lane:
    """A thread, and what it still has to do."""

    def __init__(self, name: str) -> None:
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._stopping = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name=f"lane-{name}")
        self._thread.start()

    def put(self, job: Job) -> None:
        with self._changed:
            self._waiting.append(job)
            self._changed.notify()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._waiting.clear()
            if self._running is not None:
                self._running.cancel()
            self._changed.notify()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._running = None
                self._changed.wait_for(lambda: self._stopping or self._waiting)
                if self._stopping:
                    return
                self._running = job = self._waiting.popleft()
            job.run()
