"""Hears what SQLite does to files, by patching its way to the drive. For a process that is to end soon: never undone.

Only the pages of shared memory (`-shm`) are not heard of: they are no part of what a drive keeps, and are made anew by
the first who opens the database after a cut.
"""

import _sqlite3
import ctypes
import errno
import sqlite3
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, ClassVar

from tests.torture.operations import Hear, Make, Operation, Remove, Sync, SyncFolder, Truncate, Write, within

_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)  # beside the name lies more, so not `char *`
_Delete = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_SetSystemCall = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
_GetSystemCall = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
_OpenDirectory = CFUNCTYPE(c_int, c_char_p, POINTER(c_int))
_Close = CFUNCTYPE(c_int, c_void_p)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(ctypes.Structure):
    """SQLite's `sqlite3_vfs`."""

    _fields_: ClassVar[list[tuple[str, Any]]] = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", _Open),
        ("xDelete", _Delete),
        *((f"x{number}", c_void_p) for number in range(11)),
        ("xSetSystemCall", _SetSystemCall),
        ("xGetSystemCall", _GetSystemCall),
        ("xNextSystemCall", c_void_p),
    ]


class _Methods(ctypes.Structure):
    """SQLite's `sqlite3_io_methods`."""

    _fields_: ClassVar[list[tuple[str, Any]]] = [
        ("iVersion", c_int),
        ("xClose", _Close),
        ("xRead", c_void_p),
        ("xWrite", _Write),
        ("xTruncate", _Truncate),
        ("xSync", _Sync),
        *((f"x{number}", c_void_p) for number in range(13)),
    ]


class _File(ctypes.Structure):
    """SQLite's `sqlite3_file`."""

    _fields_: ClassVar[list[tuple[str, Any]]] = [("pMethods", POINTER(_Methods))]


class SqliteTap:
    """Tells `hear` of each operation of SQLite on a file in a folder; made once in a process.

    The operation is carried out by SQLite's own code as ever, after `hear` returned. When it raises OSError, it is not,
    and SQLite hears what it hears of such a drive.
    """

    def __init__(self, folder: Path, hear: Hear) -> None:
        self._folder = folder
        self._hear = hear
        self._paths: dict[int, str] = {}
        self._kept: list[object] = []
        self._patched: dict[int, _Methods] = {}
        find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
        find.restype = c_void_p
        self._address = find(None)
        self._vfs = _Vfs.from_address(self._address)
        self._patch_vfs()
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))  # SQLite holds pointers into it for as long as it runs

    def _patch_vfs(self) -> None:
        vfs = self._vfs
        open_, delete = self._original(_Open, vfs.xOpen), self._original(_Delete, vfs.xDelete)

        def x_open(vfs_: int, name: int | None, file: int, flags: int, out: int | None) -> int:
            path = None if name is None else self._within(ctypes.string_at(name))
            if path is not None and not (self._folder / path).exists() and (refused := self._told(Make(path))):
                return refused
            code = int(open_(vfs_, name, file, flags, out))
            if code == 0 and path is not None:
                self._paths[file] = path
                handle = _File.from_address(file)
                handle.pMethods = ctypes.pointer(self._methods(handle.pMethods))
            return code

        def x_delete(vfs_: int, name: bytes, sync_folder: int) -> int:
            path = self._within(name)
            if path is not None and (self._folder / path).exists() and (refused := self._told(Remove(path))):
                return refused
            return int(delete(vfs_, name, sync_folder))

        vfs.xOpen, vfs.xDelete = self._keep(_Open(x_open)), self._keep(_Delete(x_delete))
        self._patch_folder_sync()

    def _patch_folder_sync(self) -> None:
        """Hear of folders that are opened, each by the name of a file in it: SQLite does so only to sync them."""
        name = b"openDirectory"
        before = _OpenDirectory(self._vfs.xGetSystemCall(self._address, name))

        def open_directory(path: bytes, fd: Any) -> int:  # noqa: ANN401 - ctypes has no name for a pointer's type
            named = self._within(path)
            refused = 0 if named is None else self._told(SyncFolder(named.rpartition("/")[0]))
            return sqlite3.SQLITE_CANTOPEN if refused else int(before(path, fd))

        patched = self._keep(_OpenDirectory(open_directory))
        self._vfs.xSetSystemCall(self._address, name, ctypes.cast(patched, c_void_p))

    def _methods(self, original: Any) -> _Methods:  # noqa: ANN401 - ctypes has no name for a pointer's type
        """Return the methods of a file of this kind, patched."""
        address = ctypes.addressof(original.contents)
        if address not in self._patched:
            self._patched[address] = self._patch_methods(original.contents)
        return self._patched[address]

    def _patch_methods(self, original: _Methods) -> _Methods:
        patched = _Methods.from_buffer_copy(original)
        close, write = original.xClose, original.xWrite
        truncate, sync = original.xTruncate, original.xSync

        def x_close(file: int) -> int:
            self._paths.pop(file, None)
            return int(close(file))

        def x_write(file: int, data: int, size: int, at: int) -> int:
            refused = self._tell(file, lambda path: Write(path, at, ctypes.string_at(data, size)))
            return refused or int(write(file, data, size, at))

        def x_truncate(file: int, size: int) -> int:
            refused = self._tell(file, lambda path: Truncate(path, size))
            return refused or int(truncate(file, size))

        def x_sync(file: int, flags: int) -> int:
            refused = self._tell(file, Sync)
            return refused or int(sync(file, flags))

        patched.xClose, patched.xWrite = self._keep(_Close(x_close)), self._keep(_Write(x_write))
        patched.xTruncate, patched.xSync = self._keep(_Truncate(x_truncate)), self._keep(_Sync(x_sync))
        return patched

    def _tell(self, file: int, operation: Callable[[str], Operation]) -> int:
        path = self._paths.get(file)
        return 0 if path is None else self._told(operation(path))

    def _told(self, operation: Operation) -> int:
        """Let it be heard of and return SQLite's code for the error that was raised, 0 for none."""
        try:
            self._hear(operation)
        except OSError as error:
            return sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else sqlite3.SQLITE_IOERR
        return 0

    def _within(self, name: bytes) -> str | None:
        return within(self._folder, name.decode())

    def _original(self, prototype: Any, function: Any) -> Any:  # noqa: ANN401 - function types of ctypes are values
        """Return a function of its own with the pointer that a field holds now: the field is about to change."""
        return prototype(ctypes.cast(function, c_void_p).value)

    def _keep(self, callback: Any) -> Any:  # noqa: ANN401 - function types of ctypes are values
        self._kept.append(callback)
        return callback
