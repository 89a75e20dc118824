"""Background work: order, progress, stopping, and errors that reach the right ears."""

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from queue import Queue
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.jobs import Job, Lanes, Progress
from practika_desktop.model.errors import Cancelled, MediaError, PractikaError

PATIENCE_S = 10


class Owner:
    """Stands for the desk's thread: what is posted waits here until the test runs it."""

    def __init__(self) -> None:
        self.posted: Queue[Callable[[], None]] = Queue()
        self.lanes = Lanes(self.posted.put)
        self.results: list[object] = []
        self.errors: list[PractikaError] = []

    def submit(self, lane: str, work: Callable[[Progress], object]) -> Job:
        """Submit work whose end is noted here."""
        return self.lanes.submit(lane, work, done=self.results.append, failed=self.errors.append)

    def run_one(self) -> None:
        """Wait for the next posted call and run it."""
        self.posted.get(timeout=PATIENCE_S)()


@pytest.fixture
def owner() -> Iterator[Owner]:
    owner = Owner()
    yield owner
    owner.lanes.close()


def test_a_result_is_told_on_the_owners_thread(owner: Owner) -> None:
    threads: list[int] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.get_ident())
        return 7

    owner.submit("store", work)
    owner.run_one()
    assert owner.results == [7]
    assert threads != [threading.get_ident()]


def test_jobs_of_one_lane_run_in_order_and_lanes_beside_each_other(owner: Owner) -> None:
    gate, order = Event(), []

    def first(_progress: Progress) -> None:
        gate.wait(PATIENCE_S)
        order.append("first")

    for lane, work in (("a", first), ("a", lambda _: order.append("second")), ("b", lambda _: order.append("beside"))):
        owner.submit(lane, work)
    owner.run_one()
    assert order == ["beside"]
    gate.set()
    owner.run_one()
    owner.run_one()
    assert order == ["beside", "first", "second"]


def test_a_foreseen_error_is_told_to_failed_only(owner: Owner) -> None:
    def work(_progress: Progress) -> None:
        raise MediaError("This is no video.")

    owner.submit("media", work)
    owner.run_one()
    assert [error.title for error in owner.errors] == ["This is no video."]
    assert owner.results == []


def test_a_defect_is_told_and_raised_where_the_hook_hears_it(owner: Owner) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError("a defect")

    owner.submit("media", work)
    with pytest.raises(ZeroDivisionError):
        owner.run_one()
    assert len(owner.errors) == 1
    assert "a defect" not in str(owner.errors[0])
    owner.submit("media", lambda _: 1)
    owner.run_one()
    assert owner.results == [1]


def test_a_cancelled_job_says_nothing_even_when_it_had_ended(owner: Owner) -> None:
    job = owner.submit("media", lambda _: 1)
    call = owner.posted.get(timeout=PATIENCE_S)
    job.cancel()
    call()
    assert job.cancelled
    assert owner.results == []


def test_a_running_job_stops_at_its_next_report(owner: Owner) -> None:
    started, stopped = Event(), Event()

    def work(progress: Progress) -> None:
        started.set()
        try:
            while True:
                progress.report(0, 0)
        except Cancelled:
            stopped.set()
            raise

    job = owner.submit("media", work)
    assert started.wait(PATIENCE_S)
    job.cancel()
    assert stopped.wait(PATIENCE_S)
    assert owner.posted.empty()


def test_a_waiting_job_that_was_cancelled_never_starts(owner: Owner) -> None:
    gate = Event()
    started: list[str] = []
    owner.submit("media", lambda _: gate.wait(PATIENCE_S))
    owner.submit("media", lambda _: started.append("cancelled")).cancel()
    owner.submit("media", lambda _: started.append("wanted"))
    gate.set()
    owner.run_one()
    owner.run_one()
    assert started == ["wanted"]


def test_closing_stops_what_runs_drops_what_waits_and_takes_nothing_more(owner: Owner) -> None:
    started, ran = Event(), []

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.report(0, 0)

    owner.submit("media", work)
    owner.submit("media", lambda _: ran.append("waiting"))
    assert started.wait(PATIENCE_S)
    owner.lanes.close()
    assert owner.submit("media", lambda _: ran.append("late")).cancelled
    assert ran == []
    assert owner.posted.empty()


def test_progress_is_told_on_the_owners_thread(owner: Owner) -> None:
    shown: list[tuple[int, int, str]] = []
    owner.lanes.submit(
        "media",
        lambda progress: progress.report(1, 1, "one.mp4"),
        done=owner.results.append,
        failed=owner.errors.append,
        progress=lambda *figures: shown.append(figures),
    )
    owner.run_one()
    assert shown == [(1, 1, "one.mp4")]


@given(steps=st.lists(st.floats(0, 0.3), min_size=1, max_size=60))
def test_progress_is_shown_at_most_ten_times_a_second_and_the_last_always(steps: list[float]) -> None:
    now = 0.0
    shown: list[tuple[float, int]] = []
    progress = Progress(lambda done, _total, _what: shown.append((now, done)), clock=lambda: now)
    for done, step in enumerate(steps, start=1):
        progress.report(done, len(steps))
        now += step
    times = [at for at, done in shown if done < len(steps)]
    assert all(later - earlier >= 0.1 - 1e-9 for earlier, later in pairwise(times))
    assert shown[-1][1] == len(steps)


def test_a_cancelled_progress_raises_at_each_report() -> None:
    progress = Progress()
    progress.report(1, 2)
    progress.cancel()
    for _ in range(2):
        with pytest.raises(Cancelled):
            progress.report(2, 2)
