"""The keys of playback."""

from collections.abc import Callable

from practika_desktop.player.state import Phase
from practika_desktop.player.transport import next_rate
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.settings.table import MUTED, VOLUME

SECOND_US = 1_000_000


class Playing:
    """What the keys ask of the player; each asks the pane to look at once, so that nothing waits for its timer.

    Owns where a playing take was stopped for a closer look: by Space, by steps, or by steps of a second after these.
    """

    def __init__(self, parts: Parts) -> None:
        self._player = parts.player
        self._pane = parts.panes.player
        self._settings = parts.settings
        self._stopped: tuple[str | None, int] | None = None

    def ready(self) -> bool:
        """Tell whether there is a take that can be played."""
        return self._player.state.phase is Phase.READY

    def has_loop(self) -> bool:
        """Tell whether a loop has an end set."""
        state = self._player.state
        return state.loop_in_ms is not None or state.loop_out_ms is not None

    def is_under_way(self) -> bool:
        """Tell whether the take plays, or still stands where it was stopped for a closer look."""
        state = self._player.state
        return state.playing or (state.key, state.target) == self._stopped

    def toggle(self) -> None:
        """Play or pause, at the rate that is set."""
        self._look(self._player.toggle)

    def halt(self) -> None:
        """Stop for a closer look, if it plays."""
        self._look(self._player.pause)

    def shuttle_back(self) -> None:
        """Go backwards, faster at each press."""
        self._player.shuttle_back()
        self._pane.tick()

    def shuttle_stop(self) -> None:
        """Pause, and be back at 1x."""
        self._stopped = None
        self._player.shuttle_stop()
        self._pane.tick()

    def shuttle_forward(self) -> None:
        """Go forwards, faster at each press."""
        self._player.shuttle_forward()
        self._pane.tick()

    def step(self, frames: int) -> None:
        """Pause and go some frames on, back when negative."""
        self._look(lambda: self._player.step(frames))

    def jump(self, seconds: int) -> None:
        """Go some seconds on, back when negative; playing goes on."""
        self._look(lambda: self._player.jump_us(seconds * SECOND_US))

    def to_start(self) -> None:
        """Go to the first frame."""
        self._player.seek_frame(0)
        self._pane.tick()

    def to_end(self) -> None:
        """Go to the last frame."""
        self._player.seek_ms(self._player.state.duration_ms)
        self._pane.tick()

    def change_rate(self, steps: int) -> None:
        """Play a step faster, or slower when negative."""
        self._player.set_rate(next_rate(max(self._player.state.rate, 0.0), steps))
        self._pane.tick()

    def normal_rate(self) -> None:
        """Play at 1x again."""
        self._player.set_rate(1.0)
        self._pane.tick()

    def loop_in(self) -> None:
        """Let the loop start at the frame that is shown or gone to; with both ends set it is on."""
        state = self._player.state
        self._set_loop(state.target_ms, state.loop_out_ms)

    def loop_out(self) -> None:
        """Let the loop end behind the frame that is shown or gone to; with both ends set it is on."""
        self._set_loop(self._player.state.loop_in_ms, self.frame_end_ms())

    def toggle_loop(self) -> None:
        """Turn the loop on or off; its ends stay."""
        self._player.set_loop_on(not self._player.state.loop_on)
        self._pane.tick()

    def frame_end_ms(self) -> int:
        """Return when the frame that is shown or gone to ends."""
        state = self._player.state
        return -(-state.index.end_us(state.target) // 1000) if state.index is not None else state.target_ms

    def leave_loop(self, in_ms: int, out_ms: int) -> None:
        """Keep these ends for the loop, turned off: what follows plays on behind it."""
        self._player.set_loop_on(False)
        self._player.set_loop(_us(in_ms), _us(out_ms))
        self._pane.tick()

    def clear_loop(self) -> None:
        """Take the loop away."""
        self._player.set_loop_on(False)
        self._player.set_loop(None, None)
        self._pane.tick()

    def play_on(self) -> None:
        """Play from where it is."""
        self._player.play()
        self._pane.tick()

    def toggle_mute(self) -> None:
        """Turn the sound off or on again."""
        self._settings.set(MUTED, not self._settings.flag(MUTED))

    def set_volume(self, percent: int) -> None:
        """Set how loud takes are, and keep it."""
        self._settings.set(VOLUME, percent)

    def _look(self, go: Callable[[], None]) -> None:
        """Do what may stop a take that plays, and keep in mind where it stands then."""
        under_way = self.is_under_way()
        go()
        state = self._player.state
        self._stopped = (state.key, state.target) if under_way and not state.playing else None
        self._pane.tick()

    def _set_loop(self, in_ms: int | None, out_ms: int | None) -> None:
        self._player.set_loop(_us(in_ms), _us(out_ms))
        state = self._player.state
        self._player.set_loop_on(state.loop_in_ms is not None and state.loop_out_ms is not None)
        self._pane.tick()


def _us(ms: int | None) -> int | None:
    return None if ms is None else ms * 1000
