"""The desk's end of a take's worker process: started without waiting, heard by a thread, ended at once."""

from collections import deque
from collections.abc import Callable
from multiprocessing import Pipe
from threading import Lock, Thread
from typing import TYPE_CHECKING

from practika_desktop import system
from practika_desktop.media.processes import reading_context
from practika_desktop.player.picture_messages import Opened, ToDesk, ToWorker
from practika_desktop.player.picture_wire import to_desk_from

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_END_S = 5.0


class WorkerLink:
    """One worker process; what it says lies in `heard`, and `wake` is called, from a thread, after each message.

    `ended` is True once the process has ended and all it said is in `heard`. No method waits.
    """

    def __init__(self) -> None:
        """Begin to start a process; what is sent meanwhile it gets once it runs."""
        self._desk, self._theirs = Pipe()
        self._ends, self._their_ends = Pipe()
        self._process: BaseProcess | None = None
        self._is_closed = False
        self._lock = Lock()
        self._wake: Callable[[], None] = _nobody
        self._keep: Callable[[Opened], None] = _keep_nothing
        self._at_end: list[Callable[[], None]] = []
        self.heard: deque[ToDesk] = deque()
        self.ended = False
        self._thread = Thread(target=self._run, name="take-worker", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The process, None before it runs and after its end."""
        process = self._process
        return process.pid if process is not None else None

    def attach(self, wake: Callable[[], None], keep: Callable[[Opened], None]) -> None:
        """Have `wake` called from now on, and `keep`, from a thread, with what the worker says once it has opened."""
        self._keep = keep
        self._wake = wake

    def send(self, message: ToWorker) -> None:
        """Tell the worker something; a worker that has ended does not hear it."""
        try:
            self._desk.send(message)
        except OSError:
            self._wake()  # `ended` says it

    def send_descriptor(self, fd: int) -> None:
        """Hand the worker a descriptor, and close it here."""
        try:
            system.send_descriptor(self._ends, fd, self.pid or 0)
        except OSError:
            self._wake()

    def close(self, at_end: Callable[[], None] | None = None) -> None:
        """End the process; `at_end` is called, from a thread, once it has ended. May be called again."""
        with self._lock:
            if at_end is not None:
                if self.ended:
                    at_end()
                else:
                    self._at_end.append(at_end)
            self._wake = _nobody
            self._is_closed = True
            if self._process is not None and not self.ended:
                self._process.kill()

    def join(self, timeout_s: float = _END_S) -> None:
        """Wait until the process has ended after `close`, at most so long."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        process = reading_context().Process(
            target=_work, args=(self._theirs, self._their_ends), name="practika-take", daemon=True
        )
        process.start()
        with self._lock:
            self._process = process
            if self._is_closed:
                process.kill()
        self._theirs.close()
        self._their_ends.close()
        self._hear()
        process.kill()
        process.join(_END_S)
        with self._lock:
            self.ended = True
            self._process = None
            at_end, self._at_end = self._at_end, []
        for call in at_end:
            call()
        self._desk.close()
        self._ends.close()
        self._wake()

    def _hear(self) -> None:
        try:
            while True:
                message = to_desk_from(self._desk.recv_bytes())
                self.heard.append(message)
                self._wake()
                if isinstance(message, Opened):
                    self._keep(message)
        except (EOFError, OSError, ValueError):
            return


class PictureWorkers:
    """Keeps one worker started ahead, so that opening a take need not wait for a process. Close it at the end."""

    def __init__(self) -> None:
        self._spare: WorkerLink | None = None

    def prepare(self) -> None:
        """Start a worker for the next take, unless one is there."""
        if self._spare is None or self._spare.ended:
            self._spare = WorkerLink()

    def take(self) -> WorkerLink:
        """Return a worker that waits for a file; the next one is started when it is prepared."""
        link, self._spare = self._spare, None
        return link if link is not None and not link.ended else WorkerLink()

    def close(self) -> None:
        """End the worker that was not taken, and wait for its end."""
        if self._spare is not None:
            self._spare.close()
            self._spare.join()
            self._spare = None


def _nobody() -> None:
    """Wake nobody."""


def _keep_nothing(_opened: Opened) -> None:
    """Keep nothing."""


def _work(desk: "Connection[ToDesk, ToWorker]", ends: "Connection[object, object]") -> None:
    """Be a take's worker: what decodes is loaded in its process only."""
    from practika_desktop.player.picture_worker import work

    work(desk, ends)
