"""A drive that loses its power: from the operations that it was asked for, what may be on it afterwards.

What was synced before the cut is there. Of the rest anything may be: each sector of each write, each size and each name
is there or not, whatever came after it is. Sectors are written whole, as SQLite assumes as well.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath

from tests.torture.operations import (
    Make,
    MakeFolder,
    Operation,
    Remove,
    Rename,
    Sync,
    SyncFolder,
    Truncate,
    Write,
)

SECTOR = 512


class Loss(Enum):
    """What a cut takes of that which was not synced."""

    NOTHING = "nothing: as kill -9"
    ALL = "all of it"
    SOME = "some writes and names"
    TORN = "some sectors and names"


@dataclass(slots=True)
class _Inode:
    """A file, whatever its name: the operations on its bytes, each with whether a sync came after it."""

    before: bytes = b""
    asked: list[Write | Truncate] = field(default_factory=list)
    synced: int = 0


@dataclass(frozen=True, slots=True)
class _Naming:
    """A change of names and the file that it is about, None for a folder."""

    operation: Make | MakeFolder | Rename | Remove
    inode: _Inode | None


class Drive:
    """The drive with the files of a folder, whole, and what it was asked for since."""

    def __init__(self, files: Mapping[str, bytes], folders: Sequence[str]) -> None:
        self._inodes = {path: _Inode(content) for path, content in files.items()}
        self._first = dict(self._inodes)
        self._folders = list(folders)
        self._namings: list[_Naming] = []
        self._kept: set[int] = set()

    @classmethod
    def of(cls, folder: Path) -> "Drive":
        """Return a drive that holds what a folder does now."""
        return cls(files_of(folder), [str(p.relative_to(folder)) for p in sorted(folder.rglob("*")) if p.is_dir()])

    def hear(self, operation: Operation) -> None:
        """Carry an operation out, in memory."""
        path = operation.path
        match operation:
            case Make():
                self._inodes[path] = _Inode()
                self._name(operation, self._inodes[path])
            case MakeFolder():
                self._name(operation, None)
            case Rename(to=to):
                self._inodes[to] = self._inodes.pop(path)
                self._name(operation, self._inodes[to])
            case Remove():
                self._name(operation, self._inodes.pop(path))
            case Write() | Truncate():
                self._inodes[path].asked.append(operation)
            case Sync():
                self._inodes[path].synced = len(self._inodes[path].asked)
            case SyncFolder():
                self._kept.update(n for n, one in enumerate(self._namings) if path in _folders_of(one.operation))
            case _:
                pass

    def cut(self, loss: Loss, chance: random.Random) -> dict[str, bytes]:
        """Return the files that are on the drive after a cut at this moment, by path."""
        names = dict(self._first)
        folders = {"", *self._folders}
        for number, naming in enumerate(self._namings):
            if number in self._kept or _survives(loss, chance):
                _rename(names, folders, naming)
        contents: dict[int, bytes] = {}
        for inode in names.values():
            if id(inode) not in contents:
                contents[id(inode)] = _content(inode, loss, chance)
        return {path: contents[id(inode)] for path, inode in names.items()}

    def _name(self, operation: Make | MakeFolder | Rename | Remove, inode: _Inode | None) -> None:
        self._namings.append(_Naming(operation, inode))


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files in a folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def write_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Make the folder, which is not there yet, with these files."""
    folder.mkdir(parents=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _folders_of(operation: Make | MakeFolder | Rename | Remove) -> tuple[str, ...]:
    """Return the folders one of which must be synced so that the name is on the drive: a new name's own folder."""
    path = operation.to if isinstance(operation, Rename) else operation.path
    return (path.rpartition("/")[0],)


def _survives(loss: Loss, chance: random.Random) -> bool:
    match loss:
        case Loss.NOTHING:
            return True
        case Loss.ALL:
            return False
        case _:
            return chance.random() < 0.5


def _rename(names: dict[str, _Inode], folders: set[str], naming: _Naming) -> None:
    operation, inode = naming.operation, naming.inode
    if isinstance(operation, MakeFolder):
        folders.add(operation.path)
    elif isinstance(operation, Remove):
        names.pop(operation.path, None)
    elif inode is not None:
        target = operation.to if isinstance(operation, Rename) else operation.path
        if str(PurePosixPath(target).parent).strip(".") in folders:
            names[target] = inode
        if isinstance(operation, Rename) and names.get(operation.path) is inode:
            del names[operation.path]


def _content(inode: _Inode, loss: Loss, chance: random.Random) -> bytes:
    content = bytearray(inode.before)
    for number, operation in enumerate(inode.asked):
        if number < inode.synced or loss is Loss.TORN or _survives(loss, chance):
            torn = chance if loss is Loss.TORN and number >= inode.synced else None
            _carry_out(content, operation, torn)
    return bytes(content)


def _carry_out(content: bytearray, operation: Write | Truncate, torn: random.Random | None) -> None:
    """Do it to the content; with `torn`, each sector of it by chance."""
    if isinstance(operation, Truncate):
        if torn is None or torn.random() < 0.5:
            _resize(content, operation.size)
        return
    start, end = operation.at, operation.at + len(operation.data)
    first = start - start % SECTOR
    for sector in range(first, end, SECTOR):
        if torn is not None and torn.random() < 0.5:
            continue
        low, high = max(start, sector), min(end, sector + SECTOR)
        _resize(content, max(len(content), low))
        content[low:high] = operation.data[low - start : high - start]


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))
