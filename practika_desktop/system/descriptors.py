"""Descriptors that go to another process."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

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
