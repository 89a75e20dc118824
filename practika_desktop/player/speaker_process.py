"""The sound process: it holds VLC, so that the desk cannot starve the sound and the sound cannot fell the desk."""

import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection
from queue import SimpleQueue

from practika_desktop import system
from practika_desktop.model.errors import SoundError
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
from practika_desktop.player.vlc_output import VlcOutput

HEARD_SECONDS = 0.5
HANDOVER_SECONDS = 0.002


def run(commands: Connection, reports: Connection) -> None:
    """Do what the desk says until it closes its end of `commands`; tell it through `reports` what is heard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the desk's to answer
    _quieten_native_code()
    outbox: SimpleQueue[Report | None] = SimpleQueue()
    sender = threading.Thread(target=_send_all, args=(outbox, reports), name="reports")
    sender.start()
    try:
        _obey(commands, outbox)
    finally:
        outbox.put(None)
        sender.join()


def _obey(commands: Connection, outbox: "SimpleQueue[Report | None]") -> None:
    try:
        output = VlcOutput()
    except SoundError as error:
        outbox.put(Failed(None, error.title, error.advice))
        return
    desk = _Desk(output, outbox)
    try:
        while True:
            if commands.poll(desk.seconds_to_look()):
                desk.handle(commands.recv(), commands)
            else:
                desk.look()
    except (EOFError, OSError):
        output.close()


class _Posts:
    """Passes on what VLC says about one start; called on VLC's threads, so it does nothing but queue."""

    def __init__(self, start: int, outbox: "SimpleQueue[Report | None]") -> None:
        self.start = start
        self.began_ns: int | None = None
        self._outbox = outbox

    def point(self, stream_us: int, at_ns: int) -> None:
        self.began_ns = self.began_ns or at_ns
        self._outbox.put(Point(self.start, stream_us, at_ns))

    def ended(self) -> None:
        self._outbox.put(Failed(self.start, "The sound broke off.", "Pause and play to hear it again."))


class _Desk:
    """Carries out the desk's commands, one after the other."""

    def __init__(self, output: VlcOutput, outbox: "SimpleQueue[Report | None]") -> None:
        self._output = output
        self._outbox = outbox
        self._unheard: _Posts | None = None  # the start of which it is not known yet whether a device takes it

    def handle(self, command: Command, commands: Connection) -> None:
        match command:
            case Play(start):
                self._unheard = _Posts(start, self._outbox)
                self._output.play(system.receive_descriptor(commands), self._unheard)
            case Stop():
                self._output.stop()
                self._unheard = None
            case Volume(percent, muted):
                self._output.set_volume(percent, muted)
            case Device(device):
                self._output.set_device(device)
            case ListDevices():
                self._outbox.put(Devices(tuple(self._output.devices())))

    def seconds_to_look(self) -> float | None:
        """Return how long to wait for a command before it is time to `look`, None while there is nothing to see."""
        if self._output.is_handing_over:
            return HANDOVER_SECONDS
        return self._seconds_to_check()

    def look(self) -> None:
        """See whether a new stream has begun, and whether a device takes it."""
        if self._output.is_handing_over:
            self._output.hand_over()
        elif self._unheard is not None and self._unheard.began_ns is not None and not self._seconds_to_check():
            self._check_heard(self._unheard.start)

    def _seconds_to_check(self) -> float | None:
        if self._unheard is None:
            return None
        if self._unheard.began_ns is None:
            return HEARD_SECONDS
        return max(self._unheard.began_ns / 1e9 + HEARD_SECONDS - time.monotonic(), 0)

    def _check_heard(self, start: int) -> None:
        """Say whether sound comes out; without a device stop, as VLC would try to open one at every block."""
        self._unheard = None
        if self._output.is_heard():
            self._outbox.put(Heard(start))
        else:
            self._output.stop()
            self._outbox.put(
                Failed(start, "No sound device was found.", "Connect one, or choose another in the settings.")
            )


def _send_all(outbox: "SimpleQueue[Report | None]", reports: Connection) -> None:
    while (report := outbox.get()) is not None:
        try:
            reports.send(report)
        except OSError:  # the desk has gone; the end of `commands` says so too
            return


def _quieten_native_code() -> None:
    """Send what ALSA and VLC's plugins write to stderr nowhere; Python's own messages still go there."""
    if sys.stderr is None:
        return
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, errors="backslashreplace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
