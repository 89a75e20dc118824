"""The process that opens and draws scores: answers one request after the other until the desk hangs up."""

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from practika_desktop import system
from practika_desktop.model.errors import ScoreError
from practika_desktop.score.block import pixels_of
from practika_desktop.score.wire import Answer, Draw, Drawn, Open, Opened, Refused, Request, request_from, to_bytes

MEMORY_BYTES = 512 << 20


def serve(desk: Connection, seconds: float) -> None:
    """Answer the desk's requests; end when it hangs up, or when one request takes longer than `seconds`."""
    system.be_background()
    system.end_with_parent()
    system.limit_memory(MEMORY_BYTES)
    drawer = _Drawer()
    with _nowhere() as nowhere:
        while True:
            try:
                request = request_from(desk.recv_bytes())
            except EOFError:
                break
            # The watchdog is a thread of C: it ends the process even while MuPDF holds the interpreter.
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            answer = _answer(drawer, request)
            faulthandler.cancel_dump_traceback_later()
            desk.send_bytes(to_bytes(answer))
    drawer.close()


def _answer(drawer: "_Drawer", request: Request) -> Answer:
    try:
        return drawer.open(request) if isinstance(request, Open) else drawer.draw(request)
    except ScoreError as error:
        return Refused(error.title, error.advice)
    except MemoryError:
        return Refused("Showing this PDF takes more memory than it may.", "Save it anew with smaller pictures.")


@contextmanager
def _nowhere() -> Iterator[int]:
    fd = os.open(os.devnull, os.O_WRONLY)
    try:
        yield fd
    finally:
        os.close(fd)


class _Drawer:
    """The open document and the shared block that pictures are drawn into."""

    def __init__(self) -> None:
        from practika_desktop.score.pdf import ScoreFile  # after the memory limit: MuPDF itself counts too

        self._open = ScoreFile
        self._file: ScoreFile | None = None
        self._block: SharedMemory | None = None

    def open(self, request: Open) -> Opened:
        """Open the document in place of the present one; raise ScoreError."""
        self._close_file()
        self._file = self._open(Path(request.path))
        return Opened(self._file.page_sizes)

    def draw(self, request: Draw) -> Drawn:
        """Draw the area into its block; raise ScoreError."""
        if self._file is None:
            raise ScoreError("No score is open.")
        block = self._attached(request.block)
        self._file.draw(request.area, pixels_of(block))
        return Drawn()

    def close(self) -> None:
        """Let the document and the block go."""
        self._close_file()
        if self._block is not None:
            self._block.close()

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _attached(self, name: str) -> SharedMemory:
        if self._block is None or self._block.name != name:
            if self._block is not None:
                self._block.close()
            self._block = SharedMemory(name)
        return self._block
