"""The desk's side of the sound process: it says what to play and hears where the sound is."""

import contextlib
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection

from practika_desktop import system
from practika_desktop.model.errors import SoundError
from practika_desktop.player import speaker_process
from practika_desktop.player.devices import for_people
from practika_desktop.player.speaker_messages import (
    Command,
    Device,
    Devices,
    Failed,
    Heard,
    ListDevices,
    Play,
    Point,
    Report,
    Stop,
    Volume,
)

STARTS = 3
CLOSE_SECONDS = 3.0


class Speaker:
    """Owns one sound process for as long as the desk runs, and a thread that listens to it.

    All methods are for one thread and return at once. `wake` is called on the listening thread when there is
    something to `poll`. Where there is no libVLC or no device, `error` says so and everything else does nothing.
    `is_ready` tells that VLC is loaded; what is played before that is heard a little later.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._inbox: deque[Report] = deque()
        self._start = 0
        self._starts_left = STARTS
        self._volume, self._device = Volume(100, False), Device("")
        self._devices: list[tuple[str, str]] = []
        self._usable = True
        self._failed: int | None = None
        self.error: SoundError | None = None
        self.is_ready = False
        self._launch()

    def _launch(self) -> None:
        """Start the process; two connections, as handing over a pipe may have to wait for the other side's answer."""
        self._starts_left -= 1
        context = multiprocessing.get_context("spawn")
        theirs, self._commands = context.Pipe()
        reports, their_reports = context.Pipe(duplex=False)
        self._process = context.Process(
            target=speaker_process.run, args=(theirs, their_reports), name="practika-sound", daemon=True
        )
        self._process.start()
        theirs.close()
        their_reports.close()
        self._listener = threading.Thread(target=self._listen, args=(reports,), name="speaker", daemon=True)
        self._listener.start()
        for command in (self._volume, self._device, ListDevices()):
            self._say(command)

    def _listen(self, reports: Connection) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._inbox.append(reports.recv())
                self._wake()
        reports.close()
        self._wake()

    def _say(self, command: Command) -> bool:
        try:
            self._commands.send(command)
        except OSError:
            return False
        return True

    @property
    def is_alive(self) -> bool:
        """Tell whether the sound process still runs and listens."""
        return self._listener.is_alive()

    def play(self, fd: int) -> int | None:
        """Play the WAV stream that comes out of the read end `fd`, which is handed over; return the start's number.

        What played before is silent at once. None: there is no sound; the pipe is closed.
        """
        if not self._ready():
            os.close(fd)
            return None
        self._start += 1
        try:
            if not self._say(Play(self._start)):
                os.close(fd)
                return None
            system.send_descriptor(self._commands, fd, self._process.pid or 0)
        except OSError:
            return None
        return self._start

    def _ready(self) -> bool:
        """Have a process that runs: one that died is started again, a few times."""
        if not self._usable:
            return False
        if not self.is_alive:
            if not self._starts_left:
                return False
            self._commands.close()
            self._process.join(0)
            self._launch()
        return True

    def stop(self) -> None:
        """Be silent at once; the writer finds its pipe closed."""
        self._say(Stop())

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""
        self._volume = Volume(min(max(percent, 0), 100), self._volume.muted)
        self._say(self._volume)

    def set_muted(self, muted: bool) -> None:
        """Mute or unmute; the loudness stays."""
        self._volume = Volume(self._volume.percent, muted)
        self._say(self._volume)

    def set_device(self, device: str) -> None:
        """Play on the device with this id, also what plays now; the empty id is the system's choice."""
        self._device = Device(device)
        self._say(self._device)

    def devices(self) -> list[tuple[str, str]]:
        """Return (id, name) of the devices last heard of, and ask for them anew: a `wake` says when they came."""
        self._say(ListDevices())
        return self._devices

    def poll(self) -> list[Point]:
        """Take in what the process said: return where the sound is by the last start, and set `error`."""
        points = []
        while self._inbox:
            match self._inbox.popleft():
                case Point() as point:
                    points.append(point)
                case Heard():
                    self.error = None
                case Failed(start, title, advice):
                    self._usable = self._usable and start is not None
                    self._failed = start
                    if start in (None, self._start):
                        self.error = SoundError(title, advice)
                case Devices(found):
                    self._devices, self.is_ready = for_people(found), True
        if not self.is_alive and self._usable and self.error is None:
            self.error = SoundError("The sound stopped working.", "Pause and play to try again.")
        return [point for point in points if point.start == self._start]

    def has_failed(self, start: int) -> bool:
        """Tell whether the sound of this start, the last one, has broken off or never came."""
        return not self._usable or not self.is_alive or self._failed == start

    def close(self) -> None:
        """End the process and the thread; waits for them a moment."""
        self._commands.close()
        self._process.join(CLOSE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._listener.join()
        self._process.close()
