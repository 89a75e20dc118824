"""Things for other processes to do."""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from practika_desktop import system

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def hold_lock(path: Path, tell: "Connection[str, str]") -> None:
    """Hold a lock until killed."""
    lock = system.lock_file(path)
    tell.send("held" if lock else "refused")
    Event().wait()
