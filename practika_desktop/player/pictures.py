"""The desk's side of an open take's pictures: asks its worker for them and never waits."""

import time
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from practika_desktop.media.fitting import Box, fit
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.sealed import write_sealed
from practika_desktop.model.errors import MediaError, PractikaError
from practika_desktop.player.picture_messages import (
    Attached,
    Failed,
    Free,
    Open,
    Opened,
    Painted,
    StartSound,
    StopSound,
    ToDesk,
    UseSlots,
    Want,
)
from practika_desktop.player.slots import PIXEL_BYTES, Picture, Slots
from practika_desktop.player.worker_link import PictureWorkers, WorkerLink

if TYPE_CHECKING:
    from practika_desktop.media.sound_spec import SoundSpec

__all__ = ["Picture", "PictureWorkers", "PicturesState", "TakePictures"]

PATIENCE_S = 20.0
_SPARE_SLOTS = 3  # one being painted, one for a sudden jump, one that a window may still hold


class PicturesState(Enum):
    """How far a take is."""

    OPENING = "opening"
    READY = "ready"
    FAILED = "failed"


class TakePictures:
    """The pictures of one file, decoded in a process of its own; `index` is there once the state is READY.

    Call `poll` after each `wake` (which may come from any thread) and now and then: what the worker said takes effect
    there. Close it. A worker that ends, by a crash or for want of memory, is replaced once, silently: `restarts` counts
    that. One that ends again, or hangs, leaves the state FAILED and words in `error`.
    """

    def __init__(
        self,
        path: Path,
        *,
        wake: Callable[[], None],
        worker: WorkerLink | None = None,
        index_file: Path | None = None,
        patience_s: float = PATIENCE_S,
        aside: bool = False,
    ) -> None:
        """Begin to open the file, in a worker that was started ahead if one is given.

        The index is read from `index_file` where it is whole, else made and kept there. What is opened `aside` gives
        way to the take on screen.
        """
        self.path = path
        self.state = PicturesState.OPENING
        self.index: FrameIndex | None = None
        self.error: PractikaError | None = None
        self.restarts = 0
        self._index_file = index_file
        self._aside = aside
        self._wake = wake
        self._patience_s = patience_s
        self._waiting_since: float | None = time.monotonic()
        self._link = self._opened(worker or WorkerLink())
        self._want: Want | None = None
        self._asked: Callable[[], None] | None = None
        self._slots: Slots | None = None
        self._slots_made = 0
        self._old_slots: list[Slots] = []
        self._pictures: dict[int, Picture] = {}
        self._seen: WeakValueDictionary[int, Picture] = WeakValueDictionary()

    def _opened(self, link: WorkerLink) -> WorkerLink:
        """Tell a worker that it is this file's."""
        link.attach(self._wake, self._keep_index)
        link.send(Open(self.path, self._index_file, self._aside))
        return link

    def _keep_index(self, opened: Opened) -> None:
        """Keep an index that had to be made; where it cannot be kept, it is made again the next time."""
        if opened.is_new and self._index_file is not None:
            write_sealed(self._index_file, opened.index_bytes)

    def want(
        self,
        n: int,
        *,
        direction: int = 1,
        ahead: int = 0,
        behind: int = 0,
        box: Box | None = None,
        pinned: range = range(0),
        roam: bool = True,
    ) -> None:
        """Ask for frame n in a size that fits the box, then for the `ahead` next ones in that direction (1 or -1).

        With `behind` as many are asked for on its other side, too: the take rests, and steps may go either way. What
        was asked for before is given up, but for a frame that is as good as there. The frames in `pinned` (the head of
        a loop) are kept decoded. Without `roam` nothing else is decoded, which spares memory and the machine while the
        take is not looked at.
        """
        index = self.index
        if index is None or self.state is not PicturesState.READY:
            self._asked = partial(
                self.want, n, direction=direction, ahead=ahead, behind=behind, box=box, pinned=pinned, roam=roam
            )
            return
        n = min(max(n, 0), len(index) - 1)
        size = fit(index.width, index.height, box if index.has_picture else None)
        if self._want is None or size != self._want.size:
            self._drop_pictures()
        self._ask(Want(n, 1 if direction >= 0 else -1, ahead, behind, size, (pinned.start, pinned.stop), roam))

    def _ask(self, want: Want) -> None:
        slots = self._slots_for(want.size)
        if want == self._want or slots is None:
            return
        self._want = want
        self._thin_out(want, slots)
        self._tell_free()
        self._link.send(want)
        if want.n not in self._pictures:
            self._waiting_since = self._waiting_since or time.monotonic()

    def picture(self, n: int) -> Picture | None:
        """Return the picture of frame n in the size asked for last, None while it is not there."""
        picture = self._pictures.get(n)
        return picture if picture is not None else self._seen.get(n)

    def poll(self) -> None:
        """Take in what the worker said, and notice when it says nothing any more."""
        ended = self._link.ended  # asked first: all it said before is heard then
        while self._link.heard and self.state is not PicturesState.FAILED:
            self._hear(self._link.heard.popleft())
        if self.state is PicturesState.FAILED:
            return
        if self._want is not None and self._slots is not None and self._want.n not in self._pictures:
            # pictures for earlier wants that came after the last one was told must not hold all slots
            self._thin_out(self._want, self._slots)
        self._tell_free()
        if ended:
            self._start_again()
        elif self._waiting_since is not None and time.monotonic() - self._waiting_since > self._patience_s:
            self._fail(MediaError("This take takes too long to read.", _ADVICE))

    def _start_again(self) -> None:
        """Have a new worker go on where the last one ended; one that ends, too, is the file's fault."""
        if self.restarts == _RESTARTS:
            self._fail(MediaError("This take cannot be played: it stopped the player twice.", _ADVICE))
            return
        self.restarts += 1
        self._link.close()
        self._drop_pictures()
        if self._slots is not None:
            self._old_slots.append(self._slots)
            self._slots = None
        self._waiting_since = time.monotonic()
        self._link = self._opened(WorkerLink())
        want, self._want = self._want, None
        if want is not None:
            self._ask(want)

    @property
    def worker_pid(self) -> int | None:
        """The worker's process, None before it runs and after its end."""
        return self._link.pid

    def start_sound(self, spec: "SoundSpec", write_fd: int) -> None:
        """Have the take's sound written into the pipe; its end is handed over and closed here."""
        self._link.send(StartSound(spec))
        self._link.send_descriptor(write_fd)

    def stop_sound(self) -> None:
        """Have no more sound written."""
        self._link.send(StopSound())

    def close(self) -> None:
        """End the worker; pictures that are still held stay as they are."""
        self._pictures.clear()
        slots = [*self._old_slots, *([self._slots] if self._slots is not None else [])]
        self._slots, self._old_slots = None, []

        def remove() -> None:
            for each in slots:
                each.end()

        self._link.close(remove)

    def join(self) -> None:
        """Wait until the worker has ended after `close`."""
        self._link.join()

    def _hear(self, message: ToDesk) -> None:
        if self._waiting_since is not None:
            self._waiting_since = time.monotonic()
        match message:
            case Opened(data):
                self.index = self.index or FrameIndex.from_bytes(data)
                self.state = PicturesState.READY
                self._waiting_since = None
                if self._asked is not None:
                    self._asked()
                    self._asked = None
            case Painted():
                self._hear_painted(message)
            case Attached(number):
                if self._slots is not None and self._slots.number == number:
                    self._slots.drop_name()
                for old in [old for old in self._old_slots if old.number < number]:
                    self._old_slots.remove(old)
                    old.end()
            case Failed(error):
                self._fail(error)

    def _hear_painted(self, message: Painted) -> None:
        slots, want = self._slots, self._want
        if slots is None or want is None or message.number != slots.number:
            return
        picture = Picture(message.n, *message.size, slots, message.slot, is_stand_in=message.is_stand_in)
        if message.size != want.size:
            return
        self._pictures[message.n] = self._seen[message.n] = picture
        if message.n == want.n:
            self._waiting_since = None

    def _thin_out(self, want: Want, slots: Slots) -> None:
        """Let go of the pictures that are farthest from what is wanted, so that the worker has slots to paint into."""

        def use(n: int) -> int:
            distance = (n - want.n) * want.direction
            return abs(distance) if -want.behind <= distance <= want.ahead else want.ahead + abs(distance)

        for n in sorted(self._pictures, key=use)[slots.count - _SPARE_SLOTS :]:
            del self._pictures[n]

    def _drop_pictures(self) -> None:
        self._pictures.clear()
        self._seen = WeakValueDictionary()

    def _slots_for(self, size: tuple[int, int]) -> Slots | None:
        """Return memory for pictures of that size, new one when what is there does not suit; None when out of it."""
        picture_bytes = size[0] * size[1] * PIXEL_BYTES
        old = self._slots
        if old is not None and old.suits(picture_bytes):
            return old
        try:
            self._slots = Slots(self._slots_made, picture_bytes)
        except OSError:
            self._fail(MediaError("There is not enough memory left to show pictures.", "Close other programs."))
            return None
        self._slots_made += 1
        if old is not None:
            self._old_slots.append(old)
        self._link.send(UseSlots(self._slots.number, self._slots.name, self._slots.size, self._slots.count))
        self._slots.hand_over(self._link.send_descriptor)
        return self._slots

    def _tell_free(self) -> None:
        slots = self._slots
        if slots is not None and slots.freed:
            self._link.send(Free(slots.number, [slots.freed.popleft() for _ in range(len(slots.freed))]))

    def _fail(self, error: PractikaError) -> None:
        self.state = PicturesState.FAILED
        self.error = _without_name(error, self.path)
        self._waiting_since = None
        self._link.close()


def _without_name(error: PractikaError, path: Path) -> PractikaError:
    """Return the error about a file of the library, whose name is a hash, in words about the take."""
    name = f"“{path.name}”"
    return MediaError(error.title.replace(name, "This take's file"), error.advice) if name in error.title else error


_RESTARTS = 1
_ADVICE = (
    "Open another take and come back to try again; if it stays so, ask for it to be sent again, or convert it to MP4."
)
