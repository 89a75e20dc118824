"""A private PulseAudio with a silent sink, whose monitor is recorded: what a test's sound process lets be heard.

It listens on a unix socket in its own temporary folder only and is stopped by its own process id.
"""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
START_SECONDS = 10.0
BLOCK_MS = 10


class Pulse:
    """A running server; `env` is what a process needs in its environment to play into it."""

    def __init__(self, folder: Path, *, sinks: tuple[str, ...] = ("practika",)) -> None:
        self.folder = folder
        self.socket = folder / "native"
        self.sinks = sinks
        self.env = {
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "HOME": str(folder),
        }
        null = "--load=module-null-sink sink_name={0} sink_properties=device.description={0}"
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disallow-exit",
             "--realtime=no", "--high-priority=no", "--log-level=error", *map(null.format, sinks),
             f"--load=module-native-protocol-unix auth-anonymous=1 socket={self.socket}"],
            env={**os.environ, **self.env}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_for_socket()

    def _wait_for_socket(self) -> None:
        deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
        while not self.socket.exists():
            if self._server.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise RuntimeError("pulseaudio did not start")
            pause.wait(0.01)

    def recording(self, sink: str | None = None) -> "Recording":
        """Start to record what the sink lets be heard; use it as a context."""
        return Recording(self, sink or self.sinks[0])

    def close(self) -> None:
        """Stop the server."""
        self._server.kill()
        self._server.wait()


class Recording:
    """A recording of a sink's monitor: `sound` holds (frames, 2) int16 at 48 kHz once it is closed.

    `began_ns` is the moment at which its first sample was heard, by the server's clock to a fraction of a
    millisecond: a null sink makes its sound a block ahead and hands it to the monitor at once, which is allowed for.
    """

    def __init__(self, pulse: Pulse, sink: str) -> None:
        self._parec = subprocess.Popen(
            ["parec", "--raw", f"--device={sink}.monitor", "--format=s16le", f"--rate={RATE}", "--channels=2",
             f"--latency-msec={BLOCK_MS}"],
            env={**os.environ, **pulse.env}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._chunks: list[tuple[int, bytes]] = []
        self._running = threading.Event()
        self._reader = threading.Thread(target=self._read, name="recording")
        self._reader.start()
        if not self._running.wait(START_SECONDS):
            self.close()
            raise RuntimeError("nothing to record from the sink's monitor")

    def _read(self) -> None:
        assert self._parec.stdout is not None
        fd = self._parec.stdout.fileno()
        while chunk := os.read(fd, 1 << 16):
            self._chunks.append((time.monotonic_ns(), chunk))
            self._running.set()

    @property
    def began_ns(self) -> int:
        """Return the moment of the first sample: the earliest that agrees with the arrival of every chunk.

        The last sample of a chunk that comes without delay is heard a block later.
        """
        frames, latest = 0, []
        for arrived_ns, chunk in list(self._chunks):
            frames += len(chunk) // 4
            latest.append(arrived_ns - frames * 1_000_000_000 // RATE)
        return min(latest) + BLOCK_MS * 1_000_000

    @property
    def sound(self) -> NDArray[np.int16]:
        """Return what was recorded so far, (frames, 2)."""
        data = b"".join(chunk for _, chunk in list(self._chunks))
        return np.frombuffer(data[: len(data) // 4 * 4], np.int16).reshape(-1, 2)

    def close(self) -> None:
        """Stop recording."""
        self._parec.terminate()
        self._reader.join()
        self._parec.wait()
        if self._parec.stdout is not None:
            self._parec.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


@contextmanager
def running_pulse(*, sinks: tuple[str, ...] = ("practika",)) -> Iterator[Pulse]:
    """Run a private server for as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="pulse") as folder:
        pulse = Pulse(Path(folder), sinks=sinks)
        try:
            yield pulse
        finally:
            pulse.close()


def silences_ms(sound: NDArray[np.int16], *, floor: int = 80, longer_ms: float = 20.0) -> list[tuple[float, float]]:
    """Return (start ms, length ms) of each stretch within the sound that stays below `floor` for longer than that.

    Silence before the first and after the last sound does not count.
    """
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)).max(axis=1) >= floor)
    gaps = np.diff(loud)
    long = np.flatnonzero(gaps > longer_ms * RATE / 1000)
    return [(float(loud[at]) * 1000 / RATE, float(gaps[at]) * 1000 / RATE) for at in long]
