"""Pipes whose two ends go to two other processes: how an end is made and handed over on each platform."""

import os
from multiprocessing import reduction
from multiprocessing.connection import Connection

from practika_desktop import system


def new_pipe() -> tuple[int, int]:
    """Return the descriptors of a new pipe, (read, write); neither is inherited by child processes."""
    return os.pipe()


def send_end(connection: Connection, fd: int, pid: int) -> None:
    """Hand the descriptor to the process `pid` at the other end of the connection, and close it here.

    Raise OSError when nobody is there any more; the descriptor is closed all the same. macOS waits until the other
    side has taken it, so nobody else may be reading from the connection.
    """
    try:
        reduction.send_handle(connection, system.handle_of(fd), pid)
    finally:
        os.close(fd)


def receive_end(connection: Connection) -> int:
    """Return a descriptor of this process's own for the end that was sent; raise OSError or EOFError."""
    return system.descriptor_of(reduction.recv_handle(connection))
