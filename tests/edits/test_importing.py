"""Importing: each file whole or not at all, and a clear sentence for each that cannot be taken in."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from practika_desktop import system
from practika_desktop.edits.history import History
from practika_desktop.edits.importing import ImportReport, Report, TakeImport, import_score, import_takes, recorded_at
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import Cancelled, MediaError, PractikaError, ScoreError
from practika_desktop.model.kinds import MediaKind
from practika_desktop.store import take
from practika_desktop.store.check import check
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState, page
from tests.support import videos
from tests.support.library import LibraryBuilder, built_library


@dataclass
class Desk:
    """An open library with one student, a warm worker, and a folder with videos to import."""

    builder: LibraryBuilder
    pool: WorkerPool
    inbox: Path
    student_id: str

    @property
    def library(self) -> Library:
        """The library."""
        return self.builder.library

    def video(self, name: str, kind: str = "h264") -> Path:
        """Put a video into the folder."""
        return Path(shutil.copyfile(videos.made(kind).path, self.inbox / name))

    def bring(self, *paths: Path, report: Report | None = None) -> ImportReport:
        """Import files as takes of the student."""
        requests = [TakeImport(path=path, student_id=self.student_id) for path in paths]
        return import_takes(self.library, requests, self.pool, report)

    def takes(self) -> list[str]:
        """Return the ids of the takes."""
        return [one.submission_id for one in page(self.library, InboxFilter(state=TakeState.ALL), 0, 100)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    pool = WorkerPool(most=1)
    (tmp_path / "inbox").mkdir()
    with built_library(tmp_path) as builder:
        yield Desk(builder, pool, tmp_path / "inbox", builder.student("Anna"))
    pool.close()


def test_a_take_is_copied_with_what_its_file_says(desk: Desk) -> None:
    path = desk.video("take 1.mp4")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    report = desk.bring(path)
    assert (len(report.added), report.already_there, report.failed, report.cancelled) == (1, [], [], False)
    found = take.detail(desk.library, report.added[0])
    assert found is not None
    assert found.submission.duration_ms == 4000
    assert found.submission.recorded_at == 1_600_000_000_000
    assert (found.media.kind, found.media.mime, found.media.file_name) == (MediaKind.VIDEO, "video/mp4", "take 1.mp4")
    stored = desk.library.media_path(found.media)
    assert stored.read_bytes() == path.read_bytes()
    assert not stored.samefile(path)


def test_the_source_may_be_edited_afterwards(desk: Desk) -> None:
    path = desk.video("take.mp4")
    desk.bring(path)
    path.write_bytes(b"edited")
    assert check(desk.library).sound


def test_the_same_bytes_twice_are_one_take(desk: Desk) -> None:
    one, two = desk.video("one.mp4"), desk.video("two.mp4")
    assert desk.bring(one, two).already_there == [two]
    assert desk.bring(one).already_there == [one]
    assert len(desk.takes()) == 1


def test_two_students_may_have_the_same_bytes_in_one_file(desk: Desk, tmp_path: Path) -> None:
    path = desk.video("duet.mp4")
    desk.bring(path)
    desk.student_id = desk.builder.student("Ben")
    assert len(desk.bring(path).added) == 1
    assert len(desk.takes()) == 2
    assert len(list((tmp_path / "library" / "media").glob("*/*"))) == 1


def test_piece_exercise_and_date_are_kept(desk: Desk) -> None:
    piece_id = desk.builder.piece("Minuet")
    exercise_id = desk.builder.exercise(piece_id=piece_id)
    request = TakeImport(
        path=desk.video("take.mp4"),
        student_id=desk.student_id,
        exercise_id=exercise_id,
        recorded_at=5,
        notes="bar 9 is hard",
    )
    (added,) = import_takes(desk.library, [request], desk.pool).added
    found = take.detail(desk.library, added)
    assert found is not None
    made = found.submission
    assert (made.piece_id, made.exercise_id, made.recorded_at, made.notes) == (
        piece_id,
        exercise_id,
        5,
        "bar 9 is hard",
    )


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("truncated", "damaged, incomplete or no video"),
        ("empty", "is empty"),
        ("text", "damaged, incomplete or no video"),
        ("noise", "damaged, incomplete or no video"),
        ("playlist", "damaged, incomplete or no video"),
    ],
)
def test_a_bad_file_fails_alone_and_is_told_in_words(desk: Desk, tmp_path: Path, kind: str, says: str) -> None:
    bad = videos.broken(kind)
    report = desk.bring(desk.video("one.mp4"), bad, desk.video("two.mkv", "h264-mkv"))
    assert len(report.added) == 2
    ((path, error),) = report.failed
    assert path == bad
    assert says in error.title
    assert error.advice
    assert len(list((tmp_path / "library" / "media").glob("*/*"))) == 2


def test_sound_alone_is_taken_in_as_such(desk: Desk) -> None:
    (added,) = desk.bring(videos.broken("sound-only")).added
    found = take.detail(desk.library, added)
    assert found is not None
    assert found.media.kind is MediaKind.AUDIO
    assert found.submission.duration_ms == pytest.approx(3000, abs=50)


def test_what_is_no_file_is_told_in_words(desk: Desk) -> None:
    pipe = desk.inbox / "pipe.mp4"
    os.mkfifo(pipe)
    report = desk.bring(desk.inbox / "absent.mp4", desk.inbox, pipe)
    assert [error.title for _, error in report.failed] == [
        "“absent.mp4” is not there any more.",
        "“inbox” is a folder.",
        "“pipe.mp4” is no ordinary file.",
    ]


def test_a_full_drive_fails_in_words_and_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, target: Path, _on_bytes: object) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(system, "reflink_or_copy", full)
    report = desk.bring(desk.video("take.mp4"))
    ((_, error),) = report.failed
    assert "full" in error.title
    assert not [path for path in (tmp_path / "library").glob("[im]*/**/*") if path.is_file()]
    assert desk.takes() == []


def test_a_file_that_changes_meanwhile_is_not_taken_for_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.video("take.mp4")
    copy = system.reflink_or_copy

    def copy_while_it_grows(source: Path, target: Path, on_bytes: Callable[[bytes], None]) -> None:
        with source.open("ab") as file:
            file.write(b"more")
        copy(source, target, on_bytes)

    monkeypatch.setattr(system, "reflink_or_copy", copy_while_it_grows)
    ((_, error),) = desk.bring(path).failed
    assert "still being written" in error.title
    assert desk.takes() == []
    findings = check(desk.library)
    assert (findings.problems, findings.notes) == ([], [])


def test_a_cancel_keeps_what_was_taken_in_and_nothing_half_done(desk: Desk, tmp_path: Path) -> None:
    paths = [desk.video("one.mp4"), desk.video("two.mkv", "h264-mkv"), desk.video("three.mov", "h264-mov")]

    def stop_at_the_second(_done: int, _total: int, name: str) -> None:
        if name == "two.mkv":
            raise Cancelled

    report = desk.bring(*paths, report=stop_at_the_second)
    assert (report.cancelled, len(report.added), report.failed) == (True, 1, [])
    assert desk.takes() == report.added
    assert not list((tmp_path / "library" / "incoming").iterdir())
    assert check(desk.library).notes == []


def test_progress_counts_the_bytes_of_all_files(desk: Desk) -> None:
    paths = [desk.video("one.mp4"), desk.video("two.mkv", "h264-mkv")]
    heard: list[tuple[int, int, str]] = []
    desk.bring(*paths, report=lambda done, total, name: heard.append((done, total, name)))
    total = sum(path.stat().st_size for path in paths)
    assert {figures[1] for figures in heard} == {total}
    assert [figures[0] for figures in heard] == sorted(figures[0] for figures in heard)
    assert heard[-1][0] == total
    assert list(dict.fromkeys(figures[2] for figures in heard)) == ["one.mp4", "two.mkv"]


def test_an_import_is_one_step_of_undo(desk: Desk) -> None:
    history = History(desk.library, lambda _done: None)
    report = desk.bring(desk.video("one.mp4"), desk.video("two.mkv", "h264-mkv"))
    assert report.done is not None
    history.add(report.done)
    assert history.undo_title == "Add takes"
    history.undo()
    assert desk.takes() == []
    history.redo()
    assert sorted(desk.takes()) == sorted(report.added)


def test_an_import_of_nothing_is_no_step(desk: Desk) -> None:
    assert desk.bring().done is None


def test_when_a_file_was_recorded_is_asked_of_its_date(desk: Desk) -> None:
    path = desk.video("take.mp4")
    os.utime(path, (1_500_000_000, 1_500_000_000))
    assert recorded_at(path) == 1_500_000_000_000
    assert recorded_at(path, desk.pool) == 1_500_000_000_000
    with pytest.raises(MediaError, match="not there any more"):
        recorded_at(desk.inbox / "absent.mp4")


def test_a_score_is_a_pdf(desk: Desk) -> None:
    piece_id = desk.builder.piece("Minuet")
    pdf = desk.inbox / "minuet.pdf"
    pdf.write_bytes(b"\xef\xbb\xbf%PDF-1.7\n%%EOF\n")
    done = import_score(desk.library, piece_id=piece_id, path=pdf)
    assert done.id == piece_id
    found = take.detail(desk.library, desk.builder.take(piece_id=piece_id))
    assert found is not None
    assert found.score_media is not None
    assert desk.library.media_path(found.score_media).read_bytes() == pdf.read_bytes()


@pytest.mark.parametrize(("content", "error"), [(b"", ScoreError), (b"PK\x03\x04", ScoreError), (None, MediaError)])
def test_what_is_no_pdf_is_refused(desk: Desk, content: bytes | None, error: type[PractikaError]) -> None:
    path = desk.inbox / "score.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error):
        import_score(desk.library, piece_id=desk.builder.piece(), path=path)


def test_who_has_the_bytes_is_told_once_each(desk: Desk) -> None:
    ben = desk.builder.student("Ben")
    path = desk.video("take.mp4")
    for student_id in (ben, desk.student_id):
        import_takes(desk.library, [TakeImport(path=path, student_id=student_id)], desk.pool)
    found = take.detail(desk.library, desk.takes()[0])
    assert found is not None
    assert take.students_with(desk.library, found.media.sha256) == [ben, desk.student_id]
    assert take.students_with(desk.library, "0" * 64) == []
