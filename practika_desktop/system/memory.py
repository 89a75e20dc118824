"""How much memory a process may use."""

import sys

if sys.platform == "linux":
    import resource


def limit_memory(most_bytes: int) -> bool:
    """Let allocations of this process beyond most_bytes fail; tell whether the platform enforces it (Linux does).

    Counted is private writable memory, not libraries or pictures in shared memory.
    """
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a child's pictures
    return sys.platform == "linux"
