"""What a program asks of a drive, each thing by the path of the file or folder within the folder that is watched."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing asked of the drive; `path` is relative, with slashes."""

    path: str

    @property
    def name(self) -> str:
        """What is done to which kind of file, in words that are the same in each run."""
        return f"{_WORDS[type(self)]} {_kind(self.path)}"


@dataclass(frozen=True, slots=True)
class Make(Operation):
    """A new, empty file gets its name."""


@dataclass(frozen=True, slots=True)
class Write(Operation):
    """Bytes are written at a place of the file."""

    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate(Operation):
    """The file gets this size."""

    size: int


@dataclass(frozen=True, slots=True)
class Sync(Operation):
    """The file's bytes are asked to be on the drive itself."""


@dataclass(frozen=True, slots=True)
class MakeFolder(Operation):
    """A folder is made."""


@dataclass(frozen=True, slots=True)
class SyncFolder(Operation):
    """The names in the folder are asked to be on the drive itself."""


@dataclass(frozen=True, slots=True)
class Rename(Operation):
    """The file goes by another name, in place of the one that had it."""

    to: str


@dataclass(frozen=True, slots=True)
class Remove(Operation):
    """The file's name goes, and with it the file."""


@dataclass(frozen=True, slots=True)
class Statement(Operation):
    """SQLite begins a statement; `path` is its first words. The drive is not asked anything yet."""


@dataclass(frozen=True, slots=True)
class Shown(Operation):
    """An act, named by `path`, is said to be done; `digest` stands for all records that the library holds then."""

    mutations: int
    digest: str


Hear = Callable[[Operation], None]
"""Hears of an operation before it is carried out; the OSError that it raises is what the drive answers instead."""

_WORDS: dict[type[Operation], str] = {
    Make: "make",
    Write: "write to",
    Truncate: "truncate",
    Sync: "sync",
    MakeFolder: "make folder",
    SyncFolder: "sync folder",
    Rename: "rename",
    Remove: "remove",
    Statement: "say",
    Shown: "show",
}


def within(folder: Path, path: str) -> str | None:
    """Return a path relative to the folder, empty for the folder itself; None for what lies elsewhere."""
    found = Path(path).absolute()
    if not found.is_relative_to(folder):
        return None
    return "" if found == folder else found.relative_to(folder).as_posix()


def _kind(path: str) -> str:
    """Return a path without what differs from run to run: hashes, ids and moments."""
    folder, _, name = path.rpartition("/")
    if folder == "incoming" or folder.startswith(("media", "derived")):
        return f"{folder.split('/')[0]} file"
    if folder == "backups":
        return "backup" + name[name.rfind(".") :]
    if path.startswith(("media/", "derived/")):
        return f"{path.split('/', maxsplit=1)[0]} folder"
    return path or "library folder"
