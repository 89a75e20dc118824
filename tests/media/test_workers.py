"""Workers: whatever a job does, only that job fails, in words for a person, and nothing is left running."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import Cancelled, MediaError
from practika_desktop.model.kinds import MarkerKind, MediaKind
from practika_desktop.model.records import Snippet
from tests.support import worker_jobs

# What other platforms do not refuse is written down in the docs of the function that refuses it.
_FORBIDDEN = (
    [
        worker_jobs.reach_network,
        worker_jobs.start_program,
        worker_jobs.start_process,
        worker_jobs.signal_desk,
        worker_jobs.write_file,
        worker_jobs.change_file,
        worker_jobs.read_beside,
        worker_jobs.list_folder,
    ]
    if sys.platform == "linux"
    else []
)


@pytest.fixture
def warm() -> Iterator[WorkerPool]:
    pool = WorkerPool(most=1, patience_s=3.0)
    yield pool
    pool.close()


def test_a_worker_returns_what_the_function_returned_and_stays_warm(warm: WorkerPool) -> None:
    assert warm.run(None, worker_jobs.double, 21) == 42
    first = _worker()
    assert warm.run(None, worker_jobs.double, 4) == 8
    assert _worker() == first


def test_a_worker_gives_way_to_the_desk(warm: WorkerPool) -> None:
    assert warm.run(None, worker_jobs.is_background)


def test_a_foreseen_error_arrives_as_it_was_raised_and_the_worker_stays(warm: WorkerPool) -> None:
    warm.run(None, worker_jobs.double, 1)
    worker = _worker()
    with pytest.raises(MediaError) as caught:
        warm.run(None, worker_jobs.refuse)
    assert (caught.value.title, caught.value.advice) == ("This is no video.", "Choose another one.")
    assert _worker() == worker


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (worker_jobs.stumble, "cannot be read"),
        (worker_jobs.crash, "crash"),
        (worker_jobs.eat_memory, "memory"),
        (worker_jobs.hang, "does not come to an end"),
        (worker_jobs.wait_for_ever, "does not come to an end"),
    ],
)
def test_a_bad_job_fails_alone(warm: WorkerPool, function: Callable[..., object], says: str) -> None:
    with pytest.raises(MediaError, match=says) as caught:
        warm.run(None, function)
    assert caught.value.advice
    assert warm.run(None, worker_jobs.double, 4) == 8


def test_an_unforeseen_error_keeps_its_trace_for_the_report(warm: WorkerPool) -> None:
    with pytest.raises(MediaError) as caught:
        warm.run(None, worker_jobs.stumble)
    assert "a defect, or a file that provokes one" in str(caught.value.__cause__)


@pytest.mark.parametrize("function", _FORBIDDEN)
def test_a_worker_reaches_nothing_but_what_it_reads(
    warm: WorkerPool, tmp_path: Path, function: Callable[..., object]
) -> None:
    (tmp_path / "file").write_bytes(b"of a student")
    (tmp_path / "another").write_bytes(b"of another student")
    with pytest.raises(MediaError) as caught:
        warm.run(None, function, tmp_path / "file")
    assert "PermissionError" in str(caught.value.__cause__)
    assert (tmp_path / "file").read_bytes() == b"of a student"


def test_each_job_may_read_its_own_file(warm: WorkerPool, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).write_text(name)
        assert warm.run(None, worker_jobs.read_itself, tmp_path / name) == name.encode()


def test_records_and_kinds_arrive_as_they_were(warm: WorkerPool) -> None:
    snippet = Snippet(
        id="1", created_at=2, channel="u:3", teacher_id="3", position=1, text="count", kind=MarkerKind.PRAISE
    )
    assert warm.run(None, worker_jobs.hand_back, snippet) == snippet


def test_a_worker_that_was_taken_over_cannot_run_code_in_the_desk(warm: WorkerPool, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="crash"):
        warm.run(None, worker_jobs.send_trojan, tmp_path / "opened")
    assert not (tmp_path / "opened").exists()
    assert warm.run(None, worker_jobs.double, 2) == 4


def test_a_silent_job_can_be_cancelled_and_its_process_ends(warm: WorkerPool) -> None:
    heard: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        heard.append((done, total))
        if (3, 10) in heard:
            raise Cancelled

    before = time.monotonic()
    with pytest.raises(Cancelled):
        warm.run(report, worker_jobs.wait_for_ever)
    assert time.monotonic() - before < 10
    assert not multiprocessing.active_children()


def test_a_worker_that_died_while_idle_is_replaced(warm: WorkerPool) -> None:
    warm.run(None, worker_jobs.double, 1)
    [child] = multiprocessing.active_children()
    child.kill()
    child.join()
    assert warm.run(None, worker_jobs.double, 5) == 10


def test_closing_ends_a_job_under_way_and_refuses_new_ones() -> None:
    pool = WorkerPool(most=1)
    ended: list[BaseException] = []

    def work() -> None:
        try:
            pool.run(lambda done, _total: pool_close.start() if done and not pool_close.is_alive() else None, wait)
        except Cancelled as error:
            ended.append(error)

    wait = worker_jobs.wait_for_ever
    pool_close = Thread(target=pool.close)
    worker = Thread(target=work)
    worker.start()
    worker.join(30)
    pool_close.join(30)
    assert len(ended) == 1
    with pytest.raises(Cancelled):
        pool.run(None, worker_jobs.double, 1)


def test_not_even_a_hanging_worker_survives_a_desk_that_was_killed() -> None:
    context = multiprocessing.get_context("spawn")
    tell = context.Queue()
    desk = context.Process(target=worker_jobs.start_pool_and_be_killed, args=(tell,))
    desk.start()
    worker = tell.get(timeout=60)
    desk.join(30)
    tell.close()
    assert _ends(worker)


def _worker() -> int | None:
    [worker] = multiprocessing.active_children()
    return worker.pid


def _ends(process: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if _is_zombie(process):
            return True
    return False


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return False


def test_a_kind_arrives_whichever_way_python_writes_it(warm: WorkerPool) -> None:
    arrived: object = warm.run(None, worker_jobs.send_attribute, MediaKind, "VIDEO")
    assert arrived is MediaKind.VIDEO


@pytest.mark.parametrize("name", ["__members__", "mro", "NONE"])
def test_nothing_but_members_is_read_by_name(warm: WorkerPool, name: str) -> None:
    with pytest.raises(MediaError):
        warm.run(None, worker_jobs.send_attribute, MediaKind, name)
