"""The files that are meant by the paths on the command line."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

VIDEO_SUFFIXES = frozenset({
    ".3g2", ".3gp", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpg", ".mts", ".ogv", ".ts", ".webm",
})  # fmt: skip
"""What a file in a folder is called for it to be looked at; a file that is named itself is always looked at."""


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the named files, and the videos in the named folders and all folders in them; none of them twice."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _videos_in(path) if path.is_dir() else (path,):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _videos_in(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_as_read)
        for name in sorted(names, key=_as_read):
            # Names that begin with a dot are no videos: macOS puts “._take.mp4” beside each take on foreign drives.
            if not name.startswith(".") and Path(name).suffix.lower() in VIDEO_SUFFIXES:
                yield Path(here) / name


def _as_read(name: str) -> list[tuple[int, str]]:
    """Order as a person does: take 2 before take 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.casefold())]
