"""Finds the videos in what was dropped or chosen."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

SUFFIXES = frozenset({".3gp", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mts", ".m2ts", ".ts", ".webm"})
"""The endings by which a video is known in a folder; a file that was named itself is taken whatever its ending."""

PATTERN = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))


def videos_in(paths: Iterable[Path], tell: Callable[[int], None] = lambda _found: None) -> list[Path]:
    """Return the files named, and the videos in the folders named and below them, each folder by name.

    Hidden files and folders are left out, folders that may not be read too. `tell` hears, folder by folder, how many
    there are; what it raises ends the search.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path.absolute())
            continue
        for here in _by_folder(path.absolute()):
            found += here
            tell(len(found))
    return list(dict.fromkeys(found))


def _by_folder(top: Path) -> Iterator[list[Path]]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=str.casefold)
        shown = (name for name in files if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES)
        yield [Path(folder, name) for name in sorted(shown, key=str.casefold)]
