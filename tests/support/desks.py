"""An open desk for tests: the real window on a real library with short videos, driven by keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.app import Folders, OpenDesk
from practika_desktop.player.state import Phase
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.theme.theme import Theme
from tests.support.library import LibraryBuilder
from tests.support.scores import make_score
from tests.support.videos import made

_TAKES = ("h264", "h264-uneven", "h264-silent")


class Studio:
    """A library of one student with takes that wait, oldest first, of a piece with a score of three pages."""

    def __init__(self, library: Library, scratch: Path, *, takes: int, score: bool) -> None:
        build = LibraryBuilder(library, scratch)
        self.library = library
        self.student = build.student("Ana Ferreira")
        self.piece = build.piece("Minuet in G", score=make_score(scratch / "minuet.pdf") if score else None)
        self.takes = [
            build.take(
                student_id=self.student,
                piece_id=self.piece,
                video=made(_TAKES[n % len(_TAKES)]).path,
                duration_ms=4_000,
                page=1,
            )
            for n in range(takes)
        ]


class Hands:
    """The teacher's hands on the keyboard: keys go to whatever has the keyboard, as the system would send them."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release a key."""
        QTest.keyClick(self._focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Press the keys of some characters."""
        QTest.keyClicks(self._focus(), text)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._desk.window


class DeskBench:
    """An open desk with its studio and the hands on it."""

    def __init__(self, desk: OpenDesk, studio: Studio, qtbot: QtBot) -> None:
        self.open = desk
        self.desk = desk.desk
        self.studio = studio
        self.hands = Hands(desk)
        self._qtbot = qtbot

    @property
    def frame(self) -> int:
        """The frame that the player says it shows."""
        return self.open.player.state.frame

    def is_playing(self) -> bool:
        """Tell whether the player plays."""
        return self.open.player.state.playing

    def wait_for_take(self, submission_id: str) -> None:
        """Wait until a take is on the desk with its first picture painted."""
        player = self.open.player
        self._qtbot.waitUntil(
            lambda: (
                player.state.key == submission_id
                and player.state.phase is Phase.READY
                and self.open.panes.player.painted_frame >= 0
            ),
            timeout=10_000,
        )

    def wait_for_frame(self, frame: int) -> None:
        """Wait until a frame is painted."""
        self._qtbot.waitUntil(lambda: self.open.panes.player.painted_frame == frame, timeout=5_000)


@contextmanager
def open_bench(
    folder: Path, cache: Path, theme: Theme, qtbot: QtBot, *, takes: int = 2, score: bool = False
) -> Iterator[DeskBench]:
    """Open a desk on a fresh studio in a folder; it is shown, without sound, and closed in order at the end.

    With one cache for many benches, thumbnails and waveforms are made once.
    """
    with Library.open(folder / "library", teacher_name="Clara Weiss") as library:
        studio = Studio(library, folder, takes=takes, score=score)
        folders = Folders(own_library=folder / "library", cache=cache, config=folder / "config")
        settings = Settings(folders.config / "settings.json")
        desk = OpenDesk(library, theme=theme, settings=settings, folders=folders, with_sound=False)
        try:
            desk.window.resize(1280, 800)
            desk.show()
            qtbot.waitExposed(desk.window)
            desk.window.activateWindow()
            bench = DeskBench(desk, studio, qtbot)
            if takes:
                bench.wait_for_take(studio.takes[0])
            yield bench
        finally:
            desk.close()
