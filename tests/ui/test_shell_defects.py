"""The last resort: errors nobody foresaw reach one dialog; a crash of native code leaves a record."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practika_desktop.model.errors import LibraryError
from practika_desktop.ui.shell.defects import CrashLog, Defects

pytestmark = pytest.mark.desktop

Told = list[tuple[str, str, str]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def posted() -> list[Callable[[], None]]:
    return []


@pytest.fixture
def defects(told: Told, posted: list[Callable[[], None]]) -> Iterator[Defects]:
    made = Defects(posted.append, lambda *words: told.append(words))
    yield made
    made.close()


def _error() -> RuntimeError:
    try:
        raise RuntimeError("broken")
    except RuntimeError as error:
        return error


@pytest.mark.usefixtures("defects")
def test_a_defect_is_told_with_its_trace(
    told: Told, posted: list[Callable[[], None]], capsys: pytest.CaptureFixture[str]
) -> None:
    error = _error()
    sys.excepthook(RuntimeError, error, error.__traceback__)
    assert told == []
    posted.pop()()
    [(title, advice, details)] = told
    assert "Something went wrong" in title
    assert "safe" in advice
    assert "RuntimeError: broken" in details
    assert "RuntimeError: broken" in capsys.readouterr().err


@pytest.mark.usefixtures("defects")
def test_a_foreseen_error_is_told_in_its_own_words(told: Told, posted: list[Callable[[], None]]) -> None:
    error = LibraryError("The drive is full.", "Free some space.")
    sys.excepthook(LibraryError, error, None)
    posted.pop()()
    assert told == [("The drive is full.", "Free some space.", "")]


@pytest.mark.usefixtures("defects", "capsys")
def test_an_error_of_another_thread_is_told_too(told: Told, posted: list[Callable[[], None]]) -> None:
    def fail() -> None:
        raise RuntimeError("broken elsewhere")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    posted.pop()()
    assert "broken elsewhere" in told[0][2]


def test_one_dialog_at_a_time(posted: list[Callable[[], None]]) -> None:
    told: list[str] = []

    def tell(title: str, _advice: str, _details: str) -> None:
        told.append(title)
        for call in list(posted):
            call()

    defects = Defects(posted.append, tell)
    defects.report(LibraryError("first"))
    defects.report(LibraryError("second"))
    posted[0]()
    defects.close()
    assert told == ["first"]


def test_the_hooks_are_given_back() -> None:
    before = (sys.excepthook, threading.excepthook)
    Defects(lambda call: call(), lambda *_: None).close()
    assert (sys.excepthook, threading.excepthook) == before


_CRASH = """
import faulthandler, sys
from pathlib import Path
from practika_desktop.ui.shell.defects import CrashLog
CrashLog(Path(sys.argv[1]), sys.argv[2]).start()
if sys.argv[3] == "crash":
    faulthandler._sigsegv()
"""


def _desk_that(what: str, folder: Path, name: str) -> None:
    subprocess.run([sys.executable, "-c", _CRASH, str(folder), name, what], check=False, capture_output=True)


def test_a_crash_leaves_a_record_for_the_next_start(tmp_path: Path) -> None:
    _desk_that("crash", tmp_path, "1")
    log = CrashLog(tmp_path, "2")
    [record] = log.earlier()
    assert "Segmentation fault" in record.read_text()


def test_a_desk_that_was_killed_leaves_nothing_to_tell(tmp_path: Path) -> None:
    _desk_that("end", tmp_path, "1")
    assert CrashLog(tmp_path, "2").earlier() == []


def test_an_orderly_end_leaves_no_file(tmp_path: Path) -> None:
    log = CrashLog(tmp_path, "1")
    log.start()
    log.stop()
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_records_are_kept(tmp_path: Path) -> None:
    for n in range(8):
        (tmp_path / f"crash-{n}.txt").write_text("Fatal Python error")
    assert [path.name for path in CrashLog(tmp_path, "9").earlier()] == [f"crash-{n}.txt" for n in range(3, 8)]
    assert len(list(tmp_path.iterdir())) == 5


def test_a_folder_that_cannot_be_written_is_no_disaster(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log = CrashLog(tmp_path / "file" / "crashes", "1")
    log.start()
    log.stop()
