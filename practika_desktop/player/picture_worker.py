"""The process in which one take is decoded: where a stranger's file is parsed, so that it cannot harm the desk."""

import faulthandler
import importlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from practika_desktop import system
from practika_desktop.media.decoder import ExactDecoder
from practika_desktop.media.faults import DamagedPictureError, SoundOnly
from practika_desktop.media.frame_cache import Focus
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.indexing import build_index
from practika_desktop.media.painting import Frame, Painter, black, copy_rows
from practika_desktop.media.probe import clock_zero
from practika_desktop.media.sealed import read_sealed
from practika_desktop.media.sound_only import DarkDecoder, sound_index
from practika_desktop.model.errors import MediaError, PractikaError
from practika_desktop.player.picture_messages import (
    Alive,
    Attached,
    Failed,
    Free,
    Open,
    Opened,
    Painted,
    StartSound,
    StopSound,
    ToDesk,
    ToWorker,
    UseSlots,
    Want,
)
from practika_desktop.player.picture_wire import to_bytes
from practika_desktop.player.slots import WorkerSlots

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from practika_desktop.media.sound_spec import SoundSpec

MEMORY = 512 << 20
PATIENCE_S = 20.0
_NICENESS = 3  # what decodes ahead must not keep the desk from painting what is there
_STDERR = 2
_ALIVE_EVERY_S = 1.0
_FINISH_S = 0.3
_SOUND_MODULE = "practika_desktop.media.sound"


def work(desk: "Connection[ToDesk, ToWorker]", ends: "Connection[object, object]") -> None:
    """Serve one take until the desk closes the connection or ends the process; `ends` brings the sound's pipes."""
    system.end_with_parent()
    system.be_background(_NICENESS)
    _be_silent()
    system.limit_memory(MEMORY)
    try:
        opening = desk.recv()
        if isinstance(opening, Open):
            if opening.aside:
                system.be_background()
            kept = read_sealed(opening.index_file) if opening.index_file is not None else None
            system.confine(opening.path)
            _serve(opening.path, kept, desk, ends)
    except (EOFError, OSError):  # the desk has closed the take
        return
    except PractikaError as error:
        desk.send_bytes(to_bytes(Failed(error)))
    except Exception:  # noqa: BLE001 - whatever a stranger's file provokes ends this worker with a sentence
        desk.send_bytes(to_bytes(Failed(MediaError("This file cannot be played.", "Ask for it to be sent again."))))


def _serve(
    path: Path, kept: bytes | None, desk: "Connection[ToDesk, ToWorker]", ends: "Connection[object, object]"
) -> None:
    pulse = _Pulse(desk)
    index, is_new = _index(path, kept, pulse)
    decoder = (ExactDecoder if index.has_picture else DarkDecoder)(path, index)
    desk.send_bytes(to_bytes(Opened(index.to_bytes(), is_new)))
    _PictureWorker(desk, ends, index, decoder, pulse).run()


def _index(path: Path, kept: bytes | None, pulse: "_Pulse") -> tuple[FrameIndex, bool]:
    """Return the file's index, and whether it had to be made and is worth keeping."""
    if kept is not None:
        with suppress(ValueError):
            return FrameIndex.from_bytes(kept), False
    try:
        return build_index(path, lambda _done, _total: pulse.beat()), True
    except SoundOnly as sound:
        return sound_index(sound.duration_us, clock_zero(path)), False


class _Pulse:
    """Tells the desk now and then that the worker is getting on, and ends a worker that no longer does."""

    def __init__(self, desk: "Connection[ToDesk, ToWorker]") -> None:
        self._desk = desk
        self._next = 0.0
        self.beat()

    def beat(self) -> None:
        """Say that the worker is getting on; to be called every now and then while it works."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _ALIVE_EVERY_S
            self._desk.send_bytes(to_bytes(Alive()))
            # The watchdog is a thread of C: it ends the process even while FFmpeg holds the interpreter.
            faulthandler.dump_traceback_later(PATIENCE_S, exit=True, file=_STDERR)

    def rest(self) -> None:
        """Hear that the worker has nothing to do."""
        faulthandler.cancel_dump_traceback_later()
        self._next = 0.0


class _PictureWorker:
    """One loop: hear what is wanted last, paint it, paint what comes next, then decode ahead, packet by packet.

    A frame that was begun is finished first, if that does not take long: a pointer that scrubs would else outrun every
    picture.
    """

    def __init__(
        self,
        desk: "Connection[ToDesk, ToWorker]",
        ends: "Connection[object, object]",
        index: FrameIndex,
        decoder: ExactDecoder,
        pulse: _Pulse,
    ) -> None:
        self._desk = desk
        self._ends = ends
        self._index = index
        self._decoder = decoder
        self._pulse = pulse
        self._painter = Painter(index, (index.width, index.height))
        decoder.reshape(self._painter.shape)
        self._slots: WorkerSlots | None = None
        self._want: Want | None = None
        self._next: Want | None = None
        self._aimed_at = 0.0
        self._sound_stop = Event()
        self._sound_imported = False

    def run(self) -> None:
        """Serve until the desk closes the connection (EOFError)."""
        busy = False
        while True:
            if not busy:
                self._pulse.rest()
            while self._desk.poll(0 if busy else None):
                self._hear(self._desk.recv())
                busy = True
            self._pulse.beat()
            busy = self._turn()

    def _turn(self) -> bool:
        """Aim at what is wanted last, once it is its turn, and do a small piece of work; tell whether there is more."""
        if self._next is not None and not self._finishes_before(self._next):
            self._aim(self._next)
        busy = self._get_on()
        if not busy and self._next is not None:
            self._aim(self._next)
            return True
        return busy

    def _hear(self, message: ToWorker) -> None:
        match message:
            case Want():
                self._next = message
            case Free(number, slots):
                if self._slots is not None and self._slots.number == number:
                    self._slots.take_back(slots)
            case UseSlots():
                self._attach(message)
            case StartSound(spec):
                self._start_sound(spec)
            case StopSound():
                self._sound_stop.set()

    def _attach(self, message: UseSlots) -> None:
        if self._slots is not None:
            self._slots.close()
        self._want = self._next = None  # what was wanted before may not fit; what is wanted now follows
        receive = partial(system.receive_descriptor, self._ends)
        self._slots = WorkerSlots(message.number, message.name, message.slot_bytes, message.slots, receive)
        self._desk.send_bytes(to_bytes(Attached(message.number)))

    def _finishes_before(self, following: Want) -> bool:
        """Tell whether the frame that is aimed at still comes before the one that is wanted now."""
        want, slots = self._want, self._slots
        return (
            want is not None
            and slots is not None
            and following.is_resting
            and following.size == want.size
            and not slots.holds(want.n, want.size)
            and following.n not in self._decoder.cache
            and time.monotonic() - self._aimed_at < _FINISH_S
        )

    def _aim(self, want: Want) -> None:
        self._want, self._next, self._aimed_at = want, None, time.monotonic()
        if want.size != self._painter.size:
            self._painter = Painter(self._index, want.size)
            self._decoder.reshape(self._painter.shape)
        self._decoder.focus(Focus(want.n, want.direction, range(*want.pinned), want.is_resting))

    def _get_on(self) -> bool:
        """Do one small piece of work; tell whether there may be more."""
        want, slots = self._want, self._slots
        if want is None or slots is None:
            return False
        for n in self._wanted(want):
            if not slots.holds(n, want.size):
                if slots.free > (n != want.n):  # the last free slot is for the frame that is asked for
                    return self._bring(n, slots)
                break
        return (want.roam and self._decoder.prefetch()) or self._import_sound()

    def _wanted(self, want: Want) -> Iterator[int]:
        """Yield the frames that are to be painted, the nearest first; no more than can be kept decoded together."""
        room = self._decoder.cache.capacity
        ahead, behind = min(want.ahead, room // 2), min(want.behind, room // 4)
        for distance in range(max(ahead, behind) + 1):
            for way, reach in ((want.direction, ahead), (-want.direction, behind)):
                n = want.n + way * distance
                if distance <= reach and 0 <= n < len(self._index):
                    yield n

    def _bring(self, n: int, slots: WorkerSlots) -> bool:
        """Decode one packet on the way to frame n, and paint it once it is there."""
        is_stand_in = False
        try:
            self._decoder.work(n)
            shaped = self._decoder.cache.get(n)
        except DamagedPictureError:
            shaped, is_stand_in = self._earlier_picture(n), True
        if shaped is not None:
            self._paint(n, shaped, slots, is_stand_in=is_stand_in)
        return True

    def _paint(self, n: int, shaped: Frame, slots: WorkerSlots, *, is_stand_in: bool) -> None:
        slot, memory = slots.lend(n, self._painter.size)
        copy_rows(self._painter.paint(shaped), memory)
        memory.release()
        self._desk.send_bytes(to_bytes(Painted(slots.number, slot, n, self._painter.size, is_stand_in)))

    def _earlier_picture(self, n: int) -> Frame:
        """Return the last picture before a damaged one, or a black one when there is none."""
        for earlier in range(n - 1, max(n - 300, -1), -1):
            try:
                while not self._decoder.work(earlier):
                    self._pulse.beat()
                if (frame := self._decoder.cache.get(earlier)) is not None:
                    return frame
            except DamagedPictureError:
                continue
        return black(self._painter.size)

    def _import_sound(self) -> bool:
        """Load what makes sound once there is nothing else to do, so that the first play starts at once."""
        if not self._sound_imported:
            importlib.import_module(_SOUND_MODULE)
            self._sound_imported = True
        return False

    def _start_sound(self, spec: "SoundSpec") -> None:
        from practika_desktop.media.sound import write_stream

        self._sound_stop.set()
        self._sound_stop = Event()
        end = system.receive_descriptor(self._ends)
        Thread(target=write_stream, args=(spec, end, self._sound_stop), name="sound", daemon=True).start()


def _be_silent() -> None:
    """Keep what FFmpeg prints about a stranger's file from the terminal."""
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
