"""What an import has to know of a file before it takes it in; runs in a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from practika_desktop.media.faults import SoundOnly
from practika_desktop.model.kinds import MediaKind


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that can be played: its kind, its true length, and when its camera says it was recorded (ms, or None)."""

    kind: MediaKind
    duration_ms: int
    recorded_at: int | None


def examine(path: Path, *, progress: Callable[[int, int], None]) -> Intake:
    """Read the whole file's packets, so that what is taken in is known to play; raise MediaError when it does not.

    Sound without a picture is taken in as such.
    """
    from practika_desktop.media.indexing import build_index  # here, as the desk names this function and never runs it
    from practika_desktop.media.probe import probe

    progress(0, 1)
    try:
        seen = probe(path)
    except SoundOnly as sound:
        return Intake(MediaKind.AUDIO, sound.duration_us // 1000, None)
    index = build_index(path, progress)
    return Intake(MediaKind.VIDEO, -(-index.duration_us // 1000), seen.recorded_at)
