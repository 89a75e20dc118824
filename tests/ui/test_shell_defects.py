"""The last resort: errors nobody foresaw reach one dialog."""

import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from practika_desktop.model.errors import LibraryError
from practika_desktop.ui.shell.defects import Defects

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
