"""Foreign errors become words for a teacher at one border; a defect stays one."""

import errno
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from practika_desktop.edits.people import add_student
from practika_desktop.model.errors import EditError, LibraryError, PractikaError
from practika_desktop.store import outbox, people
from practika_desktop.store.faults import LibraryBusy, translated
from practika_desktop.store.library import Library
from tests.support.library import LibraryBuilder


def raised(error: Exception) -> PractikaError:
    with pytest.raises(PractikaError) as told, translated():
        raise error
    return told.value


def sqlite_says(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("in words that change from version to version")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "title"),
    [
        (sqlite3.SQLITE_BUSY, LibraryBusy, "in use"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LibraryBusy, "in use"),
        (sqlite3.SQLITE_LOCKED, LibraryBusy, "in use"),
        (sqlite3.SQLITE_FULL, LibraryError, "full"),
        (sqlite3.SQLITE_READONLY, LibraryError, "not written"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, LibraryError, "not written"),
        (sqlite3.SQLITE_CANTOPEN, LibraryError, "not reachable"),
        (sqlite3.SQLITE_IOERR_FSYNC, LibraryError, "not reachable"),
        (sqlite3.SQLITE_CORRUPT, LibraryError, "damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, LibraryError, "damaged"),
        (sqlite3.SQLITE_NOTADB, LibraryError, "damaged"),
    ],
)
def test_what_sqlite_says_in_a_teachers_words(code: int, kind: type[PractikaError], title: str) -> None:
    told = raised(sqlite_says(code))
    assert type(told) is kind
    assert title in told.title
    assert told.advice


def test_a_text_that_is_no_text_is_damage() -> None:
    with sqlite3.connect(":memory:") as connection, pytest.raises(sqlite3.OperationalError) as unreadable:
        connection.execute("SELECT CAST(x'ff' AS TEXT)").fetchall()
    connection.close()
    assert "damaged" in raised(unreadable.value).title


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "not written"),
        (errno.EACCES, "not written"),
        (errno.EIO, "reachable"),
        (errno.EEXIST, "something else"),
        (errno.ENOTDIR, "something else"),
        (errno.EISDIR, "something else"),
        (errno.ENOTEMPTY, "something else"),
    ],
)
def test_what_the_drive_says_in_a_teachers_words(code: int, title: str) -> None:
    assert title in raised(OSError(code, "as the system says it")).title.lower()


def test_an_act_that_contradicts_the_library_is_the_acts_fault() -> None:
    assert isinstance(raised(sqlite3.IntegrityError("FOREIGN KEY constraint failed")), EditError)


@pytest.mark.parametrize("defect", [sqlite_says(sqlite3.SQLITE_ERROR), OSError(errno.EBADF, "x"), KeyError("x")])
def test_a_defect_stays_one(defect: Exception) -> None:
    with pytest.raises(type(defect)), translated():
        raise defect


def test_writers_of_several_threads_wait_for_one_another(built: LibraryBuilder) -> None:
    begin = threading.Barrier(4)

    def add(name: str) -> None:
        begin.wait()
        for number in range(10):
            add_student(built.library, display_name=f"{name} {number}")

    threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people.students(built.library)) == 40
    numbers = [one.n for one in outbox.after(built.library, 0, 1_000)]
    assert numbers == list(range(1, len(numbers) + 1))


WRITER = """
import sys
from pathlib import Path
from practika_desktop.edits.people import add_student
from practika_desktop.store.library import Library
library = Library.open(Path(sys.argv[1]))
while True:
    print(add_student(library, display_name="Bea").id, flush=True)
"""


def test_what_a_killed_desk_had_shown_as_done_is_there(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        shown = [desk.stdout.readline().strip() for _ in range(20)]
        desk.kill()
        shown += [line.strip() for line in desk.stdout.readlines() if line.endswith("\n")]
    with Library.open(tmp_path) as library:
        there = {student.id for student in people.students(library)}
        assert set(shown) <= there
        assert len(there) <= len(shown) + 1
        assert outbox.size(library) == len(there) + 1
