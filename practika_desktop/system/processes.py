"""How a helping process behaves towards the desk that started it."""

import os
import signal
import sys
from collections.abc import Callable

if sys.platform == "linux":
    import fcntl

_PR_SET_PDEATHSIG = 1


def be_background(niceness: int = 10) -> None:
    """Let this process give way to the desk, and leave Ctrl+C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(niceness)


def do_apart(work: Callable[[], None]) -> bool:
    """Do the work in a copy of this process where the platform makes copies safely (Linux), else in this one.

    The copy lives for this work only, and ends when this process does. Tell whether it came to its end in order. To be
    called while the process has one thread.
    """
    in_order = True
    if sys.platform == "linux":
        in_order = _do_in_copy(work)
    else:
        work()
    return in_order


if sys.platform == "linux":

    def _do_in_copy(work: Callable[[], None]) -> bool:
        import practika_desktop.system.landlock
        import practika_desktop.system.seccomp  # noqa: F401 - loaded here once, not in each copy

        parent = os.getpid()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _end_with(parent)
                work()
                code = 0
            finally:
                os._exit(code)
        return os.waitpid(child, 0)[1] == 0

    def _end_with(parent: int) -> None:
        """Have the kernel end this process as soon as its parent, of one thread, has ended."""
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def end_with_parent() -> None:
    """Make this process, started by multiprocessing, end when its parent has gone, however the parent ended.

    On Linux the kernel itself does it (SIGIO from the parent's pipe), so that a worker hanging inside a library ends
    too; PR_SET_PDEATHSIG would not do: it fires already when the *thread* that started the process ends.
    """
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is None:
        return
    sentinel = int(parent.sentinel)
    if sys.platform == "linux":
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)
        if connection.wait([sentinel], timeout=0):  # it went before the kernel was asked to tell
            os._exit(1)
    else:
        _follow(sentinel)


def _follow(sentinel: int) -> None:
    from multiprocessing import connection
    from threading import Thread

    def wait_and_end() -> None:
        connection.wait([sentinel])
        os._exit(1)

    Thread(target=wait_and_end, name="end-with-parent", daemon=True).start()
