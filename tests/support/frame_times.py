"""Frames at given times, without a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ListedFrames:
    """Frames that begin at these times in ms, in order; as far as a timeline asks, a frame index."""

    times: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.times)

    def ms(self, n: int) -> int:
        """Return when frame n begins."""
        return self.times[n]

    def frame_at_ms(self, ms: int) -> int:
        """Return the last frame that has begun, the first one before its start."""
        return max(sum(time <= ms for time in self.times) - 1, 0)
