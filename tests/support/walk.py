"""A random walk of a teacher's hands through a take on the open desk: what is asked for is what comes, exactly."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from practika_desktop.app import OpenDesk
from practika_desktop.media.index import FrameIndex
from practika_desktop.player.state import PlayerState
from practika_desktop.ui.timeline.hits import Thing
from tests.support.hands import Hand
from tests.support.patience import Patience
from tests.support.videos import MadeVideo
from tests.support.witness import Witness

_PATIENCE_MS = 30_000
_REPEAT_MS = 33  # a held key's, at 30 Hz
_SHORT_LOOP_US = 250_000
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


class StuckError(AssertionError):
    """What was waited for did not come."""


@dataclass
class Tally:
    """What a walk did: operations, pictures compared, seams of loops passed, and each wrong thing in words."""

    operations: int
    painted: int
    seams: int
    wrong: list[str]


class Walk:
    """Goes through the first of `takes` (by their ids) on a desk that shows it; the second is the way's other end.

    `markers` are the frames at which the first take has markers, by their ids.
    """

    def __init__(
        self, desk: OpenDesk, takes: Mapping[str, MadeVideo], markers: Mapping[str, int], chance: random.Random
    ) -> None:
        self._desk = desk
        self._pane = desk.panes.player
        self._home, self._away = takes
        self._markers = markers
        self._chance = chance
        self._witness = Witness(self._pane, takes)
        self._seams = 0
        self._patience = Patience(self._pane)

    def run(self, operations: int) -> Tally:
        """Do so many random operations, and compare every picture that is painted; stop where nothing moves."""
        done = 0
        try:
            self._arrive(self._home)
            while done < operations:
                [operation] = self._chance.choices(*zip(*self._weighted(), strict=True))
                self._settle(operation(), f"{done} {operation.__name__.strip('_')}")
                done += 1
        except StuckError as stuck:
            self._witness.wrong.append(str(stuck))
        return Tally(done, self._witness.painted, self._seams, self._witness.wrong)

    def _weighted(self) -> list[tuple[Callable[[], int | None], int]]:
        return [
            (self._click, 300),
            (self._marker_key, 60),
            (self._marker_click, 60),
            (self._steps, 345),
            (self._far_key, 50),
            (self._held_key, 25),
            (self._scrub, 70),
            (self._pause, 70),
            (self._shuttle, 12),
            (self._loop_round, 8),
            (self._other_take, 7),
        ]

    # --- where we are ---

    @property
    def _state(self) -> PlayerState:
        return self._pane.state

    @property
    def _index(self) -> FrameIndex:
        index = self._state.index
        if index is None:
            raise StuckError("the take has no frames any more")
        return index

    def _is_still(self) -> bool:
        state = self._state
        return not state.playing and self._pane.painted_frame == state.frame == state.target

    def _settle(self, due: int | None, what: str) -> None:
        """Wait until it stands still, and hold that it is where the operation had to lead."""
        self._until(self._is_still, what)
        self._rest(0)  # a card that was hidden since is painted over with the next turn
        if due is not None and self._state.frame != due:
            self._witness.wrong.append(f"{what}: led to {self._state.frame}, not to {due}")
        self._witness.check(what)

    def _arrive(self, take: str) -> None:
        self._until(lambda: self._state.key == take and self._state.frame >= 0 and self._is_still(), "the take")

    # --- operations: each returns the frame to which it leads, None where that is not fixed ---

    def _click(self) -> int:
        x, y = self._on_track(self._chance.random())
        due = self._index.frame_at_ms(self._pane.timeline.scale.ms(x))
        Hand(self._pane.timeline).click(x, y)
        return due

    def _scrub(self) -> int:
        hand = Hand(self._pane.timeline)
        at = self._chance.random()
        x, y = self._on_track(at)
        hand.press(x, y)
        for _ in range(self._chance.randint(3, 9)):
            at = min(max(at + self._chance.uniform(-0.1, 0.1), 0.0), 1.0)
            x, y = self._on_track(at)
            hand.move(x, y)
            self._rest(self._chance.choice((0, 5, 20)))
        due = self._index.frame_at_ms(self._pane.timeline.scale.ms(x))
        hand.release(x, y)
        return due

    def _marker_key(self) -> int | None:
        here = self._state.target
        forward = self._chance.random() < 0.5
        beyond = [at for at in self._markers.values() if (at > here if forward else at < here)]
        self._press(Qt.Key.Key_Right if forward else Qt.Key.Key_Left, _CTRL)
        return (min(beyond) if forward else max(beyond)) if beyond else None

    def _marker_click(self) -> int:
        timeline = self._pane.timeline
        spot = self._chance.choice(timeline.scene.spots)
        x, y = spot.x + spot.width / 2, spot.y + spot.height / 2
        hit = timeline.scene.hit(x, y).marker
        hand = Hand(timeline)
        hand.click(x, y)
        hand.leave()  # what the pointer hovers over is shown beside it, on the picture
        return self._markers[hit.id] if hit is not None else self._state.target

    def _steps(self) -> int:
        here = self._state.target
        for _ in range(self._chance.choice((1, 1, 1, 2, 3, 5))):
            step = self._chance.choice((-1, 1))
            self._press(Qt.Key.Key_Right if step > 0 else Qt.Key.Key_Left)
            here = self._within(here + step)
            self._rest(self._chance.choice((0, 0, 10)))
        return here

    def _far_key(self) -> int:
        index, here = self._index, self._state.target
        key = self._chance.choice((Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right))
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._press(key)
            return 0 if key is Qt.Key.Key_Home else len(index) - 1
        self._press(key, _SHIFT)
        second = 1_000_000 if key is Qt.Key.Key_Right else -1_000_000
        return index.frame_at_us(max(index.pts_us[here] + second, 0))

    def _held_key(self) -> int:
        step, times = self._chance.choice((-1, 1)), self._chance.choice((3, 4, 5, 6, 8, 20))
        key, here = Qt.Key.Key_Right if step > 0 else Qt.Key.Key_Left, self._state.target
        for at in range(times):
            QTest.simulateEvent(self._focus, True, key, _PLAIN, "", at > 0)
            self._rest(_REPEAT_MS)
        QTest.simulateEvent(self._focus, False, key, _PLAIN, "", False)
        return self._within(here + step * times)

    def _pause(self) -> None:
        """Pause while playing, at some rate, somewhere."""
        for _ in range(self._chance.randint(0, 3)):
            self._press(self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down)))
        if self._chance.random() < 0.1:
            self._press(Qt.Key.Key_Backspace)
        self._press(Qt.Key.Key_Space)
        self._play_on(self._chance.randint(1, 6), 150)
        if self._chance.random() < 0.2:
            self._press(self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down)))
            self._play_on(2, 100)
        if self._state.playing:
            self._press(Qt.Key.Key_Space)

    def _shuttle(self) -> None:
        key = self._chance.choice((Qt.Key.Key_J, Qt.Key.Key_L))
        for _ in range(self._chance.randint(1, 3)):
            self._press(key)
        self._play_on(self._chance.randint(2, 8), 200)
        self._press(Qt.Key.Key_K)

    def _loop_round(self) -> None:
        """Loop over a few frames for some seams; nothing outside of them may be seen meanwhile."""
        first, last = self._short_stretch()
        self._go(first)
        self._press(Qt.Key.Key_I)
        self._go(last)
        self._press(Qt.Key.Key_O)
        self._witness.forget()
        self._press(Qt.Key.Key_Space)
        self._play_on(4 * (last - first + 1), 600)
        self._press(Qt.Key.Key_Space)
        self._until(self._is_still, "a pause in a loop")
        shown, index = list(self._witness.shown), self._index
        self._seams += sum(later < earlier for earlier, later in pairwise(shown))
        beyond = {n for n in shown if not index.pts_us[first] <= index.pts_us[n] <= index.pts_us[last]}
        if beyond:
            self._witness.wrong.append(f"a loop from {first} to {last} showed {sorted(beyond)}")
        self._press(Qt.Key.Key_P, _SHIFT)

    def _other_take(self) -> int:
        """Go to the next take and back."""
        self._press(Qt.Key.Key_N)
        self._arrive(self._away)
        self._witness.check("the other take")
        self._settle(self._steps(), "a step in the other take")
        self._press(self._chance.choice((Qt.Key.Key_N, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)))
        if self._desk.desk.taking.submission_id == self._away:
            self._press(Qt.Key.Key_N)
        self._arrive(self._home)
        return 0

    # --- hands ---

    @property
    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._desk.window

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        QTest.keyClick(self._focus, key, modifiers)

    def _on_track(self, share: float) -> tuple[float, float]:
        """Return a place on the timeline where there is neither a marker nor an end of a loop."""
        timeline = self._pane.timeline
        scale, rows = timeline.scale, timeline.scene.rows
        x, y = scale.left + share * scale.width, rows.wave_y + rows.wave_h / 2
        if timeline.scene.hit(x, y).thing is not Thing.TRACK:
            raise StuckError("the timeline has no free place")
        return x, y

    def _go(self, frame: int) -> None:
        self._desk.player.seek_frame(frame)
        self._pane.tick()
        self._settle(frame, "a seek")

    def _within(self, frame: int) -> int:
        return min(max(frame, 0), len(self._index) - 1)

    def _short_stretch(self) -> tuple[int, int]:
        """Return the first and last of some frames that pass quickly."""
        index = self._index
        first = self._chance.randrange(max(len(index) - 1, 1))
        last = self._within(first + self._chance.randint(1, 8))
        while last > first + 1 and index.end_us(last) - index.pts_us[first] > _SHORT_LOOP_US:
            last -= 1
        return first, last

    # --- waiting ---

    def _play_on(self, pictures: int, most_ms: int) -> None:
        """Let it play until so many pictures more are painted, or it has ended, or the time is over."""
        enough = self._witness.painted + pictures
        self._patience.wait(lambda: self._witness.painted >= enough or not self._state.playing, most_ms)

    def _until(self, holds: Callable[[], bool], what: str) -> None:
        if not self._patience.wait(holds, _PATIENCE_MS):
            state = self._state
            raise StuckError(
                f"{what}: time-out at frame {state.frame}, painted {self._pane.painted_frame}, target {state.target}, "
                f"playing {state.playing}, {state.phase} {state.error or ''}"
            )

    def _rest(self, for_ms: int) -> None:
        self._patience.wait(lambda: False, for_ms)
