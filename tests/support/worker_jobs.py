"""Functions for worker processes: good ones, and one of every kind of bad."""

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import MediaError
from practika_desktop.model.records import Record

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

Progress = Callable[[int, int], None]


def double(number: int, *, progress: Progress) -> int:
    progress(1, 1)
    return 2 * number


def refuse(*, progress: Progress) -> None:
    progress(0, 1)
    raise MediaError("This is no video.", "Choose another one.")


def stumble(*, progress: Progress) -> None:
    progress(0, 1)
    raise ValueError("a defect, or a file that provokes one")


def hand_back(record: Record, *, progress: Progress) -> Record:
    progress(0, 1)
    return record


class Trojan:
    """Runs a function of its choice wherever it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.target,)


def send_trojan(target: Path, *, progress: Progress) -> Trojan:
    """Answer as a worker might that a hostile file has taken over."""
    progress(0, 1)
    return Trojan(target)


class Attribute:
    """Is unpickled as an attribute of something: how Python before 3.11.4 writes the member of an enum."""

    def __init__(self, owner: type, name: str) -> None:
        self.owner = owner
        self.name = name

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return getattr, (self.owner, self.name)


def send_attribute(owner: type, name: str, *, progress: Progress) -> Attribute:
    progress(0, 1)
    return Attribute(owner, name)


def crash(*, progress: Progress) -> None:
    progress(0, 1)
    ctypes.string_at(0)


def eat_memory(*, progress: Progress) -> int:
    progress(0, 1)
    return len(bytearray(600 << 20))


def hang(*, progress: Progress) -> None:
    """Tell this process's id, and hang as a library does that holds the interpreter."""
    progress(os.getpid(), 0)
    re.match("(a+)+$", "a" * 60 + "b")


def wait_for_ever(*, progress: Progress) -> None:
    progress(3, 10)
    Event().wait()


def is_background(*, progress: Progress) -> bool:
    progress(0, 1)
    return os.getpriority(os.PRIO_PROCESS, 0) > 0


def reach_network(_path: Path, *, progress: Progress) -> None:
    progress(0, 1)
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def start_program(_path: Path, *, progress: Progress) -> None:
    progress(0, 1)
    subprocess.run([sys.executable, "-c", ""], check=True)


def write_file(path: Path, *, progress: Progress) -> None:
    progress(0, 1)
    path.write_bytes(b"by a stranger")


def change_file(path: Path, *, progress: Progress) -> None:
    progress(0, 1)
    path.chmod(0o777)


def read_beside(path: Path, *, progress: Progress) -> bytes:
    """Read a file that lies beside the one that the job is about."""
    progress(0, 1)
    return path.with_name("another").read_bytes()


def list_folder(path: Path, *, progress: Progress) -> list[str]:
    progress(0, 1)
    return [beside.name for beside in path.parent.iterdir()]


def start_process(_path: Path, *, progress: Progress) -> int:
    progress(0, 1)
    return os.fork()


def signal_desk(_path: Path, *, progress: Progress) -> None:
    """Try what is harmless where it is allowed: signal 0 asks whether a process is there."""
    progress(0, 1)
    os.kill(os.getppid(), 0)


def read_itself(path: Path, *, progress: Progress) -> bytes:
    progress(0, 1)
    return path.read_bytes()


def start_pool_and_be_killed(tell: "Queue[int]") -> None:
    """Be a desk that ends as by kill -9 while its worker hangs."""

    def report(process: int, _total: int) -> None:
        if process:
            tell.put(process)
            tell.close()
            tell.join_thread()
            os.kill(os.getpid(), signal.SIGKILL)

    WorkerPool().run(report, hang)
