"""The sample studio becomes a whole library, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from practika_desktop.edits.sample import make_sample
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import Cancelled, PractikaError
from practika_desktop.store import people, take, takes
from practika_desktop.store.check import check
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState

SOURCE = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(most=1)
    yield pool
    pool.close()


def test_the_sample_is_a_library_with_a_pile_and_a_reviewed_take(tmp_path: Path, pool: WorkerPool) -> None:
    make_sample(tmp_path / "sample", SOURCE, pool)
    with Library.open(tmp_path / "sample") as library:
        assert takes.count(library, InboxFilter(state=TakeState.WAITING)) == 3
        [reviewed] = takes.page(library, InboxFilter(state=TakeState.REVIEWED), 0, 10)
        assert [marker.end_ms is None for marker in take.markers(library, reviewed.submission_id)] == [
            True,
            False,
            True,
        ]
        thread = take.messages(library, reviewed.submission_id)
        assert [message.sender_id == library.teacher_id for message in thread] == [True, False, True]
        assert thread[2].answers_message_id == thread[1].id
        detail = take.detail(library, reviewed.submission_id)
        assert detail is not None
        assert detail.score_media is not None
        assert [student.display_name for student in people.students(library)] == ["Ana Ferreira", "Ben Okafor"]
        assert check(library).sound


def test_a_sample_that_is_there_is_left_as_it_is(tmp_path: Path, pool: WorkerPool) -> None:
    (tmp_path / "sample").mkdir()
    make_sample(tmp_path / "sample", SOURCE, pool)
    assert list((tmp_path / "sample").iterdir()) == []


def test_nothing_is_there_when_the_making_was_stopped(tmp_path: Path, pool: WorkerPool) -> None:
    def stop(done: int, _total: int, _what: str) -> None:
        if done > 0:
            raise Cancelled

    with pytest.raises((Cancelled, PractikaError)):
        make_sample(tmp_path / "sample", SOURCE, pool, stop)
    assert not (tmp_path / "sample").exists()
    make_sample(tmp_path / "sample", SOURCE, pool)
    assert (tmp_path / "sample").is_dir()
