"""Copies of files that share blocks with their source where the drive can do that."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

if sys.platform == "linux":
    import fcntl

_CHUNK = 1 << 20
_FICLONE = 0x40049409  # linux/fs.h; not in the fcntl module before Python 3.12
_NO_CLONE = {errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY, errno.ENOSYS, errno.EPERM, errno.EACCES}


def reflink_or_copy(source: Path, target: Path, on_bytes: Callable[[bytes], None]) -> None:
    """Make target, which must not exist, a file of its own with the bytes of source, sharing blocks where possible.

    `on_bytes` gets all of target's bytes in order, in pieces of at most 1 MiB (to hash and to count them); what it
    raises ends the copying. Target is not yet synced; it is left behind, incomplete, after an error. Raise OSError.
    """
    with source.open("rb") as reader:
        if _cloned_by_name(source, target):
            _read_all(target, on_bytes)
            return
        with target.open("xb") as writer:
            if not _cloned_by_handle(reader, writer):
                while chunk := reader.read(_CHUNK):
                    writer.write(chunk)
                    on_bytes(chunk)
                return
    _read_all(target, on_bytes)


def _read_all(path: Path, on_bytes: Callable[[bytes], None]) -> None:
    with path.open("rb") as reader:
        while chunk := reader.read(_CHUNK):
            on_bytes(chunk)


if sys.platform == "linux":

    def _cloned_by_handle(reader: BinaryIO, writer: BinaryIO) -> bool:
        try:
            fcntl.ioctl(writer.fileno(), _FICLONE, reader.fileno())
        except OSError as error:
            if error.errno in _NO_CLONE:
                return False
            raise
        return True

else:

    def _cloned_by_handle(reader: BinaryIO, writer: BinaryIO) -> bool:  # noqa: ARG001 - one signature everywhere
        return False


if sys.platform == "darwin":

    def _cloned_by_name(source: Path, target: Path) -> bool:
        import ctypes

        try:
            clone = ctypes.CDLL(None, use_errno=True).clonefile
        except (AttributeError, OSError):
            return False
        return bool(clone(os.fsencode(source), os.fsencode(target), 0) == 0)

else:

    def _cloned_by_name(source: Path, target: Path) -> bool:  # noqa: ARG001 - one signature everywhere
        return False
