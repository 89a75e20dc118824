"""What the keys of the transport mean: a pure machine of play, pause, rate, shuttle and loop, without a clock."""

from dataclasses import dataclass, replace

from practika_desktop.media.loops import Course

RATES = (0.25, 0.33, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0)
SHUTTLES = (1, 2, 4, 8)
MIN_RATE, MAX_RATE = RATES[0], RATES[-1]


@dataclass(frozen=True)
class Transport:
    """Whether and how a take plays; every key gives a new one.

    `rate` is the practice rate that Space keeps. `shuttle` is the speed of J and L, 0 while neither is in use; it
    goes before `rate`. A loop sounds only while it is on and has a length.
    """

    playing: bool = False
    rate: float = 1.0
    shuttle: int = 0
    loop_in_us: int | None = None
    loop_out_us: int | None = None
    loop_on: bool = False

    @property
    def speed(self) -> float:
        """Return the speed in force: negative backwards."""
        return float(self.shuttle) if self.shuttle else self.rate

    @property
    def has_sound(self) -> bool:
        """Tell whether sound can be heard at this speed: forwards, from 0.25x to 2x."""
        return MIN_RATE <= self.speed <= MAX_RATE

    def play(self) -> "Transport":
        """Play at the practice rate."""
        return replace(self, playing=True, shuttle=0)

    def pause(self) -> "Transport":
        """Stop where it is; a shuttle is over with that, the practice rate stays."""
        return replace(self, playing=False, shuttle=0)

    def toggle(self) -> "Transport":
        """Play when paused, pause when playing."""
        return self.pause() if self.playing else self.play()

    def shuttle_back(self) -> "Transport":
        """Go backwards, faster at each repeat (J)."""
        held = -self.shuttle if self.playing and self.shuttle < 0 else 0
        return replace(self, playing=True, shuttle=-_faster(held))

    def shuttle_forward(self) -> "Transport":
        """Go forwards, faster at each repeat (L): from a standstill or from backwards at 1x."""
        held = max(self.speed, 0) if self.playing else 0
        return replace(self, playing=True, shuttle=_faster(held))

    def shuttle_stop(self) -> "Transport":
        """Pause, and be back at 1x (K)."""
        return replace(self.pause(), rate=1.0)

    def with_rate(self, rate: float) -> "Transport":
        """Take `rate` as the practice rate, kept within 0.25x and 2x; a shuttle ends."""
        return replace(self, rate=min(max(rate, MIN_RATE), MAX_RATE), shuttle=0)

    def with_loop(self, in_us: int | None, out_us: int | None) -> "Transport":
        """Take the loop's ends; None is an open end. Ends in the wrong order leave only the one that changed."""
        if in_us is not None and out_us is not None and in_us >= out_us:
            if out_us == self.loop_out_us:
                out_us = None
            else:
                in_us = None
        return replace(self, loop_in_us=in_us, loop_out_us=out_us)

    def with_loop_on(self, on: bool) -> "Transport":
        """Turn the loop on or off; its ends stay."""
        return replace(self, loop_on=on)

    def loop(self, end_us: int) -> tuple[int, int] | None:
        """Return the loop in force on a take that ends at `end_us`, or None; never while going backwards."""
        if not self.loop_on or self.speed < 0 or (self.loop_in_us is None and self.loop_out_us is None):
            return None
        in_us = self.loop_in_us or 0
        out_us = end_us if self.loop_out_us is None else min(self.loop_out_us, end_us)
        return (in_us, out_us) if in_us < out_us else None

    def course(self, position_us: int, end_us: int) -> Course:
        """Return the way from `position_us`: at or behind a loop's end it starts at the loop's head.

        Forwards from the end of the take it starts over.
        """
        loop = self.loop(end_us)
        if loop is not None and position_us >= loop[1]:
            position_us = loop[0]
        elif loop is None and self.speed > 0 and position_us >= end_us:
            position_us = 0
        return Course(position_us, end_us, self.speed, loop)


def next_rate(rate: float, step: int) -> float:
    """Return the rate `step` places up (+1) or down (-1) from `rate` in `RATES`; at either end it stays."""
    if step > 0:
        return next((higher for higher in RATES if higher > rate), MAX_RATE)
    return next((lower for lower in reversed(RATES) if lower < rate), MIN_RATE)


def _faster(speed: float) -> int:
    return next((shuttle for shuttle in SHUTTLES if shuttle > speed), SHUTTLES[-1])
