"""The takes that the player's benches play: what telephones and x264's defaults make, of pictures with bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.benchmarks.kept import kept
from tests.support.encoding import Footage
from tests.support.videos import MadeVideo, Recipe, steady, uneven

_TIME_BASE = Fraction(1, 30_000)


@dataclass(frozen=True)
class BenchTake:
    """A kind of take by the words of its row; `gop` is the distance of its key frames in frames."""

    name: str
    words: str
    gop: int
    recipe: Recipe

    @property
    def frames(self) -> int:
        """How many frames it shows."""
        return len(self.recipe.footage.ticks)

    def made(self) -> MadeVideo:
        """Make the file, unless an earlier bench did, and tell what is in it."""
        footage = self.recipe.footage
        return MadeVideo(
            path=kept(f"bench-{self.name}", self.recipe),
            numbers=tuple(range(self.frames)),
            times_us=tuple(map(footage.time_us, range(self.frames))),
            width=footage.size[0],
            height=footage.size[1],
            rotation=footage.rotation,
            has_sound=True,
            ground_us=0,
        )


def _h264(gop: int, lines: int, ticks: Sequence[int], rotation: int = 0) -> Recipe:
    """Return footage as x264 codes it by default, with key frames `gop` frames apart."""
    options = {"preset": "medium", "x264-params": f"keyint={gop}:min-keyint={gop}:scenecut=0"}
    return Recipe(_footage("libx264", options, lines, ticks, rotation))


def _footage(codec: str, options: dict[str, str], lines: int, ticks: Sequence[int], rotation: int = 0) -> Footage:
    size = (lines * 16 // 9, lines)
    return Footage(
        codec=codec,
        options=options,
        ticks=tuple(ticks),
        time_base=_TIME_BASE,
        size=size if rotation % 180 == 0 else size[::-1],
        rotation=rotation,
        sound="libopus" if codec.startswith("libvpx") else "aac",
        texture=True,
    )


_X265 = {"preset": "superfast", "crf": "26", "x265-params": "log-level=error:keyint=250:min-keyint=250:bframes=4"}
_VP9 = {"deadline": "realtime", "cpu-used": "7", "g": "120", "b": "2500000", "row-mt": "1"}

TAKES = (
    BenchTake("720-60", "H.264 720p30, GOP 60", 60, _h264(60, 720, steady(360))),
    BenchTake("720-250", "H.264 720p30, GOP 250", 250, _h264(250, 720, steady(490))),
    BenchTake("1080-60", "H.264 1080p30, GOP 60", 60, _h264(60, 1080, steady(360))),
    BenchTake("1080-250", "H.264 1080p30, GOP 250", 250, _h264(250, 1080, steady(490))),
    BenchTake("1080-300", "H.264 1080p30, GOP 300", 300, _h264(300, 1080, steady(360))),
    BenchTake("rotated", "H.264 720p60 upright, GOP 60", 60, _h264(60, 720, steady(480, 60), rotation=90)),
    BenchTake("uneven", "H.264 1080p uneven, GOP 60", 60, _h264(60, 1080, uneven(240))),
    BenchTake("hevc", "HEVC 1080p30, GOP 250", 250, Recipe(_footage("libx265", _X265, 1080, steady(360)))),
    BenchTake("vp9", "VP9 720p30, GOP 120", 120, Recipe(_footage("libvpx-vp9", _VP9, 720, steady(360)), ".webm")),
)
