"""Where a take is: the frame that ought to be on screen, led by the clock while it plays and by the keys else."""

import math

from practika_desktop.media.index import FrameIndex
from practika_desktop.player.deck import Deck
from practika_desktop.player.screen import Aim, Screen
from practika_desktop.player.sounding import Sounding
from practika_desktop.player.transport import Transport

RESTART_NS = 120_000_000
WAITING_MS, LATE_MS, IDLE_MS = 5, 4, 40
STEPS = 10  # frames: a way back that is no longer than that will probably go on
HEAD_FRAMES = 16  # of a loop, kept decoded: about what can be played while the decoder finds its way there


class Playhead:
    """The place in the current take of `deck`, new for each take that is opened.

    `goal` is the frame that ought to be shown. Until the take's index is there, calls only note what is wanted, a
    moment in `goal_ms`.
    """

    def __init__(self, deck: Deck, sounding: Sounding, screen: Screen) -> None:
        self._deck = deck
        self._sounding = sounding
        self._screen = screen
        self._begun = False
        self._restart_at_ns: int | None = None
        self._started_ns = 0
        self._arrived = False
        self._way = 1
        self._restarts = deck.current.restarts if deck.current is not None else 0
        self.latency_ns = 0
        self.transport = Transport()
        self.goal = 0
        self.goal_ms: int | None = None

    @property
    def _index(self) -> FrameIndex | None:
        return self._deck.current.index if self._deck.current is not None else None

    @property
    def _direction(self) -> int:
        if not self.transport.playing:
            return self._way
        return 1 if self.transport.speed > 0 else -1

    @property
    def target(self) -> int:
        """Return the frame that keys act on: the one shown while it plays there, else the goal; -1 without an index."""
        index = self._index
        if index is None:
            return -1
        return self._screen.shown if self.transport.playing and self._arrived else min(self.goal, len(index) - 1)

    def turn(self, new: Transport, now_ns: int) -> None:
        """Take over the transport's new state; what plays is started anew only where its way changes."""
        old, self.transport = self.transport, new
        index = self._index
        if index is None or not self._begun:
            return
        if old.playing and not new.playing:
            self._halt()
        elif new.playing:
            end_us = index.duration_us
            if not old.playing or old.speed != new.speed or old.loop(end_us) != new.loop(end_us):
                at_end = not old.playing and self.goal == len(index) - 1 and new.loop(end_us) is None
                stands = at_end and self._arrived
                self._start(index, now_ns, end_us if at_end else self.position_us(now_ns))
                self._arrived = self._arrived or stands  # nobody has asked for frame 0: a pause before it stays

    def _halt(self) -> None:
        """Be silent and stay on the frame shown, unless a seek has not been shown yet: then go there."""
        self.stop()
        if self._arrived:
            self.goal = self._screen.shown

    def stop(self) -> None:
        """Be silent at once; the goal stands still."""
        self._sounding.stop(self._deck)
        self._restart_at_ns = None

    def _start(self, index: FrameIndex, now_ns: int, position_us: int) -> None:
        course = self.transport.course(position_us, index.duration_us)
        self._set_goal(index.frame_at_us(course.start_us))
        self._restart_at_ns, self._started_ns = None, now_ns
        self._sounding.start(self._deck, course, now_ns, audible=self.transport.has_sound)

    def give_up(self) -> None:
        """Be paused and silent: the take cannot be played any more."""
        if self.transport.playing:
            self.stop()
            self.transport = self.transport.pause()

    def seek(self, n: int, now_ns: int) -> None:
        """Go to frame `n`, the nearest there is; the last call wins. Playing goes on from there."""
        index = self._index
        if index is None:
            self.goal, self.goal_ms = max(n, 0), None
            return
        n = min(max(n, 0), len(index) - 1)
        self._way = -1 if 0 < self.goal - n <= STEPS else 1
        self._set_goal(n)
        if self.transport.playing:
            self._sounding.leave()
            self._restart_at_ns = max(now_ns, self._started_ns + RESTART_NS)
            self._restart_if_due(index, now_ns)

    def seek_ms(self, ms: int, now_ns: int) -> None:
        """Go to the frame on screen at `ms`."""
        index = self._index
        if index is None:
            self.goal_ms = ms
        else:
            self.seek(index.frame_at_ms(ms), now_ns)

    def _set_goal(self, n: int) -> None:
        self.goal = n
        self._arrived = n == self._screen.shown

    def move(self, now_ns: int) -> None:
        """Bring the goal up to the moment `now_ns`."""
        index = self._index
        if index is None:
            return
        if not self._begun:
            self._begin(index, now_ns)
        self._restart_if_due(index, now_ns)
        self._note_restart(index, now_ns)
        if self.transport.playing:
            self._follow(index, now_ns)

    def _begin(self, index: FrameIndex, now_ns: int) -> None:
        """Carry out what was asked for before the index was there."""
        self._begun = True
        wanted = self.goal if self.goal_ms is None else index.frame_at_ms(self.goal_ms)
        self._set_goal(min(wanted, len(index) - 1))
        if self.transport.playing:
            self._start(index, now_ns, index.pts_us[self.goal])

    def _note_restart(self, index: FrameIndex, now_ns: int) -> None:
        """Play on from where it is when a new worker has taken over: the sound came from the one before."""
        restarts = self._deck.current.restarts if self._deck.current is not None else 0
        if restarts != self._restarts:
            self._restarts = restarts
            if self.transport.playing:
                self._start(index, now_ns, self.position_us(now_ns))

    def _restart_if_due(self, index: FrameIndex, now_ns: int) -> None:
        """Play on from where a seek went; a flood of seeks starts the sound only now and then."""
        if self._restart_at_ns is not None and now_ns >= self._restart_at_ns:
            self._start(index, now_ns, index.pts_us[self.goal])

    def _follow(self, index: FrameIndex, now_ns: int) -> None:
        clock, stream_us = self._sounding.clock, self._stream_us(now_ns)
        if clock is None or stream_us is None:  # the picture waits until the sound begins
            return
        if clock.course.is_over(stream_us):
            self.stop()
            self.transport = self.transport.pause()
            self.goal = len(index) - 1 if clock.course.rate > 0 else 0
        else:
            self.goal = index.frame_at_us(clock.course.video_us(stream_us))

    def _stream_us(self, now_ns: int) -> float | None:
        clock = self._sounding.clock
        return clock.stream_us(now_ns - self.latency_ns) if clock is not None else None

    def position_us(self, now_ns: int) -> int:
        """Return where playing is, or the time of the frame that is or will be on screen."""
        clock, stream_us, index = self._sounding.clock, self._stream_us(now_ns), self._index
        if clock is not None and stream_us is not None:
            return clock.course.video_us(stream_us)
        return index.pts_us[min(self.goal, len(index) - 1)] if index is not None else 0

    def position_us_at(self, at_ns: int) -> int:
        """Return where playing was at a moment that has just passed, as it was heard then."""
        clock = self._sounding.clock
        stream_us = clock.stream_us_at(at_ns - self.latency_ns) if clock is not None else None
        if clock is None or stream_us is None:
            return self.position_us(at_ns)
        return clock.course.video_us(stream_us)

    def note_shown(self) -> None:
        """Take note that a picture was handed out: one of the way that is played lets a pause stay on it."""
        if self.transport.playing or self.goal == self._screen.shown:
            self._arrived = True

    def aim(self) -> Aim:
        """Return the frame that ought to be on screen, with what helps to have it in time."""
        return Aim(self.goal, self._direction, self._oldest(), self._head_of_loop())

    def _oldest(self) -> int | None:
        clock, index = self._sounding.clock, self._index
        if clock is None or index is None or not self.transport.playing:
            return None
        if self._arrived and (self.goal - self._screen.shown) * self._direction >= 0:
            return self._screen.shown + self._direction
        start_us, loop = clock.course.start_us, clock.course.loop
        return index.frame_at_us(start_us if loop is None or not self._arrived else loop[0])

    def _head_of_loop(self) -> range:
        index = self._index
        loop = self.transport.loop(index.duration_us) if index is not None else None
        if index is None or loop is None:
            return range(0)
        first = index.frame_at_us(loop[0])
        return range(first, min(first + math.ceil(HEAD_FRAMES * max(self.transport.speed, 1)), len(index)))

    def next_move_ms(self, now_ns: int) -> int | None:
        """Return in how many milliseconds the goal moves or a picture is looked for; None when only news can help."""
        index = self._index
        if index is None:
            return None
        if not self.transport.playing:
            return None if self.goal == self._screen.shown else IDLE_MS
        clock, stream_us = self._sounding.clock, self._stream_us(now_ns)
        if clock is None or stream_us is None:
            return WAITING_MS
        if self.goal != self._screen.shown:
            return LATE_MS
        position_us, rate = clock.course.video_us(stream_us), clock.course.rate
        n = index.frame_at_us(position_us)
        due_us = ((index.end_us(n) if rate > 0 else index.pts_us[n]) - position_us) / rate
        return min(max(math.ceil(due_us / 1000), 1), IDLE_MS)
