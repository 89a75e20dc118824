"""The inbox is on the screen and answers keys before the other rooms are loaded; what is done there is kept."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practika_desktop.start import Opening
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.shell.crash_log import CrashLog
from practika_desktop.ui.shell.front import Front
from tests.support.library import built_library

pytestmark = pytest.mark.desktop

LATER = ("practika_desktop.app", "practika_desktop.player", "sqlalchemy", "numpy", "av", "multiprocessing")


@pytest.fixture
def takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make a library in tmp_path/library and return its waiting takes, oldest first; caches lie in tmp_path too."""
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    with built_library(tmp_path) as built:
        return [built.take() for _ in range(3)]


def opened(tmp_path: Path, app: QApplication, early: Callable[[Front], None]) -> list[str | None]:
    """Open the desk, do something in its inbox once it is painted; return the take on the desk and in the search."""
    found: list[str | None] = []

    class Watched(Opening):
        def _load(self, front: Front) -> None:
            early(front)
            super()._load(front)

        def _build(self, front: Front) -> None:
            super()._build(front)
            QTimer.singleShot(0, lambda: self._look(front))

        def _look(self, front: Front) -> None:
            assert self._desk is not None
            detail = self._desk.desk.taking.detail
            found.append(None if detail is None else detail.submission.id)
            keyboard = QApplication.focusWidget()
            assert keyboard is not None
            QTest.keyClicks(keyboard, "x")
            found.append(front.inbox.filters.search.text())
            front.window.close()

    settings = Settings(tmp_path / "settings.json")
    opening = Watched(tmp_path / "library", settings, CrashLog(tmp_path / "crashes", "1"), None)
    assert opening.work_on(tmp_path / "library", app) is None
    return found


def test_the_desk_comes_with_the_oldest_take(tmp_path: Path, qapp: QApplication, takes: list[str]) -> None:
    assert opened(tmp_path, qapp, lambda _front: None)[0] == takes[0]


def test_a_take_that_was_chosen_meanwhile_is_the_first(tmp_path: Path, qapp: QApplication, takes: list[str]) -> None:
    def choose(front: Front) -> None:
        QTest.keyClick(front.inbox.list, Qt.Key.Key_Down)
        QTest.keyClick(front.inbox.list, Qt.Key.Key_Return)

    assert opened(tmp_path, qapp, choose)[0] == takes[1]


def test_whoever_searches_keeps_the_keyboard(tmp_path: Path, qapp: QApplication, takes: list[str]) -> None:
    def search(front: Front) -> None:
        front.inbox.focus_search()
        QTest.keyClicks(front.inbox.filters.search, "Be")

    assert takes
    assert opened(tmp_path, qapp, search)[1] == "Bex"


def test_nothing_of_it_stays_in_the_system_s_temporary_folder(
    tmp_path: Path, qapp: QApplication, takes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    there: list[Path] = []
    assert opened(tmp_path, qapp, lambda _front: there.extend(temporary.iterdir()))[0] == takes[0]
    assert there
    assert [left.name for left in temporary.iterdir() if not left.name.startswith("pulse-")] == []  # that is libpulse's


def test_a_library_without_takes_begins_with_the_page_that_says_what_to_do(tmp_path: Path, qapp: QApplication) -> None:
    shown: list[bool] = []

    class Watched(Opening):
        def _begin(self, front: Front) -> None:
            front.window.first_painted.connect(lambda: self._look(front))
            super()._begin(front)

        def _look(self, front: Front) -> None:
            shown.append(front.window.first_start.isVisible())
            front.window.close()

    settings = Settings(tmp_path / "settings.json")
    opening = Watched(tmp_path / "library", settings, CrashLog(tmp_path / "crashes", "1"), None)
    opening.work_on(tmp_path / "library", qapp)
    assert shown == [True]


def test_nothing_is_loaded_that_the_inbox_does_not_need() -> None:
    code = f"import sys, practika_desktop.start; print([name for name in {LATER!r} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "[]\n"
