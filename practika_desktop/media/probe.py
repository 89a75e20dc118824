"""Opens files that strangers sent, and says what is in them without decoding all of it.

**The one zero of a file's clock.** Every time of this program counts from the presentation start of the file: the
earliest of the first picture that is shown and the first sound that is heard, after edit lists, start offsets and the
encoder's priming samples. For ordinary files this is the file's own time 0; a file that starts late or before zero is
moved there as a whole, so that picture and sound keep their distance. `clock_zero` is that moment in the file's time.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from practika_desktop.media import bitstream
from practika_desktop.media.faults import SoundOnly, media_faults, no_picture
from practika_desktop.media.orientation import Orientation, orientation_of

if TYPE_CHECKING:
    from av.packet import Packet

_DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,flv,ogg,wav,mp3,aac,flac"
_BAD_READS = 64  # so many failed reads in a row end a damaged file
_ZERO_PACKETS = 64  # no codec reorders its pictures over more


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file holds; sizes upright and in square pixels, `recorded_at` in ms since 1970 UTC where it says so."""

    duration_us: int
    width: int
    height: int
    video_codec: str
    audio_codec: str | None
    recorded_at: int | None

    @property
    def has_sound(self) -> bool:
        """Whether there is a sound track."""
        return self.audio_codec is not None


def open_media(path: Path) -> InputContainer:
    """Open a local file of a known kind; playlists, references to other files and the network are refused.

    Close what is returned. Raise MediaError.
    """
    with media_faults(path):
        path.stat()  # FFmpeg's words for a missing file differ between platforms
        return av.open(
            f"file:{path}",
            container_options={"protocol_whitelist": "file", "format_whitelist": _DEMUXERS},
            metadata_errors="replace",
        )


def picture_stream(container: InputContainer) -> VideoStream | None:
    """Return the stream of moving pictures to show, None when there is none (cover art is none)."""
    moving = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    usable = [s for s in moving if _decodable(s)]
    best = cast(VideoStream | None, container.streams.best("video"))
    return best if best in usable else next(iter(usable), None)


def sound_stream(container: InputContainer) -> AudioStream | None:
    """Return the stream of sound to play, None when there is none that can be decoded."""
    best = cast(AudioStream | None, container.streams.best("audio"))
    return best if best is not None and _decodable(best) else None


def _decodable(stream: Stream) -> bool:
    codec: object = stream.codec_context  # None for a codec that this build lacks, whatever its annotation says
    return codec is not None and bool(stream.time_base)


def packets(container: InputContainer, *streams: VideoStream | AudioStream) -> Iterator["Packet[Any]"]:
    """Yield the streams' packets in the file's order; go on behind damaged places, end when there is no going on."""
    failures = 0
    while failures < _BAD_READS:
        try:
            for packet in container.demux(*streams):
                if packet.size:
                    failures = 0
                    yield packet
            return
        except FFmpegError:
            failures += 1


def microseconds(ticks: int, time_base: Fraction) -> int:
    """Return ticks of time_base in microseconds, rounded to the nearest."""
    scaled = 2 * ticks * time_base.numerator * 1_000_000 + time_base.denominator
    return scaled // (2 * time_base.denominator)


def clock_zero(source: Path | InputContainer) -> int:
    """Return the moment in the file's own time, in microseconds, from which every time of this program counts.

    A container that is handed in is read from: seek afterwards. Raise MediaError.
    """
    if not isinstance(source, Path):
        return _clock_zero(source)
    with open_media(source) as container, media_faults(source):
        return _clock_zero(container)


def _clock_zero(container: InputContainer) -> int:
    starts = [sound_start_us(container), _first_picture(container, picture_stream(container))]
    return min((start for start in starts if start is not None), default=0)


def sound_start_us(container: InputContainer) -> int | None:
    """Return when the first sound is heard, in the file's own time; None without sound."""
    sound = sound_stream(container)
    if sound is None or sound.start_time is None or sound.time_base is None:
        return None
    return microseconds(sound.start_time, sound.time_base)  # libavformat has added the samples that are dropped


def _first_picture(container: InputContainer, pictures: VideoStream | None) -> int | None:
    if pictures is None or pictures.time_base is None:
        return None
    look = bitstream.look_of(pictures.codec_context)
    first: int | None = None
    beyond = 0
    for packet in packets(container, pictures):
        seen = look.see(packet)
        if seen.shown and packet.pts is not None and not packet.is_discard:
            first = packet.pts if first is None else min(first, packet.pts)
        beyond += first is not None
        if beyond > _ZERO_PACKETS:
            break
    return None if first is None else microseconds(first, pictures.time_base)


def probe(path: Path) -> Probe:
    """Say what a video file holds, from its headers and its first picture.

    Raise SoundOnly for sound without a picture, else MediaError for what cannot be played.
    """
    with open_media(path) as container, media_faults(path):
        pictures, sound = picture_stream(container), sound_stream(container)
        if pictures is None:
            raise sound_only(path, container) if sound else no_picture(path)
        width, height, _ = upright(path, container, pictures)
        return Probe(
            duration_us=container.duration or 0,
            width=width,
            height=height,
            video_codec=pictures.codec_context.name,
            audio_codec=sound.codec_context.name if sound else None,
            recorded_at=_recorded_at(container.metadata.get("creation_time", "")),
        )


def upright(path: Path, container: InputContainer, pictures: VideoStream) -> tuple[int, int, Orientation]:
    """Return width and height in square pixels of the upright picture, and what makes it upright.

    Reads on until a picture can be decoded: seek afterwards. Raise MediaError when none can.
    """
    for packet in itertools.chain(packets(container, pictures), [None]):
        for frame in _decoded(pictures, packet):
            orientation = orientation_of(frame)
            shape = pictures.codec_context.sample_aspect_ratio or pictures.sample_aspect_ratio or Fraction(1)
            width, height = square(frame.width, frame.height, shape)
            return (width, height, orientation) if orientation.rotation % 180 == 0 else (height, width, orientation)
    raise no_picture(path)


def square(width: int, height: int, shape: Fraction) -> tuple[int, int]:
    """Return the size in square pixels of a picture whose pixels are `shape` times as wide as high."""
    if not Fraction(1, 8) <= shape <= 8 or shape == 1:
        return width, height
    return (round(width * shape), height) if shape > 1 else (width, round(height / shape))


def sound_only(path: Path, container: InputContainer) -> SoundOnly:
    """Return what is to be said about a file that has sound and no picture."""
    return SoundOnly(path.name, container.duration or _sound_length_us(container))


def _sound_length_us(container: InputContainer) -> int:
    """Return how long the sound is by its packets, for a file that does not say: a recorder's that wrote no end."""
    sound = sound_stream(container)
    if sound is None or sound.time_base is None:
        return 0
    times = [(packet.pts, packet.duration or 0) for packet in packets(container, sound) if packet.pts is not None]
    if not times:
        return 0
    return microseconds(max(at + lasts for at, lasts in times) - min(at for at, _ in times), sound.time_base)


def _decoded(pictures: VideoStream, packet: "Packet[VideoStream] | None") -> list[av.VideoFrame]:
    try:
        return pictures.codec_context.decode(packet)
    except FFmpegError:
        return []


def _recorded_at(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000) if moment.year > 1970 else None  # telephones without a clock write 1904
