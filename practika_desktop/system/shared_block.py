"""Memory that two processes share."""

import os
import sys
from collections.abc import Callable
from typing import Self

if sys.platform == "linux":
    import fcntl
    import mmap

    class SharedBlock:
        """A block of memory, made by one process and attached by one that it started; `bytes` are its bytes.

        It has no name in the system: the other side gets a descriptor, and nothing outlives the two. Its size cannot be
        changed: memory that shrinks under a reader ends it. `name` tells one block from another.
        """

        def __init__(self, name: str, fd: int) -> None:
            """Take over the descriptor; raise OSError."""
            self.name = name
            self._fd = fd
            try:
                self.size = os.fstat(fd).st_size
                self._map = mmap.mmap(fd, self.size)
            except (OSError, ValueError) as error:
                os.close(fd)
                raise OSError(*error.args) from error
            self.bytes = memoryview(self._map)

        @classmethod
        def make(cls, size: int) -> Self:
            """Make a block of so many bytes; raise OSError when there is no memory for it."""
            fd = os.memfd_create("practika", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            os.ftruncate(fd, size)
            fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
            return cls(os.urandom(8).hex(), fd)

        @classmethod
        def attach(cls, name: str, receive: Callable[[], int]) -> Self:
            """Attach to the block of that name; `receive` returns the descriptor handed over; raise OSError."""
            return cls(name, receive())

        def hand_over(self, send: Callable[[int], None]) -> None:
            """Let `send` hand over a descriptor of the block, and close it."""
            send(os.dup(self._fd))

        def drop_name(self) -> None:
            """Let nobody else find the block, now that both sides have it."""

        def keep(self, length: int) -> memoryview:
            """Let go of all but its first bytes, which stay as they are for as long as they are held."""
            kept = self.bytes[:length].toreadonly()
            self.bytes.release()
            os.close(self._fd)
            self._fd = -1
            del self._map  # what is kept holds it now
            return kept

        def close(self) -> None:
            """Let go of the block; closing twice is harmless. Raise BufferError while its bytes are lent."""
            if self._fd >= 0:
                self.bytes.release()
                self._map.close()
                os.close(self._fd)
                self._fd = -1

else:
    from multiprocessing.shared_memory import SharedMemory

    class SharedBlock:
        """A block of memory, made by one process and attached by one that it started; `bytes` are its bytes.

        The other side finds it by its name, which it has until both have it.
        """

        def __init__(self, memory: SharedMemory, *, is_ours: bool) -> None:
            self.name = memory.name
            self.size = memory.size
            self._memory = memory
            self._has_name = is_ours
            self.bytes = memoryview(memory.buf or b"")

        @classmethod
        def make(cls, size: int) -> Self:
            """Make a block of so many bytes; raise OSError when there is no memory for it."""
            return cls(SharedMemory(create=True, size=size), is_ours=True)

        @classmethod
        def attach(cls, name: str, receive: Callable[[], int]) -> Self:  # noqa: ARG003 - one signature everywhere
            """Attach to the block of that name; raise OSError."""
            return cls(SharedMemory(name), is_ours=False)

        def hand_over(self, send: Callable[[int], None]) -> None:
            """Do nothing: the other side finds the block by its name."""

        def drop_name(self) -> None:
            """Let nobody else find the block, now that both sides have it."""
            if self._has_name:
                self._has_name = False
                self._memory.unlink()

        def keep(self, length: int) -> memoryview:
            """Let go of all but its first bytes, which stay as they are for as long as they are held."""
            kept = memoryview(bytes(self.bytes[:length]))
            self.close()
            return kept

        def close(self) -> None:
            """Let go of the block; closing twice is harmless. Raise BufferError while its bytes are lent."""
            self.bytes.release()
            self._memory.close()
