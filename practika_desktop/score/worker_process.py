"""The desk's hold on the drawing process: starts it, speaks with it, notices its end."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from threading import Thread

from practika_desktop.score.area import PageArea
from practika_desktop.score.block import pixels_of
from practika_desktop.score.renderer_worker import serve
from practika_desktop.score.wire import Answer, Draw, Drawn, Open, Request, answer_from, to_bytes

_MEGABYTE = 1 << 20


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
        self._block: SharedMemory | None = None
        self._block_has_name = False
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
        """Ask for the document to be opened."""
        self._ask(Open(path))

    def draw(self, area: PageArea) -> None:
        """Ask for the area to be drawn."""
        self._ask(Draw(area, self._room_for(area.byte_count).name))

    def pixels(self, area: PageArea) -> bytes:
        """Return a copy of the area just drawn."""
        return bytes(pixels_of(self._room_for(area.byte_count))[: area.byte_count])

    def take_answer(self) -> Answer | None:
        """Return the answer that came, None while there is none; raise WorkerEnded once the process is gone."""
        if not self._answers:
            return None
        answer = self._answers.popleft()
        if answer is None:
            raise WorkerEnded(hung=self.busy_seconds >= self._seconds)
        self._asked_at = None
        if isinstance(answer, Drawn):
            self._drop_name()
        return answer

    def close(self) -> None:
        """End the process, which has nothing to lose, and give everything back; closing twice is harmless."""
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._reader.join()
        self._pipe.close()
        self._drop_block()

    def _drop_name(self) -> None:
        """Let nobody else find the block, now that the process has it: nothing of it outlives the two then."""
        if self._block is not None and self._block_has_name:
            self._block_has_name = False
            self._block.unlink()

    def _drop_block(self) -> None:
        if self._block is not None:
            self._block.close()
            self._drop_name()
            self._block = None

    def _ask(self, request: Request) -> None:
        if self.is_busy:
            raise RuntimeError("one request at a time")
        self._asked_at = time.monotonic()
        try:
            self._pipe.send_bytes(to_bytes(request))
        except OSError:  # it has just ended; the reader tells so
            return

    def _room_for(self, byte_count: int) -> SharedMemory:
        """Return the shared block, exchanged for a larger one when needed: only ever between two requests."""
        if self._block is None or self._block.size < byte_count:
            self._drop_block()
            self._block = SharedMemory(create=True, size=-(-byte_count // _MEGABYTE) * _MEGABYTE)
            self._block_has_name = True
        return self._block

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
