"""What runs inside a worker: one job after the other, as little able to do harm as the platform allows.

On Linux each job is done in a copy of the worker that can read the files of that job and no others; the worker itself,
which has loaded all that decodes, never touches a stranger's byte.
"""

import errno
import importlib
import os
import pickle
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practika_desktop import system
from practika_desktop.model.errors import PractikaError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Report = Callable[[int, int], None]
"""Called with what is done and what is to be done, in any unit; may raise to stop the work."""

_TELL_EVERY_S = 0.1


def work(pipe: "Connection[Any, Any]", memory: int, loads: tuple[str, ...]) -> None:
    """Do the jobs that come through the pipe until it is closed.

    `memory` is the most private memory in bytes, `loads` names the modules to load before the first job.
    """
    system.end_with_parent()
    system.be_background()
    system.limit_memory(memory)
    system.stay_single_threaded()
    _be_silent()
    for name in loads:
        importlib.import_module(name)
    while True:
        try:
            function, args, kwargs = pickle.loads(pipe.recv_bytes())  # noqa: S301 - it comes from the desk
        except EOFError:
            return
        if not system.do_apart(partial(_do, pipe, function, args, kwargs)):
            return  # it crashed; that the pipe ends says so


def _do(
    pipe: "Connection[Any, Any]", function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    system.confine(*(value for value in (*args, *kwargs.values()) if isinstance(value, Path)))
    pipe.send(_outcome(partial(function, *args, progress=_Teller(pipe), **kwargs)))


class _Teller:
    """Tells the desk how far the job is, at most ten times a second."""

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _TELL_EVERY_S
            self._pipe.send(("progress", (done, total)))


def _be_silent() -> None:
    """Keep what libraries print about a stranger's file from the terminal."""
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _outcome(job: Callable[[], object]) -> tuple[str, object]:
    try:
        return "done", job()
    except PractikaError as error:
        return "failed", (error, False, "")
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file provokes fails this one job
        too_much = isinstance(error, MemoryError) or getattr(error, "errno", 0) == errno.ENOMEM
        return "failed", (None, too_much, traceback.format_exc())
