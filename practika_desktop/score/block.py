"""Shared memory that pictures cross in."""

from multiprocessing.shared_memory import SharedMemory


def pixels_of(block: SharedMemory) -> "memoryview[int]":
    """Return the block's bytes without copying them; raise ValueError once it is closed."""
    if block.buf is None:
        raise ValueError("the block is closed")
    return block.buf
