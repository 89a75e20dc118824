"""What can be made again of a video at any time: thumbnail, frame index, waveform, onsets; made once and kept.

The cache is keyed by the hash of the video's bytes and by the version of how a thing is made. It may be deleted at any
time. Each entry ends in a seal: a torn or damaged one is not believed, but made again.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from practika_desktop.media.faults import SoundOnly
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.onsets import Onsets
from practika_desktop.media.sealed import kept_or_made, path_by_hash, read_sealed, write_sealed
from practika_desktop.media.waveform import Waveform
from practika_desktop.media.workers import Report, WorkerPool
from practika_desktop.model.errors import MediaError

T = TypeVar("T")

# Raised when a thing is made differently: old entries are then never looked at again.
_THUMBNAIL = "thumbnail-1.jpg"
_INDEX = "index-1"
_WAVEFORM = "waveform-1"
_ONSETS = "onsets-1"


class Derived:
    """The cache in a folder (shared with others' caches), and the pool that makes what is missing.

    `thumbnail`, `frame_index`, `waveform` and `onsets` take the hash of a video's bytes and where they lie, and block
    while something is made: call them in a job. `index_file` does not even look, so it may be called on the window's
    thread.
    """

    def __init__(self, folder: Path, pool: WorkerPool) -> None:
        self._folder = folder / "derived"
        self._pool = pool

    def thumbnail(self, sha256: str, path: Path, report: Report | None = None) -> Path:
        """Return the file of a small JPEG of the video, see `media.thumbnails`; raise MediaError."""
        kept = self._path(sha256, _THUMBNAIL)
        if read_sealed(kept) is None and not write_sealed(kept, self._pool.run(report, _thumbnail, path)):
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
            duration_us, zero_us = self._extent(sha256, path, report)
            return self._pool.run(report, _waveform_bytes, path, duration_us, zero_us)

        return self._made(sha256, _WAVEFORM, Waveform.from_bytes, make)

    def onsets(self, sha256: str, path: Path, report: Report | None = None) -> Onsets:
        """Return where something begins to sound in the video, from its clock's zero; raise MediaError."""

        def make() -> bytes:
            duration_us, zero_us = self._extent(sha256, path, report)
            return self._pool.run(report, _onset_bytes, path, duration_us, zero_us)

        return self._made(sha256, _ONSETS, Onsets.from_bytes, make)

    def index_file(self, sha256: str) -> Path:
        """Return the sealed file in which the video's frame index is kept once it is made."""
        return self._path(sha256, _INDEX)

    def clear(self) -> None:
        """Delete the cache; what is needed again is made again."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _extent(self, sha256: str, path: Path, report: Report | None) -> tuple[int, int | None]:
        """Return how long the video is and where its clock's zero lies, None where that is still to be found."""
        try:
            index = self.frame_index(sha256, path, report)
        except SoundOnly as sound:
            return sound.duration_us, None
        return index.duration_us, index.zero_us

    def _path(self, sha256: str, name: str) -> Path:
        return path_by_hash(self._folder, sha256, name)

    def _made(self, sha256: str, name: str, parse: Callable[[bytes], T], make: Callable[[], bytes]) -> T:
        return kept_or_made(self._path(sha256, name), parse, make)


# The desk names these functions and the workers run them: what decodes is loaded there only.


def _thumbnail(path: Path, *, progress: Report) -> bytes:
    from practika_desktop.media.thumbnails import make_thumbnail

    return make_thumbnail(path, progress=progress)


def _index_bytes(path: Path, *, progress: Report) -> bytes:
    from practika_desktop.media.indexing import build_index

    return build_index(path, progress).to_bytes()


def _waveform_bytes(path: Path, duration_us: int, zero_us: int | None, *, progress: Report) -> bytes:
    from practika_desktop.media.loudness import make_waveform

    return make_waveform(path, duration_us, zero_us, progress=progress).to_bytes()


def _onset_bytes(path: Path, duration_us: int, zero_us: int | None, *, progress: Report) -> bytes:
    from practika_desktop.media.listening import make_onsets

    return make_onsets(path, duration_us, zero_us, progress=progress).to_bytes()
