"""Linux's Landlock: a process gives up the files that it has no business with."""

import ctypes
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

assert sys.platform == "linux"  # noqa: S101 - for the type checker: other platforms lack these calls

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every machine
_VERSION = 1  # a flag of the first call
_BENEATH = 1  # the one kind of rule for files
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILES = (13, 13, 14, 15, 15, 16)  # how many rights there are over files, by version: 1, 1, 2, 3, 4, 5 and above
_NETWORK_SINCE, _SCOPES_SINCE = 4, 6
_NETWORK = _SCOPES = 0b11  # binding and connecting; abstract sockets and signals
_PR_SET_NO_NEW_PRIVS = 38
_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_PYTHON = ("stdlib", "platstdlib", "purelib", "platlib")


def restrict(readable: Iterable[Path]) -> bool:
    """Let this thread, and those it starts, read these files and the program's own, and no more; tell if it worked."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    if version < 1 or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    asked = _ruleset(version)
    rules = libc.syscall(_CREATE_RULESET, asked, ctypes.c_size_t(len(asked)), 0)
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(libc, rules, path, _READ_FILE)
        for path in _PROGRAM:
            _allow(libc, rules, path, _READ_FILE | _READ_FOLDER if path.is_dir() else _READ_FILE)
        return bool(libc.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def _ruleset(version: int) -> bytes:
    """Return what is given up: everything that this version of Landlock knows."""
    files = (1 << _FILES[min(version, len(_FILES) - 1)]) - 1
    network = _NETWORK if version >= _NETWORK_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    fields = struct.pack("QQQ", files, network, scopes)
    return fields[: 24 if scopes else 16 if network else 8]


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    """Keep these rights over a path; one that is not there needs none."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        libc.syscall(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _program() -> tuple[Path, ...]:
    """Return where the code lies that may still have to be loaded: this package, Python's and the libraries' folders.

    The import path would not do: it may hold the folder that the program was started from, a person's own.
    """
    bases = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    python = [sysconfig.get_path(name, vars=where) for name in _PYTHON for where in (None, bases)]
    return tuple(Path(place) for place in dict.fromkeys((str(Path(__file__).parents[1]), *python, *_LIBRARIES)))


_PROGRAM = _program()  # here, so that processes forked from one that has loaded this need not look again
