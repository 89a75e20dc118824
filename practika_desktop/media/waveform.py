"""How loud a take is from place to place, for its timeline."""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

_HEAD = struct.Struct("<4sQ")
_MAGIC = b"PWF1"
_LOUDNESS = [level / 255 for level in range(256)]


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks at even distances from the zero of the video's clock to its end; none when there is no sound.

    A level is the square root of the loudest sample, 0 to 255, so that quiet playing is still seen. `duration_us` is
    the time that the levels cover.
    """

    levels: bytes
    duration_us: int

    @property
    def peaks(self) -> Sequence[float]:
        """The levels from 0 (silence) to 1 (full scale)."""
        return array("f", map(_LOUDNESS.__getitem__, self.levels))

    def to_bytes(self) -> bytes:
        """Return the waveform as it lies in the cache."""
        return _HEAD.pack(_MAGIC, self.duration_us) + self.levels

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the waveform that `to_bytes` wrote; raise ValueError for anything else."""
        if len(data) < _HEAD.size:
            raise ValueError("no waveform")
        magic, duration_us = _HEAD.unpack_from(data)
        if magic != _MAGIC:
            raise ValueError("no waveform")
        return cls(data[_HEAD.size :], duration_us)
