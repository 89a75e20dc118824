"""The one border where SQLite's and the drive's errors become the library's own, in words for a teacher."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from practika_desktop.model.errors import EditError, LibraryError


class LibraryBusy(LibraryError):  # noqa: N818 - a state of affairs, named as the window names it
    """Another desk, or another program of the same library, is writing to it."""


_BUSY = ("The library is in use by another window of Practika.", "Close the other one, then open this one again.")
_FULL = ("The drive is full, so the last step was not saved.", "Free some space on the drive of the library.")
_READ_ONLY = (
    "The library can be read but not written.",
    "Check that its folder is not write-protected and belongs to you.",
)
_GONE = (
    "The library's drive or folder is not reachable.",
    "Connect the drive again; what you did before is safe on it.",
)
_DAMAGED = (
    "The library's file is damaged.",
    "Copy its whole folder to a safe place first; then put the newest file in “backups” in place of library.sqlite.",
)

_IN_THE_WAY = (
    "Something else lies where the library, or a part of it, should be.",
    "Name another folder, or look into this one and move away what does not belong there.",
)

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _GONE,
    sqlite3.SQLITE_IOERR: _GONE,
    sqlite3.SQLITE_PROTOCOL: _GONE,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PRIMARY = 0xFF  # of an extended code, the byte that names its kind
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.EIO: _GONE,
    errno.ESTALE: _GONE,
    errno.ENODEV: _GONE,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.ENOTEMPTY: _IN_THE_WAY,
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise the library's own errors for those of SQLite and the drive; let a defect's error pass as it is.

    Raise EditError for an act that contradicts what the library holds by now, LibraryBusy, or LibraryError.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise EditError(
            "This no longer fits what the library holds.", "Look at the take again; nothing was changed."
        ) from error
    except sqlite3.Error as error:
        known = _from_sqlite(error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        words = _BY_ERRNO.get(error.errno or 0)
        if words is None:
            raise
        raise LibraryError(*words) from error


@contextmanager
def opening() -> Iterator[None]:
    """Translate as `translated` does, and take whatever else SQLite says for a damaged file.

    Opening asks nothing that a sound library could refuse; of a damaged one SQLite may say anything.
    """
    try:
        with translated():
            yield
    except (sqlite3.Error, EditError) as error:
        raise damaged() from error


def gone() -> LibraryError:
    """Return the error for a library that is not where it was."""
    return LibraryError(*_GONE)


def damaged() -> LibraryError:
    """Return the error for a file that is not a sound library."""
    return LibraryError(*_DAMAGED)


def busy() -> LibraryBusy:
    """Return the error for a library that another desk has open."""
    return LibraryBusy(*_BUSY)


def read_only() -> LibraryError:
    """Return the error for writing to what was opened, or lies on the drive, for reading only."""
    return LibraryError(*_READ_ONLY)


def _from_sqlite(error: sqlite3.Error) -> LibraryError | None:
    """Return the error in words; None for a defect. A text that cannot be read as UTF-8 has no code, and is damage."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return damaged() if isinstance(error, sqlite3.OperationalError) else None
    if code & _PRIMARY in _BUSY_CODES:
        return busy()
    words = _BY_SQLITE_CODE.get(code & _PRIMARY)
    return LibraryError(*words) if words is not None else None
