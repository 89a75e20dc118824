"""What differs between Linux, macOS and Windows: the only package with calls that one of them lacks.

Nothing here knows the domain: errors are `OSError`s, translated by whoever calls.
"""

from practika_desktop.system.confinement import confine, stay_single_threaded
from practika_desktop.system.copying import reflink_or_copy
from practika_desktop.system.descriptors import receive_descriptor, send_descriptor
from practika_desktop.system.durability import fsync_file, fsync_folder, fsync_handle
from practika_desktop.system.folders import (
    cache_folder,
    config_folder,
    library_folder,
    resources_folder,
    sample_folder,
)
from practika_desktop.system.locks import FileLock, lock_file
from practika_desktop.system.memory import limit_memory
from practika_desktop.system.processes import be_background, do_apart, end_with_parent
from practika_desktop.system.shared_block import SharedBlock

__all__ = [
    "FileLock",
    "SharedBlock",
    "be_background",
    "cache_folder",
    "config_folder",
    "confine",
    "do_apart",
    "end_with_parent",
    "fsync_file",
    "fsync_folder",
    "fsync_handle",
    "library_folder",
    "limit_memory",
    "lock_file",
    "receive_descriptor",
    "reflink_or_copy",
    "resources_folder",
    "sample_folder",
    "send_descriptor",
    "stay_single_threaded",
]
