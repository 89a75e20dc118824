"""What the real desk does with a hostile file: it is imported, opened, played, drawn, and every answer is noted."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from practika_desktop.app import Folders, OpenDesk
from practika_desktop.edits.importing import TakeImport, import_score, import_takes
from practika_desktop.media.derived import Derived
from practika_desktop.model.errors import PractikaError
from practika_desktop.player.state import Phase
from practika_desktop.score.area import PageArea
from practika_desktop.score.renderer import ScoreState
from practika_desktop.store import take
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.shell.defects import Defects
from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.support.hostile.takes import Hostile
from tests.support.library import LibraryBuilder
from tools.driving import Teacher

PATIENCE_S = 90.0
"""A file's reader may make no headway for 20 s, and is started once more: what takes longer than both hangs."""

T = TypeVar("T")

_PLAYED_MS = 250
_PAGES_TRIED = 3


@dataclass(frozen=True)
class Tried:
    """What came of a file: what was wrong with it in words, each with advice, and whether it was shown all the same."""

    hostile: Hostile
    shown: bool
    said: tuple[PractikaError, ...]
    defects: tuple[str, ...]
    hung: bool
    seconds: float

    @property
    def is_answered(self) -> bool:
        """Whether it was shown, or refused in a sentence with advice, and nothing went wrong that nobody foresaw."""
        return (
            not self.hung
            and not self.defects
            and (self.shown or bool(self.said))
            and all(e.title and e.advice for e in self.said)
        )


class Hung(Exception):  # noqa: N818 - what a trial found
    """The desk gave no answer."""


class Trial:
    """Tries files on an open desk, one after the other."""

    def __init__(self, desk: OpenDesk, scratch: Path) -> None:
        self._desk = desk
        self._library = desk.library
        self._build = LibraryBuilder(desk.library, scratch)
        self._derived = Derived(scratch / "tried", desk.pool)
        self._teacher = Teacher(desk.window)
        self._defects: list[str] = []

    def note(self, _title: str, _advice: str, details: str) -> None:
        """Note what the desk tells of an error that it did not foresee."""
        self._defects.append(details)

    def take(self, hostile: Hostile) -> Tried:
        """Import the take, put it on the desk as if it had been taken in, play it, make all that is made of it."""
        said: list[PractikaError] = []

        def show() -> bool:
            student = self._build.student()
            imported = self._aside(lambda: self._imported(hostile.path, student), said)
            take_id = imported or self._build.take(video=hostile.path)
            shown = self._played(take_id, said)
            detail = take.detail(self._library, take_id)
            assert detail is not None
            sha256, path = detail.media.sha256, self._library.media_path(detail.media)
            self._aside(lambda: self._derived.thumbnail(sha256, path), said)
            self._aside(lambda: self._derived.waveform(sha256, path), said)
            return shown

        return self._tried(hostile, show, said)

    def score(self, hostile: Hostile) -> Tried:
        """Import the score, open it on the desk as if it had been taken in before, and draw its first pages."""
        said: list[PractikaError] = []

        def show() -> bool:
            piece = self._build.piece()
            self._aside(lambda: import_score(self._library, piece_id=piece, path=hostile.path), said)
            self._desk.panes.score.show_score(hostile.path, "Hostile", 1)
            return self._drawn(said)

        return self._tried(hostile, show, said)

    def _tried(self, hostile: Hostile, show: Callable[[], bool], said: list[PractikaError]) -> Tried:
        began = time.monotonic()
        try:
            shown, hung = show(), False
        except Hung:
            shown, hung = False, True
        defects, self._defects = tuple(self._defects), []
        return Tried(hostile, shown, tuple(said), defects, hung, time.monotonic() - began)

    def _imported(self, path: Path, student: str) -> str | None:
        report = import_takes(self._library, [TakeImport(path=path, student_id=student)], self._desk.pool)
        for _, error in report.failed:
            raise error
        return report.added[0] if report.added else None

    def _played(self, take_id: str, said: list[PractikaError]) -> bool:
        desk, player = self._desk, self._desk.player
        desk.desk.taking.open(take_id)

        def ended() -> bool:
            state = player.state
            return state.key == take_id and state.phase in {Phase.READY, Phase.FAILED}

        def settled() -> bool:
            return player.state.phase is Phase.FAILED or desk.panes.player.painted_frame == player.state.target

        self._until(ended)
        self._until(settled)
        for go in (player.play, player.pause, lambda: player.seek_ms(player.state.duration_ms // 2), player.play,
                   player.pause, lambda: player.seek_ms(player.state.duration_ms)):  # fmt: skip
            if player.state.phase is Phase.READY:
                go()
                desk.panes.player.tick()
                self._teacher.rest(_PLAYED_MS if player.state.playing else 0)
                self._until(lambda: player.state.playing or settled())
        if player.state.error is not None:
            said.append(player.state.error)
        return player.state.phase is Phase.READY

    def _drawn(self, said: list[PractikaError]) -> bool:
        renderer = self._desk._renderer
        self._until(lambda: renderer.state in {ScoreState.READY, ScoreState.FAILED})
        if renderer.error is not None:
            said.append(renderer.error)
            return False
        drawn = False
        for page in range(1, min(renderer.page_count, _PAGES_TRIED) + 1):
            area = PageArea(page, 300, 400)
            renderer.request([area])
            self._until(partial(self._is_drawn, area))
            error = renderer.page_error(page) or renderer.error
            if error is not None:
                said.append(error)
            drawn = drawn or error is None
        return drawn

    def _is_drawn(self, area: PageArea) -> bool:
        renderer = self._desk._renderer
        return bool(renderer.picture(area) or renderer.page_error(area.page) or renderer.error)

    def _aside(self, work: Callable[[], T], said: list[PractikaError]) -> T | None:
        """Do work in a thread, as the desk's lanes do, while the desk goes on; note what it says is wrong."""
        results: list[T] = []

        def run() -> None:
            try:
                results.append(work())
            except PractikaError as error:
                said.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        self._until(lambda: not thread.is_alive())
        return results[0] if results else None

    def _until(self, holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > deadline:
                raise Hung
            self._teacher.rest(5)


@contextmanager
def trial_desk(folder: Path, *, with_sound: bool) -> Iterator[Trial]:
    """Open a desk on an empty library in the folder, to try files on."""
    application = QApplication.instance() or QApplication(["practika"])
    assert isinstance(application, QApplication)
    theme = Theme(application, Appearance.LIGHT)
    with Library.open(folder / "library", teacher_name="Clara Weiss") as library:
        folders = Folders(own_library=folder / "library", cache=folder / "cache", config=folder / "config")
        settings = Settings(folders.config / "settings.json")
        desk = OpenDesk(library, theme=theme, settings=settings, folders=folders, with_sound=with_sound)
        try:
            desk.show()
            trial = Trial(desk, folder)
            defects = Defects(desk.bridge.post, trial.note)
            try:
                yield trial
            finally:
                defects.close()
        finally:
            desk.close()
    theme.close()
