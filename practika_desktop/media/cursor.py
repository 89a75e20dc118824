"""A place in a video from which frames are decoded one after the other."""

from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from av.codec.context import ThreadType
from av.error import FFmpegError
from av.video.frame import VideoFrame

from practika_desktop.media.faults import media_faults, no_picture
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.packets import place_of, stamp_of
from practika_desktop.media.probe import open_media, packets, picture_stream
from practika_desktop.media.skipping import can_skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.packet import Packet

_LATE_PACKETS = 40  # deeper than any codec's reordering and any decoder's threads
_SAME_STAMPS = 64


class Decoded(NamedTuple):
    """A frame and its number."""

    number: int
    frame: VideoFrame


class Cursor:
    """Reads a video's packets from an entry on and decodes them; each step takes one packet.

    The packet's ordinal rides through the decoder in place of its time, so that each frame that comes out is known
    by the packet it was in, whatever the file says about times. Nothing is believed about where a seek leads either:
    the packets that follow tell, and where they do not, the file is read from its start. Close it.
    """

    def __init__(self, path: Path, index: FrameIndex, threads: int) -> None:
        """Open the file; `threads` may decode at the same time. Raise MediaError."""
        self._path = path
        self._index = index
        self._table = index.packets
        self._threads = threads
        self._end = len(self._table)
        self._packets: Iterator[Packet[Any]] = iter(())
        self._held: Packet[Any] | None = None
        self._floor = 0
        self._inside: set[int] = set()
        self._seeks_well = True
        self._open()
        self.at = self._end
        """The ordinal of the packet that the next step takes; the number of packets when none is left."""
        self.entry = 0
        """The ordinal of the packet with which decoding began."""

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def will_give(self, number: int, ordinal: int) -> bool:
        """Tell whether the frame, in the packet with that ordinal, is still to come out of this cursor, and right."""
        if self._table.stamps[ordinal] < self._floor:
            return False
        return ordinal >= self.at or number in self._inside

    def is_overdue(self, number: int, ordinal: int) -> bool:
        """Tell whether the frame in that packet would have come out by now, were it decodable from the entry."""
        if self.at >= self._end:
            return number not in self._inside
        return self.at > ordinal + _LATE_PACKETS

    def begin(self, entry: int) -> None:
        """Go to the packet with that ordinal, with which decoding may begin. Raise MediaError."""
        with media_faults(self._path):
            self._approach(entry)
            self._inside.clear()
            self._floor = self._table.stamps[entry] if entry else min(self._table.stamps)
            self.entry = entry
            while self.at < entry and self._take() is not None:
                pass

    def step(self, keep: range) -> list[Decoded]:
        """Decode the next packet and return the frames that come out; those outside of keep may be left out.

        At the end of the file the frames left in the decoder come out. Raise MediaError.
        """
        with media_faults(self._path):
            ordinal = self.at
            packet = self._take()
        if packet is None:
            frames = self._come_out(None)
            self._inside.clear()
            return frames
        number = self._table.numbers[ordinal]
        if self._can_skip:
            self._codec.skip_frame = "DEFAULT" if number in keep else "NONREF"
        if number in keep:
            self._inside.add(number)
        packet.pts = ordinal
        return self._come_out(packet)

    def _come_out(self, packet: "Packet[Any] | None") -> list[Decoded]:
        try:
            frames = self._codec.decode(packet)
        except FFmpegError:  # a damaged packet: what it held is missing, the others come
            return []
        return [Decoded(number, frame) for frame in frames if (number := self._number_of(frame.pts)) >= 0]

    def _number_of(self, ordinal: int | None) -> int:
        if ordinal is None or not 0 <= ordinal < self._end or self._table.stamps[ordinal] < self._floor:
            return -1
        number = self._table.numbers[ordinal]
        self._inside.discard(number)
        return number

    def _open(self) -> None:
        self._container = open_media(self._path)
        stream = picture_stream(self._container)
        if stream is None:
            self._container.close()
            raise no_picture(self._path)
        self._stream = stream
        self._codec = stream.codec_context
        self._codec.thread_count = self._threads
        self._codec.thread_type = ThreadType.AUTO
        if self._codec.name == "h264" and self._index.is_reordered:
            # a stream need not say how far it reorders; FFmpeg guesses else, and drops a picture if it guessed too low
            self._codec.options = {"strict": "strict"}
        self._can_skip = can_skip(self._codec)

    def _approach(self, entry: int) -> None:
        """Stand before the packet with that ordinal, or some packets earlier."""
        target = entry
        while self._seeks_well:
            if self._seek(target) and self.at <= entry:
                return
            if target == 0:
                break
            target = self._table.entry_before(target)
        self._container.close()
        self._open()
        self._read_from(0)

    def _seek(self, entry: int) -> bool:
        """Seek to about that packet; tell whether the packet that is next then is known, and set `at` to it."""
        try:
            self._container.seek(self._table.stamps[entry], stream=self._stream)
        except FFmpegError:
            return False
        self._read_from(self._end)
        self._held = next(self._packets, None)
        if self._held is not None:
            self.at = self._ordinal_of(self._held)
        return self.at < self._end

    def _read_from(self, at: int) -> None:
        self._packets = packets(self._container, self._stream)
        self._held = None
        self.at = at

    def _take(self) -> "Packet[Any] | None":
        """Take the next packet and go on by one; None, and `at` the end, when there is none or it is a stranger."""
        packet, self._held = self._held or next(self._packets, None), None
        if packet is None or self.at >= self._end:
            self.at = self._end
            return None
        if stamp_of(packet) != self._table.stamps[self.at] or packet.size != self._table.sizes[self.at]:
            self._seeks_well = False
            self.at = self._end
            return None
        self.at += 1
        return packet

    def _ordinal_of(self, packet: "Packet[Any]") -> int:
        """Return which packet of the table this is, the number of packets when it is none or may be several."""
        table = self._table
        stamp, place, size = stamp_of(packet), place_of(packet), packet.size
        found = self._end
        first = bisect_left(self._index.by_stamp, stamp, key=table.stamps.__getitem__)
        for ordinal in self._index.by_stamp[first : first + _SAME_STAMPS]:
            if table.stamps[ordinal] == stamp and table.places[ordinal] == place and table.sizes[ordinal] == size:
                if found != self._end:
                    return self._end
                found = ordinal
        return found
