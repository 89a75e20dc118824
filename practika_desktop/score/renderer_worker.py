"""The process that opens and draws scores: answers one request after the other until the desk hangs up.

On Linux each document is read by a copy of the process that can read this file and no other; the process itself, which
has loaded MuPDF, never touches a stranger's byte.
"""

import faulthandler
import os
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from practika_desktop import system
from practika_desktop.model.errors import ScoreError
from practika_desktop.score.wire import (
    Answer,
    Close,
    Draw,
    Drawn,
    Open,
    Opened,
    Refused,
    Request,
    request_from,
    to_bytes,
)

MEMORY_BYTES = 512 << 20


def serve(desk: Connection, seconds: float) -> None:
    """Answer the desk's requests; end when it hangs up, or when one request takes longer than `seconds`."""
    system.be_background()
    system.end_with_parent()
    system.limit_memory(MEMORY_BYTES)
    drawer = _Drawer(desk)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    while True:
        try:
            opening = request_from(desk.recv_bytes())
        except EOFError:
            break
        if not system.do_apart(partial(_serve_document, desk, opening, drawer, seconds, nowhere)):
            break  # it crashed or hung; that the pipe ends says so
    drawer.close()
    os.close(nowhere)


def _serve_document(desk: Connection, opening: Request, drawer: "_Drawer", seconds: float, nowhere: int) -> None:
    """Answer what is asked of one document until it is closed."""
    if isinstance(opening, Open):
        system.confine(Path(opening.path))
    request = opening
    while not isinstance(request, Close):
        # The watchdog is a thread of C: it ends the process even while MuPDF holds the interpreter.
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        answer = _answer(drawer, request)
        faulthandler.cancel_dump_traceback_later()
        desk.send_bytes(to_bytes(answer))
        try:
            request = request_from(desk.recv_bytes())
        except EOFError:
            return


def _answer(drawer: "_Drawer", request: Open | Draw) -> Answer:
    try:
        return drawer.open(request) if isinstance(request, Open) else drawer.draw(request)
    except ScoreError as error:
        return Refused(error.title, error.advice)
    except MemoryError:
        return Refused("Showing this PDF takes more memory than it may.", "Save it anew with smaller pictures.")


class _Drawer:
    """The open document and the shared block that pictures are drawn into; the desk hands the block over."""

    def __init__(self, desk: Connection) -> None:
        from practika_desktop.score.pdf import ScoreFile  # after the memory limit: MuPDF itself counts too

        self._desk = desk
        self._open = ScoreFile
        self._file: ScoreFile | None = None
        self._block: system.SharedBlock | None = None

    def open(self, request: Open) -> Opened:
        """Open the document in place of the present one; raise ScoreError."""
        self._close_file()
        self._file = self._open(Path(request.path))
        return Opened(self._file.page_sizes)

    def draw(self, request: Draw) -> Drawn:
        """Draw the area into its block; raise ScoreError."""
        block = self._attached(request.block)
        if self._file is None:
            raise ScoreError("No score is open.")
        self._file.draw(request.area, block.bytes)
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

    def _attached(self, name: str) -> system.SharedBlock:
        if self._block is None or self._block.name != name:
            if self._block is not None:
                self._block.close()
            self._block = system.SharedBlock.attach(name, partial(system.receive_descriptor, self._desk))
        return self._block
