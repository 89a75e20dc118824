"""The desk's hold on the drawing process: starts it, speaks with it, notices its end."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread

from practika_desktop import system
from practika_desktop.score.area import PageArea
from practika_desktop.score.renderer_worker import serve
from practika_desktop.score.wire import Answer, Close, Draw, Drawn, Open, Request, answer_from, to_bytes


class WorkerEnded(Exception):  # noqa: N818 - a fact that the renderer turns into words
    """The process ended, or said something that is no answer; `hung` tells whether its time had run out."""

    def __init__(self, *, hung: bool) -> None:
        super().__init__(hung)
        self.hung = hung


class WorkerProcess:
    """A drawing process with at most one request on its way.

    `wake` is called from a thread of this object's own whenever `take_answer` has something to give.
    """

    def __init__(self, wake: Callable[[], None], seconds: float) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._wake = wake
        self._seconds = seconds
        self._asked_at: float | None = None
        self._answers: deque[Answer | None] = deque()
        self._block: system.SharedBlock | None = None
        self._is_open = False
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(theirs, seconds), name="practika-score", daemon=True)
        self._process.start()
        theirs.close()
        self._reader = Thread(target=self._read, args=(self._pipe,), name="score-answers", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int | None:
        """The process's id."""
        return self._process.pid

    @property
    def busy_seconds(self) -> float:
        """How long the present request has been on its way; 0 when there is none."""
        return 0.0 if self._asked_at is None else time.monotonic() - self._asked_at

    @property
    def is_busy(self) -> bool:
        """Whether a request is on its way."""
        return self._asked_at is not None

    def open(self, path: str) -> None:
        """Ask for the document to be opened; what reads the present one, if any, ends."""
        if self._is_open:
            self._send(Close())
        self._is_open = True
        self._ask(Open(path))

    def draw(self, area: PageArea) -> None:
        """Ask for the area to be drawn."""
        self._drop_block()
        block = self._block = system.SharedBlock.make(area.byte_count)
        self._ask(Draw(area, block.name))
        block.hand_over(self._send_descriptor)

    def pixels(self, area: PageArea) -> memoryview:
        """Return the pixels of the area just drawn, once: without copying, they lie in the memory that was shared."""
        block, self._block = self._block, None
        if block is None:
            raise ValueError("nothing was drawn")
        return block.keep(area.byte_count)

    def take_answer(self) -> Answer | None:
        """Return the answer that came, None while there is none; raise WorkerEnded once the process is gone."""
        if not self._answers:
            return None
        answer = self._answers.popleft()
        if answer is None:
            raise WorkerEnded(hung=self.busy_seconds >= self._seconds)
        self._asked_at = None
        if isinstance(answer, Drawn) and self._block is not None:
            self._block.drop_name()
        return answer

    def close(self) -> None:
        """End the process, which has nothing to lose, and give everything back; closing twice is harmless."""
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._reader.join()
        self._pipe.close()
        self._drop_block()

    def _drop_block(self) -> None:
        if self._block is not None:
            self._block.drop_name()
            self._block.close()
            self._block = None

    def _ask(self, request: Request) -> None:
        if self.is_busy:
            raise RuntimeError("one request at a time")
        self._asked_at = time.monotonic()
        self._send(request)

    def _send(self, request: Request) -> None:
        with suppress(OSError):  # when it has just ended, the reader tells so
            self._pipe.send_bytes(to_bytes(request))

    def _send_descriptor(self, fd: int) -> None:
        with suppress(OSError):
            system.send_descriptor(self._pipe, fd, self._process.pid or 0)

    def _read(self, pipe: Connection) -> None:
        """Pass on what the process says until it ends."""
        while True:
            try:
                answer = answer_from(pipe.recv_bytes())
            except (EOFError, OSError, ValueError):
                break
            self._answers.append(answer)
            self._wake()
        self._answers.append(None)
        self._wake()
