"""What the desk and a take's worker say to each other."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from practika_desktop.model.errors import PractikaError

if TYPE_CHECKING:
    from practika_desktop.media.sound_spec import SoundSpec


class Open(NamedTuple):
    """Open a file; its index is read from a sealed file, or kept there once it is made, where one is named.

    A file that is opened `aside` gives way to the take on screen.
    """

    path: Path
    index_file: Path | None
    aside: bool = False


class UseSlots(NamedTuple):
    """Paint into this shared memory from now on; where it has no name, it follows on the other connection."""

    number: int
    name: str
    slot_bytes: int
    slots: int


class Want(NamedTuple):
    """Paint frame n in that size, then as many of the next ones and of those before; keep those in `pinned` at hand.

    With `roam` it decodes on, as far as its memory goes, what may be wanted after that.
    """

    n: int
    direction: int
    ahead: int
    behind: int
    size: tuple[int, int]
    pinned: tuple[int, int]
    roam: bool

    @property
    def is_resting(self) -> bool:
        """Whether nothing moves but by steps, either way."""
        return self.behind > 0


class Free(NamedTuple):
    """These slots of that memory are not shown any more."""

    number: int
    slots: list[int]


class StartSound(NamedTuple):
    """Write this sound into the pipe whose end follows on the other connection."""

    spec: "SoundSpec"


class StopSound(NamedTuple):
    """Write no more sound."""


class Opened(NamedTuple):
    """The file can be shown; `index_bytes` is its index as `to_bytes` gives it, `is_new` if it is to be kept."""

    index_bytes: bytes
    is_new: bool


class Attached(NamedTuple):
    """The worker paints into that shared memory now, and has let go of any other."""

    number: int


class Painted(NamedTuple):
    """Frame n lies in that slot."""

    number: int
    slot: int
    n: int
    size: tuple[int, int]
    is_stand_in: bool


class Alive(NamedTuple):
    """The worker is getting on."""


class Failed(NamedTuple):
    """The file cannot be shown."""

    error: PractikaError


ToWorker = Open | UseSlots | Want | Free | StartSound | StopSound
ToDesk = Opened | Attached | Painted | Alive | Failed
