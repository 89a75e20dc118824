"""One start of playing after the other: the pipe between the take's worker and the speaker, and the clock they lead."""

import os

from practika_desktop.media.loops import Course
from practika_desktop.media.sound_spec import SoundSpec
from practika_desktop.model.errors import SoundError
from practika_desktop.player.clock import Clock, SilentClock, SoundClock
from practika_desktop.player.deck import Deck
from practika_desktop.player.speaker import Speaker

BEGIN_NS = 2_000_000_000


class Sounding:
    """Gives `clock` for what plays: led by the sound where there is some, else by the machine.

    When the sound fails, the clock goes on without a jump and `error` says why.
    """

    def __init__(self, speaker: Speaker | None) -> None:
        self._speaker = speaker
        self._number: int | None = None
        self._began_ns = 0
        self._error: SoundError | None = None
        self.clock: Clock | None = None

    @property
    def error(self) -> SoundError | None:
        """Return why there is no sound, None while nothing is wrong."""
        return self._error or (self._speaker.error if self._speaker is not None else None)

    def start(self, deck: Deck, course: Course, now_ns: int, *, audible: bool) -> None:
        """Play along `course` from now on; what sounded before is silent as soon as this is heard."""
        self._began_ns = now_ns
        if audible and self._start_sound(deck, course):
            self.clock = SoundClock(course)
        else:
            self.stop(deck)
            self.clock = SilentClock(course, now_ns)

    def _start_sound(self, deck: Deck, course: Course) -> bool:
        take = deck.current
        if self._speaker is None or take is None or take.index is None or not take.index.has_sound:
            return False
        read_end, write_end = os.pipe()
        number = self._speaker.play(read_end)
        take.start_sound(SoundSpec(take.path, take.index.zero_us, course), write_end)
        self._number = number if number is not None else self._number
        return number is not None

    def leave(self) -> None:
        """Let no clock run until the next start; what sounds goes on until then."""
        self.clock = None

    def stop(self, deck: Deck) -> None:
        """Be silent at once; no clock runs."""
        if self._number is not None and self._speaker is not None:
            self._speaker.stop()
            if deck.current is not None:
                deck.current.stop_sound()
        self._number, self.clock = None, None

    def poll(self, now_ns: int) -> None:
        """Take in where the sound is."""
        if self._speaker is None:
            return
        points = self._speaker.poll()
        if not isinstance(self.clock, SoundClock):
            return
        for point in points:
            if point.start == self._number:
                self.clock.add(point.stream_us, point.at_ns)
                self._error = None
        speaker = self._speaker
        if self._number is None or speaker.has_failed(self._number) or self._is_stuck(speaker, self.clock, now_ns):
            self._go_on_silently(speaker, self.clock, now_ns)

    def _is_stuck(self, speaker: Speaker, clock: SoundClock, now_ns: int) -> bool:
        if not clock.is_lost(now_ns) and (clock.has_begun or now_ns - self._began_ns < BEGIN_NS):
            return False
        if speaker.is_ready:  # else VLC is still being loaded: this start goes without it, the next one will not
            self._error = SoundError("The sound does not come.", "Pause and play to try again.")
        return True

    def _go_on_silently(self, speaker: Speaker, clock: SoundClock, now_ns: int) -> None:
        speaker.stop()  # sound that came after all would not keep to this clock
        stream_us = clock.stream_us(now_ns) or 0.0
        self.clock = SilentClock(clock.course, now_ns - round(stream_us * 1000))
