"""What can be made again of a video at any time: thumbnail, frame index, waveform; made once and kept in a cache.

The cache is keyed by the hash of the video's bytes and by the version of how a thing is made. It may be deleted at any
time. Each entry ends in a seal: a torn or damaged one is not believed, but made again.
"""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from practika_desktop.media.faults import SoundOnly
from practika_desktop.media.index import FrameIndex, build_index
from practika_desktop.media.thumbnails import make_thumbnail
from practika_desktop.media.waveform import Waveform, make_waveform
from practika_desktop.media.workers import Report, WorkerPool
from practika_desktop.model.errors import MediaError
from practika_desktop.model.ids import new_id

T = TypeVar("T")

_SEAL = b"\nsealed:"
_DIGEST_BYTES = 16

# Raised when a thing is made differently: old entries are then never looked at again.
_THUMBNAIL = "thumbnail-1.jpg"
_INDEX = "index-1"
_WAVEFORM = "waveform-1"


class Derived:
    """The cache in a folder (shared with others' caches), and the pool that makes what is missing.

    `thumbnail`, `frame_index` and `waveform` take the hash of a video's bytes and where they lie, and block while
    something is made: call them in a job. `kept_thumbnail` only looks, and may be called on the window's thread.
    """

    def __init__(self, folder: Path, pool: WorkerPool) -> None:
        self._folder = folder / "derived"
        self._pool = pool

    def thumbnail(self, sha256: str, path: Path, report: Report | None = None) -> Path:
        """Return the file of a small JPEG of the video, see `media.thumbnails`; raise MediaError."""
        kept = self._path(sha256, _THUMBNAIL)
        if self._read(kept) is None and not self._write(kept, self._pool.run(report, make_thumbnail, path)):
            raise MediaError(
                "The small picture of this take cannot be kept.", "Free some space on the drive of your own folder."
            )
        return kept

    def frame_index(self, sha256: str, path: Path, report: Report | None = None) -> FrameIndex:
        """Return the video's frame index; raise SoundOnly or MediaError."""
        return self._made(sha256, _INDEX, FrameIndex.from_bytes, lambda: self._pool.run(report, _index_bytes, path))

    def waveform(self, sha256: str, path: Path, report: Report | None = None) -> Waveform:
        """Return how loud the video is from its clock's zero to its end; raise MediaError."""

        def make() -> bytes:
            try:
                index = self.frame_index(sha256, path, report)
                zero_us, duration_us = index.zero_us, index.duration_us
            except SoundOnly as sound:
                zero_us, duration_us = None, sound.duration_us
            return self._pool.run(report, _waveform_bytes, path, duration_us, zero_us)

        return self._made(sha256, _WAVEFORM, Waveform.from_bytes, make)

    def kept_thumbnail(self, sha256: str) -> Path | None:
        """Return the thumbnail's file when there is one, without looking whether it is damaged."""
        path = self._path(sha256, _THUMBNAIL)
        return path if path.exists() else None

    def clear(self) -> None:
        """Delete the cache; what is needed again is made again."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, sha256: str, name: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.{name}"

    def _made(self, sha256: str, name: str, parse: Callable[[bytes], T], make: Callable[[], bytes]) -> T:
        path = self._path(sha256, name)
        kept = self._read(path)
        if kept is not None:
            with suppress(ValueError):
                return parse(kept)
        data = make()
        self._write(path, data)  # where it cannot be kept, it is made again the next time
        return parse(data)

    def _read(self, path: Path) -> bytes | None:
        """Return what was kept in the file; None when it is absent or its seal is not whole."""
        try:
            data, seal, digest = path.read_bytes().rpartition(_SEAL)
        except OSError:
            return None
        return data if seal and digest == _digest(data) else None

    def _write(self, path: Path, data: bytes) -> bool:
        """Put the data in the file's place as a whole, unsynced as the seal tells, and say whether that went well."""
        unfinished = path.with_name(f"{new_id()}.unfinished")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(data + _SEAL + _digest(data))
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            return False
        return True


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()


def _index_bytes(path: Path, *, progress: Report) -> bytes:
    return build_index(path, progress).to_bytes()


def _waveform_bytes(path: Path, duration_us: int, zero_us: int | None, *, progress: Report) -> bytes:
    return make_waveform(path, duration_us, zero_us, progress=progress).to_bytes()
