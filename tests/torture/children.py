"""Processes that are going to be killed: forks of this one, each with a pipe to tell what it showed."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Work = Callable[["Connection[Any, Any]"], object]
"""What the child does; it tells through its end of the pipe."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process at work, and this process's end of the pipe."""

    pid: int
    pipe: "Connection[Any, Any]"

    def kill(self) -> None:
        """Send kill -9."""
        os.kill(self.pid, signal.SIGKILL)

    def told(self) -> list[Any]:
        """Return everything that was told, once the child has ended."""
        found = []
        while True:
            try:
                found.append(self.pipe.recv())
            except EOFError:
                return found


@contextmanager
def child(work: Work) -> Iterator[Child]:
    """Let a fork do the work, and wait for its end; raise AssertionError with the trace of what it raised."""
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the other threads are of libraries
        pid = os.fork()
    if pid == 0:
        ours.close()
        _be_child(work, theirs)
    theirs.close()
    with ours:
        try:
            yield Child(pid, ours)
        finally:
            _, status = os.waitpid(pid, 0)
        if os.waitstatus_to_exitcode(status) not in {0, -signal.SIGKILL}:
            raise AssertionError(f"the child ended with {os.waitstatus_to_exitcode(status)}")


def end_as_by_kill() -> None:
    """End this process as `kill -9` does: nothing is flushed, closed or told."""
    os.kill(os.getpid(), signal.SIGKILL)


def _be_child(work: Work, pipe: "Connection[Any, Any]") -> None:
    try:
        work(pipe)
    except BaseException:  # noqa: BLE001 - a fork must not go on as its parent would
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)
