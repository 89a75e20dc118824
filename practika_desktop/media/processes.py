"""How the processes that read media files are started: at once, and sharing what they all load."""

import multiprocessing
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_LOADED = [  # named here, not imported: what the workers of takes and of files load
    "practika_desktop.media.sound",
    "practika_desktop.media.thumbnails",
    "practika_desktop.media.worker_process",
    "practika_desktop.player.picture_worker",
    "practika_desktop.player.worker_link",
    "practika_desktop.system.landlock",
    "practika_desktop.system.seccomp",
]
DECODERS = tuple(
    f"practika_desktop.media.{name}" for name in ("indexing", "listening", "loudness", "stills", "thumbnails")
)
"""What a worker loads that reads videos."""


def reading_context(loads: tuple[str, ...] = DECODERS) -> "ForkServerContext | SpawnContext":
    """Return the context of multiprocessing in which to start a process that loads these modules to read files.

    On Linux those that decode videos are forked from one small process that has loaded FFmpeg and has no threads of
    this program: ready in some 10 ms instead of 300, with half of their memory shared. Elsewhere forking is not safe,
    and others have no use for FFmpeg: each of these loads all anew.
    """
    if sys.platform != "linux" or loads != DECODERS:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context
