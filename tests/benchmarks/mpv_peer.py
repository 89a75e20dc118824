"""libmpv as the peer of the player's benches: a process that seeks and steps and says how long each picture took.

Its picture is taken from the software render API, in the size in which the desk shows it, and counts as soon as its
bars are in memory; that it is not put into a window is to its advantage. It decodes on the processor, with as many
threads as it likes, without sound, with its own profile for quick software scaling. It need not turn a rotated take
upright, which its software renderer cannot do (it aborts).
"""

import ctypes
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mpv
import numpy as np

from tests.support.barcode import read_barcode
from tests.support.videos import MadeVideo

_PATIENCE_S = 20.0
_BLOCK_FOR_TARGET_TIME = 12  # mpv/render.h
_SW_SIZE, _SW_FORMAT, _SW_STRIDE, _SW_POINTER = 17, 18, 19, 20


class PeerError(Exception):
    """A picture that did not come."""


class Peer:
    """One paused file in libmpv, with pictures of that size as they are stored, before any rotation; close it."""

    def __init__(self, path: Path, size: tuple[int, int], rotation: int) -> None:
        self._width, self._height = size
        self._quarters = rotation // 90
        self._stride = (self._width * 4 + 63) // 64 * 64
        self._pixels = (ctypes.c_uint8 * (self._stride * self._height + 64))()
        self._new = threading.Event()
        self._player: Any = mpv.MPV(
            vo="libmpv", hwdec="no", audio="no", pause=True, keep_open="yes", hr_seek="yes", osd_level=0,
            input_default_bindings=False, vd_lavc_threads=0, profile="sw-fast",
            video_timing_offset=0, video_rotate="no",
        )  # fmt: skip
        self._context: Any = mpv.MpvRenderContext(self._player, "sw")
        self._context.update_cb = self._new.set
        self._parameters = self._render_parameters()
        self._player.play(str(path))
        self.wait_for(lambda number: number is not None)

    def close(self) -> None:
        """End it."""
        self._context.free()
        self._player.terminate()

    def seek(self, seconds: float, number: int) -> float:
        """Seek exactly, and return after how many milliseconds the picture with these bars was there."""
        return self._timed(lambda: self._player.seek(seconds, "absolute", "exact"), number)

    def step(self, by: int, number: int) -> float:
        """Step one frame on, or back when negative, and return after how many milliseconds that picture was there."""
        return self._timed(self._player.frame_step if by > 0 else self._player.frame_back_step, number)

    def _timed(self, act: Callable[[], object], number: int) -> float:
        began = time.perf_counter()
        act()
        return (self.wait_for(lambda seen: seen == number) - began) * 1000

    def wait_for(self, holds: Callable[[int | None], bool]) -> float:
        """Render each new picture until one's number is right; return when it was there. Raise PeerError."""
        deadline = time.perf_counter() + _PATIENCE_S
        while self._new.wait(max(deadline - time.perf_counter(), 0)):
            self._new.clear()
            if not self._context.update():
                continue
            mpv._mpv_render_context_render(self._context._handle, self._parameters)
            rendered = time.perf_counter()
            if holds(self._number()):
                return rendered
        raise PeerError("the peer's picture does not come")

    def _number(self) -> int | None:
        """Read the bars of the picture in memory, turned upright."""
        pixels = np.frombuffer(memoryview(self._pixels).cast("B"), np.uint8, self._stride * self._height)
        rows = pixels.reshape(self._height, -1, 4)
        upright = np.ascontiguousarray(np.rot90(rows[:, : self._width], -self._quarters))
        height, width, _ = upright.shape
        return read_barcode(upright.data.cast("B"), width, height, 4 * width)

    def _render_parameters(self) -> object:
        """Return what python-mpv cannot say: render into `_pixels`, and do not wait for the picture's own time."""
        values: tuple[tuple[int, Any], ...] = (
            (_SW_SIZE, (ctypes.c_int * 2)(self._width, self._height)),
            (_SW_FORMAT, ctypes.create_string_buffer(b"bgr0")),
            (_SW_STRIDE, ctypes.pointer(ctypes.c_size_t(self._stride))),
            (_SW_POINTER, self._pixels),
            (_BLOCK_FOR_TARGET_TIME, ctypes.pointer(ctypes.c_int(0))),
        )
        self._kept = values
        parameters = (mpv.MpvRenderParam * (len(values) + 1))()
        for parameter, (kind, value) in zip(parameters, values, strict=False):
            parameter.type_id, parameter.data = kind, ctypes.cast(value, ctypes.c_void_p)
        return parameters


class PeerProcess:
    """The desk's side: sends orders one by one and gets milliseconds."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def seek(self, seconds: float, number: int) -> float:
        """Seek exactly; return the milliseconds until the picture with these bars was there. Raise PeerError."""
        return self._ask(["seek", seconds, number])

    def step(self, by: int, number: int) -> float:
        """Step by 1 or -1; return the milliseconds until the picture with these bars was there. Raise PeerError."""
        return self._ask(["step", by, number])

    def _ask(self, order: list[object]) -> float:
        if self._process.stdin is None or self._process.stdout is None:
            raise PeerError("the peer has no pipes")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise PeerError("the peer has ended")
        return float(answer)


@contextmanager
def running_peer(video: MadeVideo, size: tuple[int, int]) -> Iterator[PeerProcess]:
    """Run the peer on a video, with upright pictures of that size in pixels, for as long as the context lasts."""
    stored = size if video.rotation % 180 == 0 else size[::-1]
    numbers = map(str, (*stored, video.rotation))
    command = [sys.executable, "-m", "tests.benchmarks.mpv_peer", str(video.path), *numbers]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield PeerProcess(process)
        finally:
            process.kill()


def main() -> None:
    """Obey orders until there are no more; each answer is a line of milliseconds."""
    path, width, height, rotation = sys.argv[1:]
    peer = Peer(Path(path), (int(width), int(height)), int(rotation))
    for line in sys.stdin:
        name, value, number = json.loads(line)
        took = peer.seek(value, number) if name == "seek" else peer.step(value, number)
        sys.stdout.write(f"{took}\n")
        sys.stdout.flush()
    peer.close()


if __name__ == "__main__":
    main()
