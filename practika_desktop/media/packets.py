"""A file's packets of pictures as its reader gives them: what finds a frame again without decoding up to it."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from av.container import InputContainer
from av.video.stream import VideoStream

from practika_desktop.media.bitstream import look_of
from practika_desktop.media.probe import microseconds, packets, sound_start_us, sound_stream

if TYPE_CHECKING:
    from av.packet import Packet

_REPORT_EVERY = 256
_WITHOUT_TIMES = {"avi"}  # the times libavformat gives to these are guessed, and wrong where pictures are reordered


class PacketRow(NamedTuple):
    """What is kept of one packet while the index is made; `stamp` is its decoding time where it is not `timed`."""

    stamp: int
    timed: bool
    place: int
    size: int
    duration: int
    entry: bool
    shown: bool


class Reading(NamedTuple):
    """What one run through a file's packets found; times of the sound in the file's own time, None without it."""

    rows: list[PacketRow]
    time_base: Fraction
    sound_start_us: int | None
    sound_end_us: int | None


def read_packets(container: InputContainer, pictures: VideoStream, progress: Callable[[int, int], None]) -> Reading:
    """Read all packets from where the container stands; `progress` gets bytes done and in all, and may raise."""
    sound = sound_stream(container)
    look = look_of(pictures.codec_context)
    rows: list[PacketRow] = []
    sound_end: int | None = None
    size = max(container.size, 0)
    timed = container.format.name not in _WITHOUT_TIMES
    for count, packet in enumerate(packets(container, pictures, *([sound] if sound else []))):
        if count % _REPORT_EVERY == 0:
            progress(min(max(packet.pos or 0, 0), size), size)
        if packet.stream_index == pictures.index:
            seen = look.see(packet)
            row = _row(packet, entry=seen.entry, shown=seen.shown and not packet.is_discard)
            rows.append(row if timed else row._replace(timed=False, duration=0))
        elif packet.pts is not None and not packet.is_discard:
            sound_end = max(sound_end or 0, packet.pts + (packet.duration or 0))
    sound_base = sound.time_base if sound else None
    return Reading(
        rows=rows if any(row.entry for row in rows) else _believed(rows),
        time_base=pictures.time_base or Fraction(1, 1_000_000),
        sound_start_us=sound_start_us(container) if sound_end is not None else None,
        sound_end_us=microseconds(sound_end, sound_base) if sound_end is not None and sound_base else None,
    )


def stamp_of(packet: "Packet[Any]") -> int:
    """Return the number by which a packet's time is known: presentation, else decoding time, else 0."""
    if packet.pts is not None:
        return packet.pts
    return packet.dts if packet.dts is not None else 0


def place_of(packet: "Packet[Any]") -> int:
    """Return the packet's byte position, -1 where its container does not say."""
    return packet.pos if packet.pos is not None else -1


def _row(packet: "Packet[Any]", *, entry: bool, shown: bool) -> PacketRow:
    return PacketRow(
        stamp_of(packet), packet.pts is not None, place_of(packet), packet.size, packet.duration or 0, entry, shown
    )


def _believed(rows: list[PacketRow]) -> list[PacketRow]:
    """Let a stream in which no packet says that decoding may begin there begin with its first one."""
    return [row._replace(entry=at == 0, shown=True) for at, row in enumerate(rows)]
