"""What may be told of a crash: the kinds of line that are known to hold nothing private, and no others."""

import platform
import re
import sys
from pathlib import PurePath

from practika_desktop import __version__

_KEPT = re.compile(
    r"Fatal Python error: [A-Za-z ]+|Windows fatal exception: [A-Za-z0-9 ]+"
    r"|(Current thread|Thread) 0x[0-9a-f]+( \(most recent call first\):)?|  <[a-z ]+>|Extension modules: [\w.,() :]+|"
)
_PLACE = re.compile(r'  File "(?P<path>[^"]*)", line (?P<line>\d+) in (?P<function>[\w.<>]+)')
_ROOTS = ("site-packages", "practika_desktop", f"python{sys.version_info.major}.{sys.version_info.minor}", "Lib")


def report_from(record: str) -> str:
    """Return the report made from what faulthandler wrote: no path but within the program, no name, no text."""
    return "\n".join([_about(), "", *(line for line in map(_told, record.splitlines()) if line is not None), ""])


def _about() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"Practika Desktop {__version__}, Python {platform.python_version()}, {system}"


def _told(line: str) -> str | None:
    if place := _PLACE.fullmatch(line):
        return f'  File "{_within(place["path"])}", line {place["line"]} in {place["function"]}'
    return line if _KEPT.fullmatch(line) else None


def _within(path: str) -> str:
    """Return the path from the program's own folder on, or a word for a place outside it."""
    parts = PurePath(path.replace("\\", "/")).parts
    for root in _ROOTS:
        if root in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return path if path.startswith("<frozen ") else "elsewhere"
