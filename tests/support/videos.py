"""Videos whose frames carry their number as bars, made on the fly: one recipe for each kind of file that is met.

`made(kind)` makes a file once in this process and tells what an exact player must show of it; `KINDS` lists the
kinds, `broken(kind)` and `BROKEN` the same for files that are no playable video. A flash (upper half light) starts at
each whole second of the footage and lasts 0.1 s; where there is sound it beeps for the same time.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.encoding import encode, encode_sound
from tests.support.kinds import KINDS
from tests.support.recipes import BFRAMES, H264, Recipe, edit, edit_both, steady, uneven, without_sound

__all__ = [
    "BFRAMES",
    "H264",
    "KINDS",
    "MadeVideo",
    "Recipe",
    "edit",
    "edit_both",
    "steady",
    "uneven",
    "without_sound",
]


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
