"""The takes that the player holds open: the one on screen and those that are opened ahead."""

from collections.abc import Callable
from pathlib import Path

from practika_desktop.player.pictures import PicturesState, PictureWorkers, TakePictures

Box = tuple[int, int] | None

MOST_AHEAD = 2


class Deck:
    """Owns the current take and at most `MOST_AHEAD` others, by their keys, and a worker started for the next one."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._workers = PictureWorkers()
        self._ahead: dict[str, TakePictures] = {}
        self.key: str | None = None
        self.current: TakePictures | None = None

    def open(self, key: str, path: Path, index_file: Path | None = None) -> None:
        """Make the take the current one: what was opened ahead is there at once; the one before is closed."""
        self.drop()
        self.current = self._taken_out(key) or self._opened(path, index_file)
        self.key = key

    def prefetch(self, key: str, path: Path, index_file: Path | None = None) -> None:
        """Open a take ahead; those that were asked for longest ago make room. The current one needs no opening."""
        if key == self.key:
            return
        self._ahead[key] = self._taken_out(key) or self._opened(path, index_file)
        while len(self._ahead) > MOST_AHEAD:
            self._ahead.pop(next(iter(self._ahead))).close()

    def is_at_hand(self, key: str) -> bool:
        """Tell whether a take was opened ahead as far as its first picture."""
        take = self._ahead.get(key)
        return take is not None and take.picture(0) is not None

    def _taken_out(self, key: str) -> TakePictures | None:
        return self._ahead.pop(key) if key in self._ahead else None

    def _opened(self, path: Path, index_file: Path | None) -> TakePictures:
        return TakePictures(path, wake=self._wake, worker=self._workers.take(), index_file=index_file)

    def poll(self, box: Box) -> None:
        """Take in what the takes' workers said, and have the first pictures of those ahead decoded."""
        if self.current is not None:
            self.current.poll()
        for take in self._ahead.values():
            take.want(0, box=box, roam=False)
            take.poll()
        if self.current is not None and not self._is_opening():
            self._workers.prepare()

    def _is_opening(self) -> bool:
        """Tell whether a take is being opened: another process would only be in its way."""
        return any(take.state is PicturesState.OPENING for take in (self.current, *self._ahead.values()) if take)

    def drop(self) -> None:
        """Close the current take; those ahead stay."""
        if self.current is not None:
            self.current.close()
        self.key = self.current = None

    def close(self) -> None:
        """Close all and end the worker kept for the next; waits until their processes have ended."""
        takes = [take for take in (self.current, *self._ahead.values()) if take is not None]
        self.drop()
        self._ahead.clear()
        for take in takes:
            take.close()
        for take in takes:
            take.join()
        self._workers.close()
