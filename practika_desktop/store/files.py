"""The media files of a library: taken in whole or not at all, each under the hash of its bytes."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from practika_desktop import system
from practika_desktop.model.ids import new_id
from practika_desktop.store import layout
from practika_desktop.store.faults import translated

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the library: the SHA-256 of its bytes in hexadecimal, their number, and where they lie."""

    sha256: str
    bytes: int
    path: Path


class FileStore:
    """Made by `Library`; its methods may be called from any thread.

    A file in media/ is complete and synced, and never changed afterwards. The same bytes are one file, whatever
    they are called. `expect` is told the hash of a file before it comes there: until a record names the file, the
    library remembers it as one to remove.
    """

    def __init__(self, folder: Path, expect: Callable[[str], object]) -> None:
        self._expect = expect
        self._media = layout.media(folder)
        self._incoming = layout.incoming(folder)

    def take_in(self, source: Path, progress: Callable[[int, int], object] | None = None) -> Stored:
        """Copy a file into the library (sharing its blocks where the drive can) and return it once it is synced.

        A record must name it before the library is closed: at the next start it is gone otherwise. Not to be called
        within `Library.writing`.

        `progress` is called with the bytes done and the bytes in all; what it raises (a cancel) leaves nothing behind.
        Raise OSError for a source that cannot be read, LibraryError when the library's drive is full or gone.
        """
        total = source.stat().st_size
        with source.open("rb"):  # the source's own errors are the caller's to name, so they come first
            pass
        with translated():
            self._incoming.mkdir(exist_ok=True)
            unfinished = self._incoming / new_id()
            try:
                return self._take_in(source, unfinished, total, progress)
            finally:
                unfinished.unlink(missing_ok=True)

    def path_of(self, sha256: str, file_name: str = "") -> Path:
        """Return where the file with this hash lies, or would lie if it came in under this name."""
        expected = self._media / sha256[:2] / f"{sha256}{_suffix(file_name)}"
        if expected.exists():
            return expected
        return self._any_name(sha256) or expected

    def remove(self, hashes: Iterable[str]) -> None:
        """Remove the files with these hashes, for good once this returns; those that are not there are no error."""
        folders = set()
        for sha256 in hashes:
            path = self._any_name(sha256)
            if path is not None:
                path.unlink(missing_ok=True)
                folders.add(path.parent)
        for folder in folders:
            system.fsync_folder(folder)

    def clear_incoming(self) -> None:
        """Remove what a cut import left behind; only the one desk that holds the library's lock may do so."""
        if self._incoming.is_dir():
            for left_over in self._incoming.iterdir():
                left_over.unlink()

    def _take_in(
        self, source: Path, unfinished: Path, total: int, progress: Callable[[int, int], object] | None
    ) -> Stored:
        digest = hashlib.sha256()
        done = 0

        def count(chunk: bytes) -> None:
            nonlocal done
            digest.update(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, total)

        system.reflink_or_copy(source, unfinished, count)
        sha256 = digest.hexdigest()
        present = self._any_name(sha256)
        if present is not None and present.stat().st_size == done:
            return Stored(sha256, done, present)
        system.fsync_file(unfinished)
        target = self._media / sha256[:2] / f"{sha256}{_suffix(source.name)}"
        self._make_folder(target.parent)
        self._expect(sha256)
        unfinished.replace(target)
        system.fsync_folder(target.parent)
        return Stored(sha256, done, target)

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            system.fsync_folder(self._media)
            system.fsync_folder(self._media.parent)

    def _any_name(self, sha256: str) -> Path | None:
        """Return the file with this hash, whatever its suffix; a name of another form is not of the library."""
        found = (self._media / sha256[:2]).glob(f"{sha256}.*")
        return next((path for path in sorted(found) if _SUFFIX.fullmatch(path.name[len(sha256) :])), None)


def _suffix(file_name: str) -> str:
    suffix = Path(file_name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ".bin"
