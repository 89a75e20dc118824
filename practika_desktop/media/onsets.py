"""How strongly something begins to sound from place to place in a take."""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

STEP_US = 10_000
"""The distance between two strengths, in microseconds."""

_HEAD = struct.Struct("<4s")
_MAGIC = b"PON1"


@dataclass(frozen=True, slots=True)
class Onsets:
    """Strengths of onsets at `STEP_US` from the zero of the video's clock, 0 to 255; none when there is no sound."""

    levels: bytes

    @property
    def strengths(self) -> Sequence[float]:
        """The strengths from 0 to 1, the strongest of the take."""
        return array("f", (level / 255 for level in self.levels))

    def to_bytes(self) -> bytes:
        """Return the onsets as they lie in the cache."""
        return _HEAD.pack(_MAGIC) + self.levels

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the onsets that `to_bytes` wrote; raise ValueError for anything else."""
        if not data.startswith(_MAGIC):
            raise ValueError("no onsets")
        return cls(data[_HEAD.size :])
