"""The takes that the player holds open: the one on screen and the one that is opened ahead."""

from collections.abc import Callable
from pathlib import Path

from practika_desktop.player.pictures import PictureWorkers, TakePictures

Box = tuple[int, int] | None


class Deck:
    """Owns at most two open takes, each known by its key, and a worker process started for the next one."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._workers: PictureWorkers | None = None
        self._ahead: tuple[str, TakePictures] | None = None
        self.key: str | None = None
        self.current: TakePictures | None = None

    def open(self, key: str, path: Path) -> None:
        """Make the take the current one: what was opened ahead is there at once; the one before is closed."""
        self.drop()
        if self._ahead is not None and self._ahead[0] == key:
            self.current, self._ahead = self._ahead[1], None
        else:
            self.current = self._opened(path)
        self.key = key

    def prefetch(self, key: str, path: Path) -> None:
        """Open a take ahead, in place of any other that is; the current one needs no opening."""
        if key == self.key or (self._ahead is not None and self._ahead[0] == key):
            return
        self._drop_ahead()
        self._ahead = (key, self._opened(path))

    def _opened(self, path: Path) -> TakePictures:
        self._workers = self._workers or PictureWorkers()
        return TakePictures(path, wake=self._wake, worker=self._workers.take())

    def poll(self, box: Box) -> None:
        """Take in what the takes' workers said; have the first picture of the one ahead decoded."""
        if self.current is not None:
            self.current.poll()
        if self._ahead is not None:
            ahead = self._ahead[1]
            ahead.poll()
            if ahead.index is not None and ahead.picture(0) is None:
                ahead.want(0, box=box)

    def drop(self) -> None:
        """Close the current take; the one ahead stays."""
        if self.current is not None:
            self.current.close()
        self.key = self.current = None

    def _drop_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead[1].close()
            self._ahead = None

    def close(self) -> None:
        """Close both and end the worker kept for the next; waits until their processes have ended."""
        takes = [take for take in (self.current, self._ahead[1] if self._ahead else None) if take is not None]
        self.drop()
        self._drop_ahead()
        for take in takes:
            take.join()
        if self._workers is not None:
            self._workers.close()
            self._workers = None
