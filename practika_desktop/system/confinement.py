"""What a process that reads a stranger's file can no longer do."""

import os
import sys
from pathlib import Path


def stay_single_threaded() -> None:
    """Keep NumPy's linear algebra, which nobody here uses, from starting threads once it is loaded."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"


def confine(*readable: Path) -> bool:
    """Take from this process, for good, all it does not need to read these files and to answer.

    It can reach no network, start no program or process, signal and inspect no other process, write, make, remove and
    change no file, and read none but these and the program's own. Threads can be started, what was opened before
    stays open. Needs no rights. Tell whether the platform could do all of it: Linux on x86-64 and ARM since 5.13, by
    seccomp and Landlock; elsewhere nothing happens. Raise RuntimeError when a thread, which would stay free, runs.
    """
    is_confined = False
    if sys.platform == "linux":
        from practika_desktop.system import landlock, seccomp

        if _threads() > 1:
            raise RuntimeError("a process is confined before it starts threads")
        files_held = landlock.restrict(readable)
        is_confined = seccomp.refuse_calls() and files_held
    return is_confined


def _threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names only, and no path of a person's
    except OSError:
        return 1
