"""Descriptors that go to another process."""

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

if sys.platform == "win32":
    import msvcrt

    def _handle_of(fd: int) -> int:
        return msvcrt.get_osfhandle(fd)

    def _descriptor_of(handle: int) -> int:
        return msvcrt.open_osfhandle(handle, os.O_BINARY)

else:

    def _handle_of(fd: int) -> int:
        return fd

    def _descriptor_of(handle: int) -> int:
        return handle


def send_descriptor(connection: "Connection[Any, Any]", fd: int, pid: int) -> None:
    """Hand the descriptor to the process `pid` at the other end of the connection, and close it here.

    Raise OSError when nobody is there any more; the descriptor is closed all the same. macOS waits until the other
    side has taken it, so nobody else may be reading from the connection.
    """
    from multiprocessing import reduction

    try:
        reduction.send_handle(connection, _handle_of(fd), pid)
    finally:
        os.close(fd)


def receive_descriptor(connection: "Connection[Any, Any]") -> int:
    """Return a descriptor of this process's own for what was sent; raise OSError or EOFError."""
    from multiprocessing import reduction

    return _descriptor_of(reduction.recv_handle(connection))
