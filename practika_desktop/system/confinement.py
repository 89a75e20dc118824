"""What a process that reads a stranger's file can no longer do."""

import errno
import os
import struct
import sys


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
