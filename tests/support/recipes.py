"""How files with numbered frames are made: footage, container, and what is done to the file in the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from tests.support import boxes
from tests.support.encoding import Footage


@dataclass(frozen=True)
class Recipe:
    """How a kind is made: footage, container, what is done to the file, and which frames it shows in the end.

    `shown` are the frames shown, None for all of them; `ground_us` the footage's time at the finished file's zero.
    """

    footage: Footage
    suffix: str = ".mp4"
    finish: Callable[[Path], None] | None = None
    shown: Sequence[int] | None = None
    ground_us: int = 0
    times_us: tuple[int, ...] | None = None


def steady(count: int, fps: int | Fraction = 30, base: Fraction = Fraction(1, 30_000)) -> tuple[int, ...]:
    """Return the times of count frames at a constant rate, in ticks of base."""
    return tuple(round(Fraction(n) / fps / base) for n in range(count))


def uneven(count: int) -> tuple[int, ...]:
    """Return times of a telephone's kind: 20 to 50 ms apart, and each fortieth frame stands a second."""
    times, now = [], 0
    for n in range(count):
        times.append(now)
        now += 30_000 if n % 40 == 39 else 600 + (n * 7919 % 31) * 30
    return tuple(times)


def without_sound(footage: Footage) -> Footage:
    """Return the same footage without sound."""
    return replace(footage, sound=None)


def x264(params: str = "keyint=30:min-keyint=30:scenecut=0") -> dict[str, str]:
    """Return options for H.264 with these parameters of x264."""
    return {"preset": "veryfast", "crf": "23", "threads": "1", "x264-params": params}


def x265(params: str) -> dict[str, str]:
    """Return options for HEVC with these parameters of x265."""
    return {"preset": "ultrafast", "crf": "26", "x265-params": f"log-level=error:pools=none:frame-threads=1:{params}"}


VPX = {
    "deadline": "good",
    "cpu-used": "5",
    "auto-alt-ref": "1",
    "lag-in-frames": "16",
    "crf": "30",
    "g": "60",
    "b": "0",
}
PYRAMID = "keyint=60:min-keyint=60:scenecut=0:bframes=3:b-pyramid=normal:b-adapt=0:ref=4"
OPEN = "keyint=30:min-keyint=30:scenecut=0:bframes=3:b-adapt=0:open-gop=1"
LONG = "keyint=300:min-keyint=300:scenecut=0:bframes=3:b-pyramid=normal"

H264 = Footage(codec="libx264", options=x264(), ticks=steady(120))
BFRAMES = replace(H264, options=x264(PYRAMID), ticks=steady(150))
OPEN_GOP = replace(H264, options=x264(OPEN), ticks=steady(150))
OPEN_CUT = replace(OPEN_GOP, sound=None)
HEVC = Footage(codec="libx265", options=x265("keyint=40:min-keyint=40:bframes=3:no-open-gop=1"), ticks=steady(120))
HEVC_OPEN = replace(HEVC, options=x265("keyint=30:min-keyint=30:bframes=4:b-pyramid=1:open-gop=1:scenecut=0"))
VP8 = Footage(codec="libvpx", options=VPX, ticks=steady(150), sound="libopus")
VP9 = Footage(codec="libvpx-vp9", options=VPX, ticks=steady(150), sound="libopus")

FRAGMENTED = {"movflags": "frag_keyframe+delay_moov+default_base_moof"}
LIVE = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
PLAIN = "keyint=30:min-keyint=30:scenecut=0:bframes=0"
NEGATIVE = {"movflags": "negative_cts_offsets", "use_editlist": "0"}


def edit(*edits: boxes.Edit) -> Callable[[Path], None]:
    """Return what gives a file's picture an edit list, and leaves its sound."""
    return lambda path: boxes.set_edits(path, edits)


def edit_both(*edits: boxes.Edit) -> Callable[[Path], None]:
    """Return what gives a file's picture and sound the same edit list."""

    def both(path: Path) -> None:
        boxes.set_edits(path, edits)
        boxes.set_edits(path, edits, handler=b"soun")

    return both
