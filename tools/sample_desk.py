"""The desk on a sample studio that is made for the occasion."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from practika_desktop import system
from practika_desktop.app import Folders, OpenDesk
from practika_desktop.edits.sample import make_sample
from practika_desktop.media.workers import WorkerPool
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.theme.theme import Appearance, Theme
from tools.driving import Teacher


def application() -> QApplication:
    """Return the application, which draws into memory where there is no display."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    present = QApplication.instance()
    return present if isinstance(present, QApplication) else QApplication(["practika"])


def make(folder: Path) -> None:
    """Make the sample studio's library in a folder that is not there yet."""
    pool = WorkerPool(most=2)
    try:
        make_sample(folder, system.resources_folder() / "sample", pool)
    finally:
        pool.close()


@contextmanager
def opened(
    folder: Path, appearance: Appearance, *, library: str = "sample", with_sound: bool = False
) -> Iterator[tuple[OpenDesk, Teacher]]:
    """Open the desk on the library of this name in a folder, and give it with someone at its keyboard."""
    folders = Folders(own_library=folder / library, cache=folder / "cache", config=folder / "config")
    theme = Theme(application(), appearance)
    settings = Settings(folders.config / "settings.json")
    with Library.open(folders.own_library, teacher_name="Clara Weiss") as opened_library:
        desk = OpenDesk(
            opened_library,
            theme=theme,
            settings=settings,
            folders=folders,
            with_sound=with_sound,
            make_sample=lambda _pool, _report: folder / "sample",
        )
        try:
            desk.window.resize(1600, 1000)
            desk.show()
            teacher = Teacher(desk.window)
            yield desk, teacher
        finally:
            desk.close()
            theme.close()
