"""What a stream of sound is made of."""

from dataclasses import dataclass
from pathlib import Path

from practika_desktop.media.loops import Course


@dataclass(frozen=True)
class SoundSpec:
    """What to play: the sound of the file `path` along `course`, whose times count from the file's `zero_us`."""

    path: Path
    zero_us: int
    course: Course
