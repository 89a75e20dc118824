"""A desk at work whose native code crashes: python -m tests.support.crashing HOME, in a process of its own."""

import ctypes
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from practika_desktop import start, system
from practika_desktop.store.library import Library
from practika_desktop.ui.shell.application import application
from tests.support.library import LibraryBuilder
from tests.support.videos import made

CANARY = "Canary-Quetzalcoatl"
"""Stands in every name, path and text of the library; no report may hold it."""


def start_desk(home: Path, patch: pytest.MonkeyPatch) -> int:
    """Open the desk as its command does, with a person's folders under `home`; return its exit code at the end."""
    for name in ("library", "cache", "config"):
        patch.setattr(system, f"{name}_folder", lambda folder=home / name: folder)
    return start.run()


def _fill(home: Path) -> None:
    home.mkdir()
    with Library.open(home / "library", teacher_name=f"{CANARY} Weiss") as library:
        build = LibraryBuilder(library, home)
        student, piece = build.student(f"{CANARY} Ferreira"), build.piece(f"{CANARY} in G")
        video = home / f"{CANARY}.mp4"
        video.write_bytes(made("h264").path.read_bytes())
        build.take(student_id=student, piece_id=piece, video=video, duration_ms=4_000, notes=f"{CANARY} left hand")


def _crash() -> None:
    ctypes.string_at(0)


def main() -> None:
    """Fill a library, work on it for a second, and crash inside the desk's own process."""
    home = Path(sys.argv[1])
    _fill(home)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application()
    QTimer.singleShot(1_000, _crash)
    with pytest.MonkeyPatch.context() as patch:
        start_desk(home, patch)


if __name__ == "__main__":
    main()
