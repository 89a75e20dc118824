"""The packets of a file as its frame index keeps them: how a frame is found again without decoding up to it."""

from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class PacketTable:
    """One row a packet, in the file's (decoding) order; a row's place in it is the packet's ordinal.

    `stamps` are times in the stream's own ticks, `places` byte positions, `sizes` bytes, `numbers` the frame that
    comes out of the packet (-1: none that is shown), `entries` 1 where decoding may begin.
    """

    stamps: "array[int]"
    places: "array[int]"
    sizes: "array[int]"
    numbers: "array[int]"
    entries: bytes

    def __repr__(self) -> str:
        return f"PacketTable({len(self)} packets)"

    def __len__(self) -> int:
        return len(self.stamps)

    def ordinals(self) -> "array[int]":
        """Return each frame's packet, by frame number."""
        found = array("q", bytes(8 * (max(self.numbers, default=-1) + 1)))
        for ordinal, number in enumerate(self.numbers):
            if number >= 0:
                found[number] = ordinal
        return found

    def entry_for(self, ordinal: int) -> int:
        """Return the last packet with which decoding may begin so that this packet's picture comes out right.

        A picture that is shown before the key frame it follows in the file needs the group before it.
        """
        stamp = self.stamps[ordinal]
        entry = self.entries.rfind(1, 0, ordinal + 1)
        while entry > 0 and self.stamps[entry] > stamp:
            entry = self.entry_before(entry)
        return max(entry, 0)

    def entry_before(self, ordinal: int) -> int:
        """Return the last packet before this one with which decoding may begin, 0 when there is none."""
        return max(self.entries.rfind(1, 0, ordinal), 0)
