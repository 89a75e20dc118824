"""The player: joins a take's pictures, its sound and the clock into what the keys ask for.

One thread owns it and calls `tick` when the time that `next_tick_ms` names has come, and after each `wake`. No call
waits for anything: pictures are decoded and sound is made in other processes.
"""

import math
import time
from collections.abc import Callable
from pathlib import Path

from practika_desktop.media.index import FrameIndex
from practika_desktop.player.deck import Box, Deck
from practika_desktop.player.pictures import PicturesState
from practika_desktop.player.playhead import Playhead
from practika_desktop.player.screen import Screen
from practika_desktop.player.sounding import Sounding
from practika_desktop.player.speaker import Speaker
from practika_desktop.player.state import Phase, PlayerState, Shown
from practika_desktop.player.transport import RATES, Transport

__all__ = ["RATES", "Phase", "Player", "PlayerState", "Shown"]


class Player:
    """Plays one take at a time and holds those open that may be next.

    `wake` is called on other threads when there is something new to `tick` for. Without a `speaker` everything
    plays silently. The frame that `state` names is always the one of the last `Shown` that was handed out.
    """

    def __init__(self, *, speaker: Speaker | None, wake: Callable[[], None]) -> None:
        self._speaker = speaker
        self._deck = Deck(wake)
        self._sounding = Sounding(speaker)
        self._latency_ns = 0
        self._box: Box = None
        self._rewind()

    def _rewind(self) -> None:
        self._screen = Screen()
        self._head = Playhead(self._deck, self._sounding, self._screen)
        self._head.latency_ns = self._latency_ns

    # --- which take ---

    def open(self, key: str, path: Path, index_file: Path | None = None) -> None:
        """Show the take from its first frame, paused; one that was prefetched is there with the next tick.

        `index_file` is where its frame index is kept, which makes opening it again quicker.
        """
        self._head.stop()
        self._deck.open(key, path, index_file)
        self._rewind()

    def prefetch(self, key: str, path: Path, index_file: Path | None = None) -> None:
        """Open a take that will probably be next, with its first picture; the two asked for last are kept open."""
        self._deck.prefetch(key, path, index_file)

    def is_at_hand(self, key: str) -> bool:
        """Tell whether a take that was prefetched can be shown at once."""
        return self._deck.is_at_hand(key)

    def clear(self) -> None:
        """Show no take."""
        self._head.stop()
        self._deck.drop()
        self._rewind()

    def close(self) -> None:
        """Close all takes, for the end of the program: waits a moment for their processes."""
        self._head.stop()
        self._deck.close()
        self._rewind()

    # --- playing ---

    def toggle(self) -> None:
        """Play when paused, pause when playing; the rate stays."""
        self._turn(self._head.transport.toggle())

    def play(self) -> None:
        """Play on from the frame on screen."""
        self._turn(self._head.transport.play())

    def pause(self) -> None:
        """Stop on exactly the frame on screen."""
        self._turn(self._head.transport.pause())

    def shuttle_back(self) -> None:
        """Go backwards, pictures only; faster at each repeat (J)."""
        self._turn(self._head.transport.shuttle_back())

    def shuttle_forward(self) -> None:
        """Go forwards, faster at each repeat; above 2x pictures only (L)."""
        self._turn(self._head.transport.shuttle_forward())

    def shuttle_stop(self) -> None:
        """Pause and be back at 1x (K)."""
        self._turn(self._head.transport.shuttle_stop())

    def set_rate(self, rate: float) -> None:
        """Play at this rate, 0.25 to 2, pitch kept; playing goes on from where it is."""
        self._turn(self._head.transport.with_rate(rate))

    def set_loop(self, in_us: int | None, out_us: int | None) -> None:
        """Set the ends of the loop, None for an open end; each snaps to the nearest time at which a frame begins."""
        index = self._index
        if index is not None:
            in_us, out_us = _snapped(index, in_us), _snapped(index, out_us)
        self._turn(self._head.transport.with_loop(in_us, out_us))

    def set_loop_on(self, on: bool) -> None:
        """Turn the loop on or off."""
        self._turn(self._head.transport.with_loop_on(on))

    def _turn(self, new: Transport) -> None:
        self._head.turn(new, time.monotonic_ns())

    # --- going elsewhere ---

    def seek_frame(self, n: int) -> None:
        """Go to frame `n`, the nearest there is; the last call wins. Playing goes on from there."""
        self._head.seek(n, time.monotonic_ns())

    def seek_ms(self, ms: int) -> None:
        """Go to the frame on screen at `ms`; before the take is ready this is kept until then."""
        self._head.seek_ms(ms, time.monotonic_ns())

    def step(self, k: int) -> None:
        """Pause and go `k` frames on, back when negative."""
        self.pause()
        self.seek_frame(self._head.goal + k)

    def jump_us(self, delta_us: int) -> None:
        """Go on by `delta_us`, back when negative."""
        index, now_ns = self._index, time.monotonic_ns()
        if index is not None:
            self._head.seek(index.frame_at_us(max(self._head.position_us(now_ns) + delta_us, 0)), now_ns)

    # --- sound and size ---

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""
        if self._speaker is not None:
            self._speaker.set_volume(percent)

    def set_muted(self, muted: bool) -> None:
        """Mute or unmute; the loudness stays."""
        if self._speaker is not None:
            self._speaker.set_muted(muted)

    def set_device(self, device: str) -> None:
        """Let the sound come out of the device with this id; the empty id is the system's choice."""
        if self._speaker is not None:
            self._speaker.set_device(device)

    def devices(self) -> list[tuple[str, str]]:
        """Return (id, name) of each output device that is known so far."""
        return self._speaker.devices() if self._speaker is not None else []

    def set_latency_ms(self, offset_ms: int) -> None:
        """Show pictures this much later than the sound is said to be heard: what the device or the room adds."""
        self._latency_ns = self._head.latency_ns = offset_ms * 1_000_000

    def set_box(self, width: int, height: int) -> None:
        """Make pictures that fit into so many device pixels."""
        self._box = (width, height)

    # --- time ---

    def tick(self, now_ns: int) -> Shown | None:
        """Take in what is new at the moment `now_ns` (monotonic) and return a picture to paint now, if there is."""
        self._deck.poll(self._box)
        self._sounding.poll(now_ns)
        take, index, head = self._deck.current, self._index, self._head
        if take is not None and take.state is PicturesState.FAILED:
            head.give_up()
            return None
        if take is None or index is None:
            return None
        head.move(now_ns)
        shown = self._screen.show(take, index, head.aim(), self._box)
        if shown is not None:
            head.note_shown()
        return shown

    def next_tick_ms(self) -> int | None:
        """Return in how many milliseconds `tick` is due; None when only a `wake` can bring anything new."""
        return None if self._phase is Phase.FAILED else self._head.next_move_ms(time.monotonic_ns())

    def position_ms(self, at_ns: int) -> int:
        """Return where the take was at a moment (monotonic) that has just passed, to the millisecond, not the frame."""
        return round(self._head.position_us_at(at_ns) / 1000)

    # --- state ---

    @property
    def _index(self) -> FrameIndex | None:
        return self._deck.current.index if self._deck.current is not None else None

    @property
    def _phase(self) -> Phase:
        take = self._deck.current
        if take is None:
            return Phase.EMPTY
        if take.state is PicturesState.FAILED:
            return Phase.FAILED
        return Phase.READY if take.index is not None else Phase.OPENING

    @property
    def state(self) -> PlayerState:
        """Return what the pane has to show."""
        take, index, transport = self._deck.current, self._index, self._head.transport
        shown, target = self._screen.shown, self._head.target
        return PlayerState(
            key=self._deck.key,
            phase=self._phase,
            error=take.error if take is not None else None,
            frame=shown,
            time_ms=index.ms(shown) if index is not None and shown >= 0 else 0,
            target=target,
            target_ms=index.ms(target) if index is not None else self._head.goal_ms or 0,
            duration_ms=index.duration_ms if index is not None else 0,
            playing=transport.playing,
            rate=transport.speed,
            loop_in_ms=_ms(transport.loop_in_us),
            loop_out_ms=_ms(transport.loop_out_us),
            loop_on=transport.loop_on,
            has_sound=index is not None and index.has_sound,
            sound_error=self._sounding.error,
            index=index,
        )


def _ms(us: int | None) -> int | None:
    return None if us is None else math.ceil(us / 1000)


def _snapped(index: FrameIndex, us: int | None) -> int | None:
    """Return the time nearest to `us` at which a frame begins or the last one ends; None stays None."""
    if us is None:
        return None
    n = index.frame_at_us(us)
    return min(index.pts_us[n], index.end_us(n), key=lambda edge: abs(edge - us))
