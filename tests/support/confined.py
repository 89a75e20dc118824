"""What a process that a stranger's file has taken over would try, and what comes of each attempt."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from practika_desktop import system

OWN, OTHER = "take.mp4", "another.mp4"

ATTEMPTS: dict[str, Callable[[Path], object]] = {
    "open a socket": lambda _: socket.socket().close(),
    "start a program": lambda _: subprocess.run([sys.executable, "--version"], check=True, capture_output=True),
    "copy itself": lambda _: _copy_itself(),
    "signal another process": lambda _: os.kill(os.getppid(), 0),
    "read another file": lambda folder: (folder / OTHER).read_bytes(),
    "read the system's files": lambda _: Path("/etc/hostname").read_bytes(),
    "list a folder": lambda folder: list(folder.iterdir()),
    "write another file": lambda folder: (folder / OTHER).open("r+b").close(),
    "write its own file": lambda folder: (folder / OWN).open("r+b").close(),
    "make a file": lambda folder: (folder / "new").touch(),
    "make a folder": lambda folder: (folder / "folder").mkdir(),
    "make a link": lambda folder: (folder / "link").symlink_to(OTHER),
    "rename a file": lambda folder: (folder / OTHER).rename(folder / OTHER),
    "cut a file": lambda folder: os.truncate(folder / OTHER, 1),
    "change a file's rights": lambda folder: (folder / OTHER).chmod(0o600),
    "change a file's time": lambda folder: os.utime(folder / OTHER),
    "remove a file": lambda folder: (folder / OTHER).unlink(),
}


def outcomes(folder: Path, *, confine: bool) -> dict[str, str]:
    """Try everything in a process of its own, confined to one file or not; tell what each attempt raised, or "done"."""
    folder.mkdir()
    for name in (OWN, OTHER):
        (folder / name).write_bytes(b"a video")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_try_all, args=(folder, confine, theirs))
    process.start()
    theirs.close()
    said: dict[str, str] = ours.recv()
    process.join()
    ours.close()
    return said


def _try_all(folder: Path, confine: bool, tell: Connection) -> None:
    if confine and not system.confine(folder / OWN):
        tell.send({})
        return
    said = {name: _outcome(partial(attempt, folder)) for name, attempt in ATTEMPTS.items()}
    said["read its own file"] = _outcome((folder / OWN).read_bytes)
    said["start a thread"] = _outcome(_start_thread)
    said["load a module"] = _outcome(lambda: __import__("wave"))
    tell.send(said)


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return type(error).__name__
    return "done"


def _copy_itself() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _start_thread() -> None:
    thread = Thread(target=signal.getsignal, args=(signal.SIGINT,))
    thread.start()
    thread.join()
