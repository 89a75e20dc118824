"""Things for other processes to do."""

import re
from contextlib import suppress
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


def confined_processes(pid: int) -> list[int]:
    """Return which of a process and all that come from it the kernel refuses calls to (Linux)."""
    everyone = [pid]
    for each in everyone:
        with suppress(OSError):
            everyone += map(int, Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split())
    return [each for each in everyone if "Seccomp:\t2" in _read(each, "status")]


def memory_limit(pid: int) -> int:
    """Return the most private memory that a process may use, in bytes; 0 when it has ended (Linux)."""
    found = re.search(r"Max data size +(\d+)", _read(pid, "limits"))
    return int(found[1]) if found else 0


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="ascii")
    except OSError:
        return ""
