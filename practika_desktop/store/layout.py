"""Where things lie within a library's folder."""

from pathlib import Path

DATABASE = "library.sqlite"
LOCK = "desk.lock"
BACKUPS = "backups"
MEDIA = "media"
INCOMING = "incoming"


def database(folder: Path) -> Path:
    """Return the path of the library's SQLite file."""
    return folder / DATABASE


def lock(folder: Path) -> Path:
    """Return the path of the file that the one writing desk holds locked."""
    return folder / LOCK


def backups(folder: Path) -> Path:
    """Return the folder of the copies made each day and before migrations."""
    return folder / BACKUPS


def media(folder: Path) -> Path:
    """Return the folder of the media, each under its hash."""
    return folder / MEDIA


def incoming(folder: Path) -> Path:
    """Return the folder of media on their way in; what lies there at a start is left over."""
    return folder / INCOMING
