"""The one border where SQLite's and the drive's errors become the library's own, in words for a teacher."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from practika_desktop.model.errors import EditError, LibraryError


class LibraryBusy(LibraryError):  # noqa: N818 - a state of affairs, named as the window names it
    """Another desk, or another program of the same library, is writing to it."""


_BUSY = ("The library is in use by another window of Practika.", "Close the other one, then open this one again.")
_FULL = ("The drive is full, so the last step was not saved.", "Free some space on the drive of the library.")
_READ_ONLY = (
    "The library can be read but not written.",
    "Check that its folder is not write-protected and belongs to you.",
)
_GONE = ("The library's drive or folder is not reachable.", "Connect the drive again, then restart Practika.")
_DAMAGED = (
    "The library's file is damaged.",
    "Copy its whole folder to a safe place first; then put the newest file of “backups” in place of library.sqlite.",
)

_BY_SQLITE_WORDS = (
    ("database or disk is full", _FULL),
    ("readonly database", _READ_ONLY),
    ("unable to open database file", _GONE),
    ("disk i/o error", _GONE),
    ("malformed", _DAMAGED),
    ("not a database", _DAMAGED),
    ("file is encrypted", _DAMAGED),
)
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EIO: _GONE,
    errno.ESTALE: _GONE,
    errno.ENODEV: _GONE,
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise the library's own errors for those of SQLite and the drive; let a defect's error pass as it is.

    Raise EditError for an act that contradicts what the library holds by now, LibraryBusy, or LibraryError.
    """
    try:
        yield
    except IntegrityError as error:
        raise EditError(
            "This no longer fits what the library holds.", "Look at the take again; nothing was changed."
        ) from error
    except DBAPIError as error:
        known = _from_sqlite(error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        words = _BY_ERRNO.get(error.errno or 0)
        if words is None:
            raise
        raise LibraryError(*words) from error


def damaged() -> LibraryError:
    """Return the error for a file that is not a sound library."""
    return LibraryError(*_DAMAGED)


def busy() -> LibraryBusy:
    """Return the error for a library that another desk has open."""
    return LibraryBusy(*_BUSY)


def read_only() -> LibraryError:
    """Return the error for writing to what was opened, or lies on the drive, for reading only."""
    return LibraryError(*_READ_ONLY)


def _from_sqlite(error: DBAPIError) -> LibraryError | None:
    text = str(error.orig).lower()
    if "locked" in text or "busy" in text:
        return busy()
    for words, known in _BY_SQLITE_WORDS:
        if words in text:
            return LibraryError(*known)
    return None
