"""Linux's seccomp: a process gives up the system calls that it has no business with."""

import ctypes
import errno
import os
import struct
import sys

assert sys.platform == "linux"  # noqa: S101 - for the type checker: other platforms lack these calls

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_CLONE_THREAD = 0x10000
_MARKS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # the kernel's own names of the machines
_OTHER_ABI = 0x40000000  # calls of x86-64 in the way of x32

# Each call's numbers on x86-64 and ARM; None where there is no such call.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # the network, and ways to other processes
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    # other programs, other processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "setpriority": (141, 140),
    # what is said of a file, over which Landlock has no say, and cutting it, over which it has since Linux 6.2
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
    # parts of the kernel in which faults were often found
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
}
_CLONE = (56, 220)
_CLONE3 = (435, 435)

_LOAD, _EQUAL, _AT_LEAST, _ANY_OF, _END = 0x20, 0x15, 0x35, 0x45, 0x06  # BPF's instructions, as far as needed
_NUMBER_AT, _MARK_AT, _FIRST_ARGUMENT_AT = 0, 4, 16  # in what the kernel shows the filter of a call
_ALLOW, _ANSWER = 0x7FFF0000, 0x00050000


def refuse_calls() -> bool:
    """Have the kernel refuse the calls of this thread, and of those it starts, with EPERM; tell whether it does."""
    machine = os.uname().machine
    if machine not in _MARKS:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    steps = ctypes.create_string_buffer(_filter(machine))
    program = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(steps))
    return bool(
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, program, 0, 0) == 0
    )


def _filter(machine: str) -> bytes:
    """Return a BPF program that refuses the calls, all calls in the way of another ABI, and processes by `clone`.

    What `clone3` is asked for no filter can see: it is said to be unknown, and libraries go back to `clone`.
    """
    column = list(_MARKS).index(machine)
    refused = [numbers[column] for numbers in _REFUSED.values() if numbers[column] is not None]
    ends = {"refuse": _ANSWER | errno.EPERM, "unknown": _ANSWER | errno.ENOSYS, "allow": _ALLOW}
    steps: list[tuple[int, str, str, int]] = [
        (_LOAD, "", "", _MARK_AT),
        (_EQUAL, "", "refuse", _MARKS[machine]),
        (_LOAD, "", "", _NUMBER_AT),
        (_AT_LEAST, "refuse", "", _OTHER_ABI),
        *((_EQUAL, "refuse", "", number) for number in refused if number is not None),
        (_EQUAL, "unknown", "", _CLONE3[column]),
        (_EQUAL, "", "allow", _CLONE[column]),
        (_LOAD, "", "", _FIRST_ARGUMENT_AT),
        (_ANY_OF, "allow", "refuse", _CLONE_THREAD),
    ]
    places = {name: len(steps) + n for n, name in enumerate(ends)}
    code = [
        struct.pack("HBBI", step, *(places[to] - here - 1 if to else 0 for to in (yes, no)), value)
        for here, (step, yes, no, value) in enumerate(steps)
    ]
    return b"".join(code) + b"".join(struct.pack("HBBI", _END, 0, 0, answer) for answer in ends.values())
