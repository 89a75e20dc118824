"""What differs between Linux, macOS and Windows: the only package with calls that one of them lacks.

Nothing here knows the domain: errors are `OSError`s, translated by whoever calls.
"""

from practika_desktop.system.confinement import confine, stay_single_threaded
from practika_desktop.system.copying import reflink_or_copy
from practika_desktop.system.descriptors import descriptor_of, handle_of
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

__all__ = [
    "FileLock",
    "be_background",
    "cache_folder",
    "config_folder",
    "confine",
    "descriptor_of",
    "do_apart",
    "end_with_parent",
    "fsync_file",
    "fsync_folder",
    "fsync_handle",
    "handle_of",
    "library_folder",
    "limit_memory",
    "lock_file",
    "reflink_or_copy",
    "resources_folder",
    "sample_folder",
    "stay_single_threaded",
]
