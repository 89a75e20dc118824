"""How a helping process behaves towards the desk that started it."""

import os
import signal
import sys

if sys.platform == "linux":
    import fcntl


def be_background() -> None:
    """Let this process give way to the desk, and leave Ctrl+C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(5)


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
