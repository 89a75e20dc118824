"""A real desk that is listened to: what it paints and what it lets be heard of flashes and beeps, on one clock."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from practika_desktop.app import OpenDesk
from practika_desktop.media.index import FrameIndex
from practika_desktop.player.clock import SilentClock, SoundClock
from practika_desktop.store.library import Library
from practika_desktop.ui.player.pane import PlayerPane
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import VOLUME
from practika_desktop.ui.theme.theme import Appearance
from tests.support.encoding import FLASH_US
from tests.support.library import LibraryBuilder
from tests.support.pulse import Pulse, Recording, running_pulse
from tests.support.sounds import onsets
from tests.support.videos import MadeVideo
from tools.driving import Teacher
from tools.sample_desk import opened

SECOND_US = 1_000_000
_SOUND_FLOOR = 80  # of 32,768: softer than anything in the footage
_NEAR_MS = 400.0


@dataclass(frozen=True)
class Paint:
    """A frame that came on screen, and the moment of the paint event that put it there."""

    frame: int
    at_ns: int


class Listener:
    """Someone at the desk who sees and hears; `painted` are the frames painted since `forget`, each change once."""

    def __init__(self, desk: OpenDesk, teacher: Teacher, pulse: Pulse, takes: dict[Path, str]) -> None:
        self.desk = desk
        self.teacher = teacher
        self.painted: list[Paint] = []
        self._pulse = pulse
        self._takes = takes
        self._ground_us = 0
        self.pane.view.frame_painted.connect(self._note)

    @property
    def pane(self) -> PlayerPane:
        """The player's pane."""
        return self.desk.panes.player

    @property
    def settings(self) -> Settings:
        """What the person has set."""
        return self.desk.settings

    @property
    def index(self) -> FrameIndex:
        """The frame index of the take on the desk."""
        index = self.pane.state.index
        if index is None:
            raise AssertionError("no take is open")
        return index

    def _note(self, frame: int) -> None:
        if not self.painted or self.painted[-1].frame != frame:
            self.painted.append(Paint(frame, time.monotonic_ns()))

    # --- what the hands do ---

    def open(self, video: MadeVideo) -> None:
        """Put the video's take on the desk, and wait for its first picture and for the speaker."""
        take = self._takes[video.path]
        self.desk.desk.taking.open(take)
        self.desk.player.seek_frame(0)
        self._ground_us = video.ground_us
        self.until(lambda: self.pane.state.key == take and self.pane.painted_frame == 0, "the first picture")
        speaker = self.desk._speaker
        self.until(lambda: speaker is not None and speaker.is_ready, "the speaker")

    def go_to(self, second: float) -> None:
        """Go to a moment of the footage as a click on the timeline does, and wait for its picture if paused."""
        ms = round(second * 1000) - self._ground_us // 1000
        self.pane.timeline.seek_requested.emit(ms)
        if not self.pane.state.playing:
            frame = self.index.frame_at_ms(ms)
            self.until(lambda: self.pane.painted_frame == frame, f"frame {frame}")

    def play(self) -> None:
        """Press Space, and wait for the sound, or until the desk goes on without."""
        self.teacher.press("Space")
        self.until(lambda: self.hears() or isinstance(self.desk.player._sounding.clock, SilentClock), "the sound")

    def pause(self) -> None:
        """Press Space again."""
        self.teacher.press("Space")
        self.until(lambda: not self.pane.state.playing, "the pause")

    def choose_rate(self, rate: float) -> None:
        """Choose a rate in the bar."""
        self.pane.bar.rate_chosen.emit(rate)

    def loop(self, first: int, last: int) -> None:
        """Loop the frames from `first` to `last` and go to the first."""
        player = self.desk.player
        player.set_loop(self.index.pts_us[first], self.index.end_us(last))
        player.set_loop_on(True)
        player.seek_frame(first)
        self.until(lambda: self.pane.painted_frame == first, "the loop's head")

    def no_loop(self) -> None:
        """Loop no more."""
        self.desk.player.set_loop_on(False)

    def hears(self) -> bool:
        """Tell whether the sound of the last start has begun."""
        clock = self.desk.player._sounding.clock
        return isinstance(clock, SoundClock) and clock.has_begun

    def rest(self, seconds: float) -> None:
        """Let the desk go on for a while."""
        self.teacher.rest(round(seconds * 1000))

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something, at most half a minute."""
        self.teacher.until(holds, what)

    def plays_until(self, second: float) -> None:
        """Let it play until a moment of the footage is on screen, or the take's last frame."""
        last = min(self.index.frame_at_us(round(second * SECOND_US) - self._ground_us), len(self.index) - 1)
        self.until(lambda: self.pane.painted_frame >= last or not self.pane.state.playing, f"frame {last}")

    # --- what the ears and eyes take in ---

    @contextmanager
    def recording(self, sink: str | None = None) -> Iterator[Recording]:
        """Record what is heard and, from here on, what is painted."""
        with self._pulse.recording(sink) as recording:
            self.painted.clear()
            yield recording

    def apart_ms(self, recording: Recording, rate: float = 1.0) -> list[float]:
        """Return by how much each beep was heard later than its flash was seen; negative: earlier.

        A flash is seen at the paint event of the first of its frames that is painted, a beep is heard when the sound
        server plays the sample at which it rises. Where no frame begins on the flash's second, the first one after it
        is due so much later, at `rate`; that is allowed for.
        """
        beeps_ms = np.array([recording.began_ns / 1e6 + at for at in onsets(recording.sound, apart_ms=200)])
        found = []
        for second, seen_ns in self._flashes():
            frame = self.index.frame_at_us(second * SECOND_US - self._ground_us - 1) + 1
            due_ms = (self.index.pts_us[frame] + self._ground_us - second * SECOND_US) / 1000 / rate
            apart = beeps_ms + due_ms - seen_ns / 1e6
            nearest = float(apart[np.abs(apart).argmin()]) if len(apart) else np.inf
            found.append(nearest if abs(nearest) < _NEAR_MS else float("inf"))
        return found

    def _flashes(self) -> Iterator[tuple[int, int]]:
        """Yield the second and the moment of each flash that came on screen while the take played."""
        before = None
        for paint in self.painted:
            second, into_us = divmod(self.index.pts_us[paint.frame] + self._ground_us, SECOND_US)
            flash = second if into_us < FLASH_US else -1
            if before is not None and flash not in (-1, before):  # the one that it began in had stood there
                yield flash, paint.at_ns
            before = flash


def longest_quiet_ms(sound: "np.ndarray[tuple[int, int], np.dtype[np.int16]]") -> float:
    """Return the longest silence between the first and the last sound that was recorded."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)).max(axis=1) >= _SOUND_FLOOR)
    return float(np.diff(loud).max() - 1) / 48 if len(loud) > 1 else float("inf")


@contextmanager
def listening(videos: Sequence[MadeVideo], *, sinks: tuple[str, ...] = ("practika",)) -> Iterator[Listener]:
    """Open the real desk with a take of each video, playing into a silent sink that can be recorded."""
    with tempfile.TemporaryDirectory(prefix="practika-sound-") as name, running_pulse(sinks=sinks) as pulse:
        os.environ.update({key: value for key, value in pulse.env.items() if key.startswith("PULSE")})
        folder = Path(name)
        with Library.open(folder / "library", teacher_name="Clara Weiss") as library:
            build = LibraryBuilder(library, folder)
            takes = {video.path: build.take(video=video.path) for video in videos}
        with opened(folder, Appearance.LIGHT, library="library", with_sound=True) as (desk, teacher):
            desk.settings.set(VOLUME, 100)
            desk.window.activateWindow()
            teacher.until(desk.window.isActiveWindow, "the window with the keyboard")
            yield Listener(desk, teacher, pulse, takes)
