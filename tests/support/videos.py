"""Videos whose frames carry their number as bars, made on the fly: one recipe for each kind of file that is met.

`made(kind)` makes a file once in this process and tells what an exact player must show of it; `KINDS` lists the
kinds, `broken(kind)` and `BROKEN` the same for files that are no playable video. A flash (upper half light) starts at
each whole second of the footage and lasts 0.1 s; where there is sound it beeps for the same time.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.support import boxes, remuxing
from tests.support.encoding import Footage, encode, encode_sound


@dataclass(frozen=True)
class MadeVideo:
    """A file and what an exact player must show of it.

    `numbers[n]` are the bars of the index's frame n, `times_us[n]` its time (exact, or rounded to the millisecond by
    MKV and WebM), on the clock that starts with the earliest of picture and sound. Width and height are upright,
    `rotation` is clockwise. `ground_us` is the footage's time at the clock's zero: a flash at whole seconds of it.
    """

    path: Path
    numbers: tuple[int, ...]
    times_us: tuple[int, ...]
    width: int
    height: int
    rotation: int
    has_sound: bool
    ground_us: int


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


def _x264(params: str = "keyint=30:min-keyint=30:scenecut=0") -> dict[str, str]:
    return {"preset": "veryfast", "crf": "23", "threads": "1", "x264-params": params}


def _x265(params: str) -> dict[str, str]:
    return {"preset": "ultrafast", "crf": "26", "x265-params": f"log-level=error:pools=none:frame-threads=1:{params}"}


_VPX = {
    "deadline": "good",
    "cpu-used": "5",
    "auto-alt-ref": "1",
    "lag-in-frames": "16",
    "crf": "30",
    "g": "60",
    "b": "0",
}
_PYRAMID = "keyint=60:min-keyint=60:scenecut=0:bframes=3:b-pyramid=normal:b-adapt=0:ref=4"
_OPEN = "keyint=30:min-keyint=30:scenecut=0:bframes=3:b-adapt=0:open-gop=1"
_LONG = "keyint=300:min-keyint=300:scenecut=0:bframes=3:b-pyramid=normal"

H264 = Footage(codec="libx264", options=_x264(), ticks=steady(120))
BFRAMES = replace(H264, options=_x264(_PYRAMID), ticks=steady(150))
OPEN_GOP = replace(H264, options=_x264(_OPEN), ticks=steady(150))
OPEN_CUT = replace(OPEN_GOP, sound=None)
HEVC = Footage(codec="libx265", options=_x265("keyint=40:min-keyint=40:bframes=3:no-open-gop=1"), ticks=steady(120))
HEVC_OPEN = replace(HEVC, options=_x265("keyint=30:min-keyint=30:bframes=4:b-pyramid=1:open-gop=1:scenecut=0"))
VP8 = Footage(codec="libvpx", options=_VPX, ticks=steady(150), sound="libopus")
VP9 = Footage(codec="libvpx-vp9", options=_VPX, ticks=steady(150), sound="libopus")

_FRAGMENTED = {"movflags": "frag_keyframe+delay_moov+default_base_moof"}
_LIVE = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
_PLAIN = "keyint=30:min-keyint=30:scenecut=0:bframes=0"
_NEGATIVE = {"movflags": "negative_cts_offsets", "use_editlist": "0"}


def edit(*edits: boxes.Edit) -> Callable[[Path], None]:
    """Return what gives a file's picture an edit list, and leaves its sound."""
    return lambda path: boxes.set_edits(path, edits)


def edit_both(*edits: boxes.Edit) -> Callable[[Path], None]:
    """Return what gives a file's picture and sound the same edit list."""

    def both(path: Path) -> None:
        boxes.set_edits(path, edits)
        boxes.set_edits(path, edits, handler=b"soun")

    return both


KINDS: dict[str, Recipe] = {
    "h264": Recipe(H264),
    "h264-mov": Recipe(H264, ".mov"),
    "h264-mkv": Recipe(BFRAMES, ".mkv"),
    "h264-silent": Recipe(replace(H264, sound=None)),
    "h264-pyramid": Recipe(BFRAMES),
    "h264-open-gop": Recipe(OPEN_GOP),
    "h264-open-gop-mkv": Recipe(OPEN_GOP, ".mkv"),
    "h264-open-gop-cut": Recipe(OPEN_CUT, ".mkv", remuxing.drop_first_group, range(30, 150), 1_000_000),
    "h264-long-gop": Recipe(replace(H264, options=_x264(_LONG), ticks=steady(330))),
    "h264-refresh": Recipe(replace(H264, options=_x264("keyint=40:intra-refresh=1:bframes=0"))),
    "h264-23.976": Recipe(
        replace(BFRAMES, ticks=steady(120, Fraction(24_000, 1001), Fraction(1, 24_000)), time_base=Fraction(1, 24_000))
    ),
    "h264-29.97": Recipe(replace(BFRAMES, ticks=steady(120, Fraction(30_000, 1001)))),
    "h264-120fps": Recipe(replace(BFRAMES, ticks=steady(360, 120))),
    "h264-uneven": Recipe(replace(BFRAMES, ticks=uneven(150))),
    "h264-uneven-mkv": Recipe(replace(BFRAMES, ticks=uneven(150)), ".mkv"),
    "h264-late": Recipe(replace(BFRAMES, late_us=5_000_000), ".mkv"),
    "h264-late-silent": Recipe(replace(BFRAMES, late_us=3_000_000, sound=None), ".mkv"),
    "h264-late-sound": Recipe(replace(BFRAMES, sound_start_us=700_000)),
    "h264-late-picture": Recipe(replace(H264, ticks=tuple(21_000 + tick for tick in steady(90)))),
    "h264-negative": Recipe(replace(BFRAMES, muxing=_NEGATIVE, sound=None)),
    "h264-edit": Recipe(BFRAMES, ".mp4", edit_both((3_000, 700)), range(21, 111), 700_000),
    "h264-edit-odd": Recipe(replace(BFRAMES, sound=None), ".mov", edit((2_000, 1_210)), range(37, 97), 1_233_333),
    "h264-empty-edit": Recipe(H264, ".mp4", edit_both((500, -1), (4_000, 0))),
    "h264-fragmented": Recipe(replace(BFRAMES, muxing=_FRAGMENTED)),
    "h264-live": Recipe(replace(H264, options=_x264(_PLAIN), muxing=_LIVE, sound=None)),
    "h264-two-edits": Recipe(
        replace(BFRAMES, sound=None),
        finish=edit((1_000, 3_000), (1_000, 500)),
        shown=(*range(90, 120), *range(15, 45)),
        times_us=tuple(round((n + (n >= 30)) * 1_000_000 / 30) for n in range(60)),  # FFmpeg leaves a gap between edits
    ),
    "h264-twins": Recipe(
        replace(BFRAMES, sound=None),
        ".mkv",
        remuxing.share_times,
        times_us=tuple(round((n + (n % 10 == 5)) * 1_000_000 / 30) for n in range(150)),
    ),
    "h264-90": Recipe(replace(H264, rotation=90)),
    "h264-180": Recipe(replace(BFRAMES, rotation=180)),
    "h264-270": Recipe(replace(BFRAMES, rotation=270), ".mov"),
    "h264-4k-tall": Recipe(replace(H264, ticks=steady(12), size=(2160, 3840), rotation=90)),
    "hevc": Recipe(HEVC),
    "hevc-mov": Recipe(replace(HEVC, rotation=90), ".mov"),
    "hevc-open-gop": Recipe(HEVC_OPEN),
    "hevc-open-gop-mkv": Recipe(HEVC_OPEN, ".mkv"),
    "hevc-open-gop-cut": Recipe(
        replace(HEVC_OPEN, sound=None), ".mkv", remuxing.drop_first_group, range(30, 120), 1_000_000
    ),
    "hevc-ten-bit": Recipe(replace(HEVC, pix_fmt="yuv420p10le")),
    "vp8": Recipe(VP8, ".webm"),
    "vp8-hidden": Recipe(
        replace(VP8, sound=None), ".webm", remuxing.hide_pictures, [n for n in range(150) if n % 10 != 5]
    ),
    "vp8-uneven": Recipe(replace(VP8, ticks=uneven(150)), ".webm"),
    "vp9": Recipe(VP9, ".webm"),
    "vp9-mp4": Recipe(replace(VP9, sound="aac"), ".mp4"),
    "vp9-live": Recipe(replace(VP9, muxing={"live": "1"}), ".webm"),
}


@cache
def made(kind: str) -> MadeVideo:
    """Make the file of that kind, once in this process, and tell what is in it."""
    return made_from(kind, KINDS[kind])


def made_from(name: str, recipe: Recipe) -> MadeVideo:
    """Make a file by a recipe, once in this process for each name, and tell what is in it."""
    footage = recipe.footage
    shown = recipe.shown if recipe.shown is not None else range(len(footage.ticks))
    return MadeVideo(
        path=custom(name, recipe),
        numbers=tuple(footage.first_number + n for n in shown),
        times_us=recipe.times_us or tuple(footage.time_us(n) - recipe.ground_us for n in shown),
        width=footage.size[0],
        height=footage.size[1],
        rotation=footage.rotation,
        has_sound=footage.sound is not None,
        ground_us=recipe.ground_us,
    )


def custom(name: str, recipe: Recipe) -> Path:
    """Make a file that is in no table (a bench's 1080p, say) and return where it lies."""
    path = _folder() / (name + recipe.suffix)
    if not path.exists():
        encode(recipe.footage, path)
        if recipe.finish is not None:
            recipe.finish(path)
    return path


def _truncated(path: Path) -> None:
    data = made("h264").path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _playlist(path: Path) -> None:
    path.write_text(f"#EXTM3U\n#EXTINF:4,\n{made('h264').path}\n#EXT-X-ENDLIST\n")


BROKEN: dict[str, Callable[[Path], object]] = {
    "sound-only": lambda path: encode_sound(path, 3),
    "truncated": _truncated,
    "empty": Path.touch,
    "text": lambda path: path.write_text("Dear teacher, here is my video.\n" * 200),
    "noise": lambda path: path.write_bytes(bytes(n * n * 31 % 251 for n in range(50_000))),
    "playlist": _playlist,
}


@cache
def broken(kind: str) -> Path:
    """Make a file of that kind of `BROKEN`, named like a video, and return where it lies."""
    path = _folder() / f"broken-{kind}.mp4"
    BROKEN[kind](path)
    return path


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="practika-videos-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
