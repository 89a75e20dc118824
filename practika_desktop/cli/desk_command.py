"""`practika`: the desk itself."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from practika_desktop.cli.table import Arguments
from practika_desktop.model.errors import PractikaError


def run(_arguments: Arguments, library: Path, /) -> int:
    """Open the desk on the library and return its exit code; raise PractikaError where there can be no window."""
    if find_spec("PySide6") is None:
        raise PractikaError(
            "The desk needs PySide6, which is not installed.",
            'Install it with: pip install "practika-desktop[desktop]"',
        )
    if not _has_display():
        raise PractikaError(
            "There is no display to open the desk on.",
            "Start it from a graphical session, or under xvfb-run; the commands of “practika --help” need none.",
        )
    from practika_desktop.app import run as run_desk

    return run_desk(library)


def _has_display() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)
