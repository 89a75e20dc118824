"""The way through a take that one stream of sound follows: where it starts, how fast it goes, what it repeats.

The writer of the sound and the clock of the picture both read times off this one mapping, counted in samples of the
stream, so that picture and sound cannot part however often a loop goes round.
"""

from dataclasses import dataclass

SAMPLE_RATE = 48_000


@dataclass(frozen=True)
class Course:
    """A way through a take, in microseconds of its video: from `start_us` at `rate` until `end_us`, or round a loop.

    A `loop` is (in, out) with `start_us` before `out`: what lies before `in` is a lead-in that sounds once. A negative
    rate goes backwards and never loops.
    """

    start_us: int
    end_us: int
    rate: float = 1.0
    loop: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not self.rate:
            raise ValueError("a course needs a rate other than 0")
        if self.loop is not None and not (0 <= self.loop[0] < self.loop[1] and self.start_us < self.loop[1]):
            raise ValueError(f"not a loop that {self.start_us} runs into: {self.loop}")
        if self.loop is not None and self.rate < 0:
            raise ValueError("a loop goes forward only")

    @property
    def first_samples(self) -> int:
        """Return how many samples the stream has until the loop's first seam, or until the end without a loop."""
        out_us = self.end_us if self.loop is None else self.loop[1]
        return samples((out_us - self.start_us) / self.rate)

    @property
    def pass_samples(self) -> int:
        """Return how many samples each further pass of the loop has, at least 1; 0 without a loop."""
        if self.loop is None:
            return 0
        return max(samples((self.loop[1] - self.loop[0]) / self.rate), 1)

    def video_us(self, stream_us: float) -> int:
        """Return the video time at `stream_us` of the stream; before its start and after its end it stands still."""
        if self.loop is None:
            return round(min(max(self.start_us + max(stream_us, 0) * self.rate, 0), max(self.end_us, 0)))
        in_us, out_us = self.loop
        sample = max(stream_us, 0) * SAMPLE_RATE / 1_000_000
        if sample < self.first_samples:
            return _floor_below(self.start_us + sample / self.first_samples * (out_us - self.start_us), out_us)
        share = (sample - self.first_samples) % self.pass_samples / self.pass_samples
        return _floor_below(in_us + share * (out_us - in_us), out_us)

    def ends_at_us(self) -> float | None:
        """Return the stream time at which the course is over; None when it loops for ever."""
        if self.loop is not None:
            return None
        way_us = self.end_us - self.start_us if self.rate > 0 else -self.start_us
        return max(way_us / self.rate, 0.0)

    def is_over(self, stream_us: float) -> bool:
        """Tell whether the course has come to its end by `stream_us`."""
        end = self.ends_at_us()
        return end is not None and stream_us >= end


def samples(stream_us: float) -> int:
    """Return how many samples of the stream `stream_us` microseconds of it are, never less than 0."""
    return max(round(stream_us * SAMPLE_RATE / 1_000_000), 0)


def _floor_below(value: float, bound: int) -> int:
    return min(int(value), bound - 1)
