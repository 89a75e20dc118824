"""An import that is killed leaves nothing half-done, and the next one makes good."""

import multiprocessing
import signal
from pathlib import Path

import pytest

from practika_desktop.edits.importing import TakeImport, import_takes
from practika_desktop.media.workers import WorkerPool
from practika_desktop.store.check import check
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState, count
from tests.support import videos
from tests.support.killing import STEPS, import_and_die
from tests.support.library import built_library

ALL = InboxFilter(state=TakeState.ALL)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nothing_is_half_done_and_the_next_import_makes_good(tmp_path: Path, step: str) -> None:
    video = videos.made("h264").path
    with built_library(tmp_path) as builder:
        student_id = builder.student("Anna")
    folder = tmp_path / "library"
    desk = multiprocessing.get_context("spawn").Process(target=import_and_die, args=(folder, video, student_id, step))
    desk.start()
    desk.join(60)
    assert desk.exitcode == -signal.SIGKILL
    pool = WorkerPool(most=1)
    with Library.open(folder) as library:
        assert count(library, ALL) == 0
        assert check(library).sound
        assert list((folder / "incoming").iterdir()) == []
        assert [path for path in (folder / "media").rglob("*") if path.is_file()] == []
        report = import_takes(library, [TakeImport(path=video, student_id=student_id)], pool)
        assert len(report.added) == 1
        findings = check(library)
        assert (findings.problems, findings.notes, findings.files) == ([], [], 1)
    pool.close()
