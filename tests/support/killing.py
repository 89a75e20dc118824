"""A desk that ends as by kill -9 at a chosen step of an import."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from practika_desktop import system
from practika_desktop.edits import importing
from practika_desktop.media.workers import WorkerPool
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction

STEPS: dict[str, tuple[object, str]] = {
    "before the copy": (system, "reflink_or_copy"),
    "before the file is synced": (system, "fsync_file"),
    "before the folder is synced": (system, "fsync_folder"),
    "before the take is added": (importing, "add_submission"),
    "before the commit": (Transaction, "finish"),
}


def _die(*_args: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _copy_half_and_die(source: Path, target: Path, _on_bytes: Callable[[bytes], None]) -> None:
    target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    _die()


def import_and_die(folder: Path, video: Path, student_id: str, step: str) -> None:
    """Import a video into the library in a folder, and be killed at a step of it; run it in a process of its own."""
    system.end_with_parent()
    library = Library.open(folder)
    pool = WorkerPool(most=1)
    owner, name = STEPS[step]
    end: Any = _copy_half_and_die if name == "reflink_or_copy" else _die
    setattr(owner, name, end)
    importing.import_takes(library, [importing.TakeImport(path=video, student_id=student_id)], pool)
