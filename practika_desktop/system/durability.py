"""Bytes and names that survive a power cut."""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_F_FULLFSYNC = 51  # macOS: fsync alone leaves the bytes in the drive's own cache


def fsync_handle(fd: int) -> None:
    """Return once the bytes written to the descriptor are on the drive itself; raise OSError."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(fd, _F_FULLFSYNC)
        except OSError:  # network drives know only the weaker call
            os.fsync(fd)
    else:
        os.fsync(fd)


def fsync_file(path: Path) -> None:
    """Return once the file's bytes are on the drive; raise OSError."""
    fd = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        fsync_handle(fd)
    finally:
        os.close(fd)


def fsync_folder(path: Path) -> None:
    """Return once the names in the folder are on the drive; raise OSError. Windows does this by itself."""
    if sys.platform != "win32":
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fsync_handle(fd)
        finally:
            os.close(fd)
