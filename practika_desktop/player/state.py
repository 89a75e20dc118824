"""What the player tells its pane: the picture to paint and the state to show."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practika_desktop.media.index import FrameIndex
    from practika_desktop.model.errors import PractikaError, SoundError
    from practika_desktop.player.pictures import Picture


class Phase(StrEnum):
    """How far the player is with the take that it was asked to open."""

    EMPTY = "empty"
    OPENING = "opening"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class Shown:
    """A picture to paint now: frame `n`, which is on screen from `time_ms` of the take."""

    n: int
    time_ms: int
    picture: "Picture"


@dataclass(frozen=True)
class PlayerState:
    """The player at one moment; `frame` is always the one of the last `Shown` that was handed out, -1 before any.

    `target` is the frame that keys act on, `target_ms` its time: while paused, or until a picture has come of where a
    seek went, the one that was asked for, else the one shown. It is -1 while the take is not open.

    `rate` is the speed at which it plays or would play, negative while it shuttles back. `error` says why the phase
    is FAILED; `sound_error` why there is no sound although the take has some.
    """

    key: str | None = None
    phase: Phase = Phase.EMPTY
    error: "PractikaError | None" = None
    frame: int = -1
    time_ms: int = 0
    target: int = -1
    target_ms: int = 0
    duration_ms: int = 0
    playing: bool = False
    rate: float = 1.0
    loop_in_ms: int | None = None
    loop_out_ms: int | None = None
    loop_on: bool = False
    has_sound: bool = False
    sound_error: "SoundError | None" = None
    index: "FrameIndex | None" = None
