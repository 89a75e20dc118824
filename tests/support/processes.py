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


def confined_processes(pid: int) -> list[int]:
    """Return which of a process and its children the kernel refuses calls to (Linux)."""
    process = Path(f"/proc/{pid}")
    children = (process / "task" / str(pid) / "children").read_text(encoding="ascii").split()
    everyone = [pid, *map(int, children)]
    return [each for each in everyone if "Seccomp:\t2" in Path(f"/proc/{each}/status").read_text(encoding="ascii")]
