"""Copies of the library's file, made before it changes shape."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from practika_desktop import system
from practika_desktop.store import connecting, layout

_KEPT = 10


def back_up(engine: Engine, folder: Path, before: str) -> Path:
    """Write a copy of the file as it is before revision `before` into backups/; return its path once it is synced.

    The newest ten are kept.
    """
    backups = layout.backups(folder)
    backups.mkdir(exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = backups / f"library-{moment}-before-{before}.sqlite"
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connecting.copy(engine, unfinished)
    system.fsync_file(unfinished)
    unfinished.replace(target)
    system.fsync_folder(backups)
    for old in sorted(backups.glob("library-*.sqlite"))[:-_KEPT]:
        old.unlink()
    return target
