"""What differs between Linux, macOS and Windows: the only file with calls that one of them lacks.

Nothing here knows the domain: errors are `OSError`s, translated by whoever calls.
"""

import errno
import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
    import resource

_CHUNK = 1 << 20
_FICLONE = 0x40049409  # linux/fs.h; not in the fcntl module before Python 3.12
_F_FULLFSYNC = 51  # macOS: fsync alone leaves the bytes in the drive's own cache
_NO_CLONE = {errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY, errno.ENOSYS, errno.EPERM, errno.EACCES}


# --- folders -------------------------------------------------------------------------------------------------------


def library_folder() -> Path:
    """Return where the library lies unless the person chose another place; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("practika", appauthor=False) / "library"


def sample_folder() -> Path:
    """Return where the sample studio's library lies once it is made."""
    return library_folder().with_name("sample")


def resources_folder() -> Path:
    """Return where icons and the sample studio lie: inside the installed package, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def cache_folder() -> Path:
    """Return where things lie that can be made again (thumbnails, frame indexes); it need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("practika", appauthor=False)


def config_folder() -> Path:
    """Return where this person's settings on this machine lie; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("practika", appauthor=False)


# --- files that survive a power cut --------------------------------------------------------------------------------


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


# --- locks ---------------------------------------------------------------------------------------------------------


class FileLock:
    """A file held by this process alone, until `close` or the end of the process, however it ends."""

    def __init__(self, fd: int) -> None:
        self._fd: int | None = fd

    def close(self) -> None:
        """Give the file free; closing twice is harmless."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            os.close(fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def lock_file(path: Path) -> FileLock | None:
    """Return a lock on the file, which is made when absent, or None when another holds it; raise OSError.

    The file stays when the lock goes: removing it would let two processes lock two files of one name.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(fd)
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return None
        raise
    return FileLock(fd)


# --- processes -----------------------------------------------------------------------------------------------------


def limit_memory(most_bytes: int) -> bool:
    """Let allocations of this process beyond most_bytes fail; tell whether the platform enforces it (Linux does).

    Counted is private writable memory, not libraries or pictures in shared memory.
    """
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a child's pictures
    return sys.platform == "linux"


def be_background() -> None:
    """Let this process give way to the desk, and leave Ctrl+C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(5)


def confine() -> bool:
    """Take from this process, for good, the network, the starting of programs and the writing of files.

    What was opened before stays open. Needs no rights; to be called before any thread is started. Tell whether the
    platform could do all of it: Linux on x86-64 and ARM since 5.13, by seccomp and Landlock.
    """
    if sys.platform == "linux" and os.uname().machine in _REFUSED_CALLS:
        return _confine(os.uname().machine)
    return False


def _confine(machine: str) -> bool:
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    writes = ctypes.c_uint64(_LANDLOCK_WRITES)
    rules = libc.syscall(_LANDLOCK_CREATE_RULESET, ctypes.byref(writes), ctypes.c_size_t(8), 0)
    no_writing = rules >= 0 and libc.syscall(_LANDLOCK_RESTRICT_SELF, rules, 0) == 0
    if rules >= 0:
        os.close(rules)
    steps = ctypes.create_string_buffer(_seccomp_filter(machine))
    program = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(steps))
    no_calls = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0) == 0
    return bool(no_writing and no_calls)


_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LANDLOCK_CREATE_RULESET, _LANDLOCK_RESTRICT_SELF = 444, 446
_LANDLOCK_WRITES = 1 << 1 | 0b1_1111_1111 << 4  # writing, removing and making of any kind
_REFUSED_CALLS = {  # socket, connect, execve, execveat, ptrace, io_uring_setup; before them the kernel's own arch mark
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 425)),
}


def _seccomp_filter(machine: str) -> bytes:
    """Return a BPF program that refuses the calls with EPERM, and all calls by another ABI."""
    mark, calls = _REFUSED_CALLS[machine]
    load, equal, at_least, end = 0x20, 0x15, 0x35, 0x06
    refuse = len(calls) + 1
    steps = [
        (load, 0, 0, 4),
        (equal, 0, refuse + 2, mark),
        (load, 0, 0, 0),
        (at_least, refuse, 0, 0x40000000),
        *((equal, refuse - 1 - place, 0, call) for place, call in enumerate(calls)),
        (end, 0, 0, 0x7FFF0000),
        (end, 0, 0, 0x00050000 | errno.EPERM),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def end_with_parent() -> None:
    """Make this process, started by multiprocessing, end when its parent has gone, however the parent ended.

    On Linux the kernel itself does it (SIGIO from the parent's pipe), so that a worker hanging inside a library ends
    too; PR_SET_PDEATHSIG would not do: it fires already when the *thread* that started the process ends.
    """
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is None:
        return
    sentinel = int(parent.sentinel)
    if sys.platform == "linux":
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)
        if connection.wait([sentinel], timeout=0):  # it went before the kernel was asked to tell
            os._exit(1)
    else:
        _follow(sentinel)


def _follow(sentinel: int) -> None:
    from multiprocessing import connection
    from threading import Thread

    def wait_and_end() -> None:
        connection.wait([sentinel])
        os._exit(1)

    Thread(target=wait_and_end, name="end-with-parent", daemon=True).start()


# --- descriptors that go to another process ------------------------------------------------------------------------

if sys.platform == "win32":

    def handle_of(fd: int) -> int:
        """Return what the system knows an open descriptor by."""
        return msvcrt.get_osfhandle(fd)

    def descriptor_of(handle: int) -> int:
        """Return a descriptor for what came from another process."""
        return msvcrt.open_osfhandle(handle, os.O_BINARY)

else:

    def handle_of(fd: int) -> int:
        """Return what the system knows an open descriptor by."""
        return fd

    def descriptor_of(handle: int) -> int:
        """Return a descriptor for what came from another process."""
        return handle
