"""Opening, closing and sharing a library; what a first start settles, and what a damaged one says."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from practika_desktop.edits.people import add_student
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.ids import is_id
from practika_desktop.model.records import Student
from practika_desktop.store import layout, people
from practika_desktop.store.faults import LibraryBusy
from practika_desktop.store.library import Library
from tests.support.library import LibraryBuilder, visible


def test_a_first_start_makes_studio_desk_and_teacher_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "library"
    with Library.open(folder, teacher_name=" Ada ") as library:
        first = (library.studio_id, library.device_id, library.teacher_id)
        assert [(one.id, one.display_name) for one in people.teachers(library)] == [(library.teacher_id, "Ada")]
    assert all(is_id(one) for one in first)
    assert len(set(first)) == 3
    with Library.open(folder, teacher_name="Somebody else") as library:
        assert (library.studio_id, library.device_id, library.teacher_id) == first
        assert [one.display_name for one in people.teachers(library)] == ["Ada"]


def test_a_first_start_that_was_cut_before_it_was_settled_is_finished(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    database = sqlite3.connect(layout.database(tmp_path))
    database.executescript("DELETE FROM desk; DELETE FROM teacher; DELETE FROM outbox;")
    database.close()
    with Library.open(tmp_path, teacher_name="Ada") as library:
        assert [one.id for one in people.teachers(library)] == [library.teacher_id]


@pytest.mark.parametrize("name", ["Ada's library", "études 50%20 #1", "a:b", "größer ?"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    with Library.open(tmp_path / name) as library:
        student = add_student(library, display_name="Bea").id
    with Library.open(tmp_path / name, read_only=True) as library:
        assert student in visible(library)


def test_a_second_desk_is_told_so(tmp_path: Path) -> None:
    with Library.open(tmp_path), pytest.raises(LibraryBusy, match="in use"):
        Library.open(tmp_path)
    Library.open(tmp_path).close()


def test_others_may_read_while_a_desk_writes_and_see_what_is_committed(built: LibraryBuilder) -> None:
    with Library.open(built.library.folder, read_only=True) as reader:
        assert people.students(reader) == []
        student = built.student("Bea")
        assert [one.id for one in people.students(reader)] == [student]
        with pytest.raises(LibraryError, match="not written"), reader.writing():
            pass


def test_reading_asks_for_a_library_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Library.open(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


def test_a_closed_library_is_one_file_again(built: LibraryBuilder) -> None:
    built.student()
    built.library.close()
    built.library.close()
    names = {path.name for path in built.library.folder.iterdir()}
    assert names == {layout.DATABASE, layout.LOCK}


@pytest.mark.parametrize(
    "content", [b"this is no library, whatever it is called" * 100, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_damaged_file_is_told_in_words_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    layout.database(tmp_path).write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(LibraryError, match="damaged") as told:
            Library.open(tmp_path, read_only=read_only)
        assert "backups" in told.value.advice
    assert layout.database(tmp_path).read_bytes() == content
    layout.database(tmp_path).unlink()
    Library.open(tmp_path).close()


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_at_the_beginning_is_told_in_words(built: LibraryBuilder, seed: int) -> None:
    built.student()
    built.library.close()
    path = layout.database(built.library.folder)
    content = bytearray(path.read_bytes())
    content[40:3040] = random.Random(seed).randbytes(3000)
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(LibraryError, match=r"damaged|older version|newer version"):
            Library.open(built.library.folder, read_only=read_only)


def test_a_file_in_the_place_of_the_folder_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "take.mp4").touch()
    with pytest.raises(LibraryError, match="Something else lies where"):
        Library.open(tmp_path / "take.mp4")


def test_a_library_on_a_vanished_drive_is_told_in_words(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with pytest.raises(LibraryError):
        Library.open(blocker / "library")


def test_every_connection_keeps_what_is_committed_over_a_power_cut(built: LibraryBuilder) -> None:
    with built.library.reading() as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "fullfsync", "checkpoint_fullfsync")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
    }


def test_what_was_committed_is_there_though_the_desk_never_closed(built: LibraryBuilder, tmp_path: Path) -> None:
    student = built.student("Bea")
    shutil.copytree(built.library.folder, tmp_path / "after the cut")
    with Library.open(tmp_path / "after the cut") as library:
        assert student in visible(library)


def test_a_failing_act_leaves_nothing(built: LibraryBuilder) -> None:
    student_id = built.student("Bea")
    before = visible(built.library)

    def fail() -> None:
        with built.library.writing() as transaction:
            transaction.delete(Student, student_id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert visible(built.library) == before


def test_tidying_empties_the_log_into_the_file(built: LibraryBuilder) -> None:
    add_student(built.library, display_name="Bea")
    built.library.checkpoint()
    alone = built.library.folder.parent / "alone"
    alone.mkdir()
    shutil.copy(layout.database(built.library.folder), layout.database(alone))
    with Library.open(alone) as library:
        assert [one.display_name for one in people.students(library)] == ["Bea"]
