"""Hears what Python code does to files, by patching `os` and `io`. For a process that is to end soon: never undone."""

import builtins
import errno
import fcntl
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.torture.operations import Hear, Make, MakeFolder, Remove, Rename, Sync, SyncFolder, Truncate, Write, within


class PythonTap:
    """Tells `hear` of each operation of Python code on a file in a folder, before it is carried out."""

    def __init__(self, folder: Path, hear: Hear) -> None:
        self._folder = folder
        self._hear = hear
        self._opened: dict[int, str] = {}
        self._real_open: Callable[..., Any] = io.open
        self._patch = pytest.MonkeyPatch()
        self._patch_names()
        self._patch_descriptors()
        for module in (io, builtins):
            self._patch.setattr(module, "open", self._open)

    def _patch_names(self) -> None:
        def removing(real: Callable[..., None]) -> Callable[..., None]:
            def remove(path: Any, **more: Any) -> None:  # noqa: ANN401 - as `os` itself
                self._tell(Remove, path, if_there=True)
                real(path, **more)

            return remove

        def renaming(real: Callable[..., None]) -> Callable[..., None]:
            def rename(source: Any, target: Any, **more: Any) -> None:  # noqa: ANN401 - as `os` itself
                old, new = self._within(source), self._within(target)
                if old is not None and new is not None:
                    self._hear(Rename(old, new))
                real(source, target, **more)

            return rename

        real_mkdir = os.mkdir

        def mkdir(path: Any, *rest: Any, **more: Any) -> None:  # noqa: ANN401 - as `os` itself
            if not Path(path).exists() and Path(path).parent.exists():
                self._tell(MakeFolder, path)
            real_mkdir(path, *rest, **more)

        for name in ("unlink", "remove"):
            self._patch.setattr(os, name, removing(getattr(os, name)))
        for name in ("rename", "replace"):
            self._patch.setattr(os, name, renaming(getattr(os, name)))
        self._patch.setattr(os, "mkdir", mkdir)

    def _patch_descriptors(self) -> None:
        real_open, real_fsync, real_ioctl = os.open, os.fsync, fcntl.ioctl

        def open_(path: Any, flags: int, *rest: Any, **more: Any) -> int:  # noqa: ANN401 - as `os` itself
            if flags & os.O_CREAT:
                self._tell(Make, path, if_new=True)
            fd = real_open(path, flags, *rest, **more)
            named = self._within(path)
            if named is not None:
                self._opened[fd] = named
            else:
                self._opened.pop(fd, None)
            return fd

        def fsync(fd: int) -> None:
            if fd in self._opened:
                path = self._opened[fd]
                self._hear(SyncFolder(path) if (self._folder / path).is_dir() else Sync(path))
            real_fsync(fd)

        def ioctl(fd: int, request: int, *rest: Any) -> Any:  # noqa: ANN401 - as `fcntl` itself
            if fd in self._opened:
                raise OSError(errno.EOPNOTSUPP, "blocks are not shared while each write is heard of")
            return real_ioctl(fd, request, *rest)

        self._patch.setattr(os, "open", open_)
        self._patch.setattr(os, "fsync", fsync)
        self._patch.setattr(fcntl, "ioctl", ioctl)

    def _open(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        named = None if isinstance(file, int) or not set(mode) & set("wax+") else self._within(file)
        if named is None:
            return self._real_open(file, mode, buffering, *rest, **more)
        is_new = not Path(file).exists()
        if is_new:
            self._hear(Make(named))
        elif "w" in mode:
            self._hear(Truncate(named, 0))
        raw = _HeardFile(file, mode.replace("b", "").replace("t", ""), named, self._hear)
        self._opened[raw.fileno()] = named
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *rest, **more)

    def _tell(self, operation: Any, path: Any, *, if_there: bool = False, if_new: bool = False) -> None:  # noqa: ANN401
        named = self._within(path)
        there = named is not None and Path(path).exists()
        if named is None or (if_there and not there) or (if_new and there):
            return
        self._hear(operation(named))

    def _within(self, path: Any) -> str | None:  # noqa: ANN401 - what `os` takes for a path
        if isinstance(path, int):
            return self._opened.get(path)
        return within(self._folder, os.fsdecode(path))


class _HeardFile(io.FileIO):
    """A file whose writes are heard of."""

    def __init__(self, file: Any, mode: str, path: str, hear: Hear) -> None:  # noqa: ANN401 - what `open` takes
        super().__init__(file, mode)
        self._path = path
        self._hear = hear

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        self._hear(Write(self._path, self.tell(), bytes(data)))
        return super().write(data)

    def truncate(self, size: int | None = None, /) -> int:
        self._hear(Truncate(self._path, self.tell() if size is None else size))
        return super().truncate(size)
