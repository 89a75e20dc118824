"""Worker processes: where bytes that strangers sent are parsed, so that no file can take the desk down.

A worker that crashes, hangs or wants too much memory ends alone, and its job fails with a sentence for a person. Where
the platform offers it, a job can reach no network, start no program, write no file and read none but those that are
among its arguments, as `Path`s: it reads, and answers.
"""

import io
import pickle
import time
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from multiprocessing import connection
from threading import Condition
from typing import Any, TypeVar, cast

from practika_desktop.media.processes import DECODERS, reading_context
from practika_desktop.media.worker_process import Report, work
from practika_desktop.model.errors import Cancelled, MediaError, PractikaError

__all__ = ["Report", "WorkerPool"]

T = TypeVar("T")

_TURN_S = 0.1  # how often a caller is asked whether it still wants the work
_END_S = 3.0
_JOBS_A_WORKER = 200  # then a fresh one: what libraries leak stays bounded
_ADVICE = "It may be damaged; ask for it to be sent again, or convert it to MP4."


class WorkerPool:
    """Runs functions in processes of their own, at most `most` at a time, and keeps those warm that ended well.

    `memory` is the private memory in bytes that a worker may use, `patience_s` how long one may go without progress.
    `loads` names the modules that a worker loads before its first job; without it, those that decode videos.
    Any thread may call `run`. Close it before the program ends; when the program is killed, the workers end too.
    """

    def __init__(
        self,
        *,
        most: int = 2,
        memory: int = 512 << 20,
        patience_s: float = 20.0,
        loads: tuple[str, ...] = DECODERS,
    ) -> None:
        self._most = most
        self._memory = memory
        self._loads = loads
        self._patience_s = patience_s
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._starting = 0
        self._closed = False
        self._changed = Condition()

    def run(self, report: Report | None, function: Callable[..., T], /, *args: object, **kwargs: object) -> T:
        """Call a module-level function in a worker and return what it returned; block until then.

        Arguments may be anything that can be pickled, results only plain values and this program's records and kinds.
        The function gets a keyword `progress` besides its arguments: `progress(done, total)`, to be called at least
        every few seconds. `report` hears of it here, at least ten times a second; when it raises (Cancelled), the
        worker is ended and the error goes on. Raise the PractikaError of the function, MediaError when the worker
        crashed, hung, ran out of memory or met an error nobody foresaw, and Cancelled when the pool is closed.
        """
        report = report or _unheard
        worker = self._take(report)
        kept = False
        try:
            result = worker.call((function, args, kwargs), report, self._patience_s)
            kept = True
        except _FunctionFailed as failure:
            kept = not failure.ends_worker
            raise failure.error from failure.cause
        except (EOFError, pickle.UnpicklingError) as error:
            if self._closed:
                raise Cancelled from None
            raise MediaError("This file made its reader crash.", _ADVICE) from error
        finally:
            self._give_back(worker, kept=kept)
        return cast("T", result)

    def close(self) -> None:
        """End all workers; a `run` that is under way raises Cancelled in its own thread."""
        with self._changed:
            self._closed = True
            ended, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()
            self._changed.notify_all()
        for worker in ended:
            worker.end()
        with self._changed:
            self._changed.wait_for(lambda: not self._busy and not self._starting, timeout=5)

    def _take(self, report: Report) -> "_Worker":
        with self._changed:
            while True:
                report(0, 0)
                if self._closed:
                    raise Cancelled
                if len(self._busy) + self._starting < self._most:
                    break
                self._changed.wait(_TURN_S)
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    self._busy.append(worker)
                    return worker
                worker.end()
            self._starting += 1
        return self._start()

    def _start(self) -> "_Worker":
        worker: _Worker | None = None
        try:
            worker = _Worker(self._memory, self._loads)
        except OSError as error:
            raise MediaError("No more programs can be started on this machine.", "Close some and try again.") from error
        finally:
            with self._changed:
                self._starting -= 1
                if worker is not None:
                    self._busy.append(worker)
                    if self._closed:
                        worker.kill()
                self._changed.notify_all()
        return worker

    def _give_back(self, worker: "_Worker", *, kept: bool) -> None:
        with self._changed:
            self._busy.remove(worker)
            kept = kept and not self._closed and worker.jobs < _JOBS_A_WORKER
            if kept:
                self._idle.append(worker)
        if not kept:
            worker.end()
        with self._changed:
            self._changed.notify_all()


class _FunctionFailed(Exception):  # noqa: N818 - carries an error, is none itself
    """What the function in the worker raised, as far as a person needs it."""

    def __init__(self, error: PractikaError, cause: Exception | None, *, ends_worker: bool) -> None:
        super().__init__(error)
        self.error = error
        self.cause = cause
        self.ends_worker = ends_worker


class _Worker:
    """One process, seen from the desk's side."""

    def __init__(self, memory: int, loads: tuple[str, ...]) -> None:
        context = reading_context(loads)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, memory, loads), name="practika-worker", daemon=True)
        self._process.start()
        theirs.close()
        self.jobs = 0

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def call(self, job: tuple[object, ...], report: Report, patience_s: float) -> object:
        """Return the job's result; raise _FunctionFailed, MediaError (it hung), or EOFError (the process ended)."""
        self.jobs += 1
        try:
            self._pipe.send(job)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise EOFError from error
        figures = (0, 0)
        last = time.monotonic()
        while True:
            if connection.wait([self._pipe], _TURN_S):
                kind, value = self._receive()
                last = time.monotonic()
                if kind == "done":
                    return value
                if kind == "failed":
                    raise _failure(value)
                figures = value
            elif time.monotonic() - last > patience_s:
                raise MediaError("Reading this file does not come to an end.", _ADVICE)
            report(*figures)

    def _receive(self) -> tuple[str, Any]:
        try:
            message = self._pipe.recv_bytes()
        except ConnectionResetError as error:
            raise EOFError from error
        return cast("tuple[str, Any]", _PlainValues(io.BytesIO(message)).load())

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """End the process and wait for its end (not for ever: it may hang on a drive that has gone)."""
        self._process.kill()
        self._process.join(_END_S)
        if self._process.exitcode is not None:
            self._process.close()
        self._pipe.close()


class _PlainValues(pickle.Unpickler):
    """Reads what a worker says: few things, as one that a file has taken over could say what runs code here."""

    def find_class(self, module: str, name: str) -> object:
        """Return one of this program's errors, kinds or plain records; refuse all else."""
        if (module, name) == ("builtins", "getattr"):
            return _member  # Python before 3.11.4 writes a member of an enum as an attribute of its class
        found = super().find_class(module, name) if module.startswith("practika_desktop.") else None
        if isinstance(found, type) and (issubclass(found, PractikaError | Enum) or is_dataclass(found)):
            return found
        raise pickle.UnpicklingError(f"a worker may not send {module}.{name}")


def _member(kind: object, name: object) -> Enum:
    """Return a kind's member by name; refuse any other attribute."""
    if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(name, str) and name in kind.__members__:
        return kind[name]
    raise pickle.UnpicklingError("a worker may not read attributes")


def _failure(told: tuple[PractikaError | None, bool, str]) -> _FunctionFailed:
    error, too_much, trace = told
    if error is not None:
        return _FunctionFailed(error, None, ends_worker=False)
    cause = RuntimeError(f"in the worker:\n{trace}")
    if too_much:
        words = MediaError("This file asks for more memory than Practika gives to one file.", _ADVICE)
    else:
        words = MediaError("This file cannot be read.", _ADVICE)
    return _FunctionFailed(words, cause, ends_worker=True)


def _unheard(_done: int, _total: int) -> None:
    """Take a report that nobody wants to hear."""
