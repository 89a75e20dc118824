"""What the desk and its sound process say to each other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Play:
    """Play the pipe whose read end follows, as start number `start`, in place of what plays."""

    start: int


@dataclass(frozen=True)
class Stop:
    """Be silent."""


@dataclass(frozen=True)
class Volume:
    """Play this loud, 0 to 100, muted or not."""

    percent: int
    muted: bool


@dataclass(frozen=True)
class Device:
    """Play on the device with this id; the empty id is the system's choice."""

    id: str


@dataclass(frozen=True)
class ListDevices:
    """Say which devices there are."""


Command = Play | Stop | Volume | Device | ListDevices


@dataclass(frozen=True)
class Point:
    """Of the stream of start number `start`, `stream_us` was heard at the moment `at_ns` (monotonic)."""

    start: int
    stream_us: int
    at_ns: int


@dataclass(frozen=True)
class Heard:
    """A device has taken sound of this start."""

    start: int


@dataclass(frozen=True)
class Failed:
    """There is no sound: `start` is the one that failed, None when none will work."""

    start: int | None
    title: str
    advice: str


@dataclass(frozen=True)
class Devices:
    """The output devices, (id, name)."""

    found: tuple[tuple[str, str], ...]


Report = Point | Heard | Failed | Devices
