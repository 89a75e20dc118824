"""`practika`: the desk itself."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from practika_desktop import system
from practika_desktop.cli.table import Arguments
from practika_desktop.model.errors import PractikaError

if TYPE_CHECKING:  # only what makes the sample needs them
    from practika_desktop.edits.importing import Report
    from practika_desktop.media.workers import WorkerPool


def run(arguments: Arguments, library: Path) -> int:
    """Open the desk on the library, or first on the sample studio, and return its exit code.

    Raise PractikaError where there can be no window.
    """
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
    from practika_desktop.start import run as run_desk

    return run_desk(library, make_sample=make_sample_library, first=_sample() if arguments.sample else None)


def _sample() -> Path:
    """Make the sample studio where it is missing, with a bar on the terminal, and return its folder."""
    from practika_desktop.cli.progress import bar
    from practika_desktop.media.workers import WorkerPool

    pool = WorkerPool(most=1)
    try:
        with bar("B", scaled=True) as progress:
            return make_sample_library(pool, progress.report)
    finally:
        pool.close()


def make_sample_library(pool: "WorkerPool", report: "Report") -> Path:
    """Make the sample studio's library where there is none yet and return its folder."""
    from practika_desktop.edits.sample import make_sample

    folder = system.sample_folder()
    make_sample(folder, system.resources_folder() / "sample", pool, report)
    return folder


def _has_display() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)
