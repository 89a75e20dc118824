"""Going by measures: to one by its number or a click, round some of them in a loop."""

import math
import re
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.times import Span
from practika_desktop.ui.desk.linking import Linking
from practika_desktop.ui.desk.measuring import Measuring
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.tapping import Tapping
from practika_desktop.ui.desk.timing import Timing

_NUMBER = r"\s*\d{1,5}\s*"
_NUMBERS = r"\s*\d{1,5}(\s*[-–]\s*\d{1,5})?\s*"  # noqa: RUF001 - of a range
_BEYOND = 3.0


class Going(QObject):
    """Asks for numbers in the player's line, and takes the clicks on measures that link nothing."""

    def __init__(self, parts: Parts, measuring: Measuring, timing: Timing, tapping: Tapping, linking: Linking) -> None:
        super().__init__(linking)
        self._player = parts.player
        self._pane = parts.panes.player
        self._score = parts.panes.score
        self._rooms = parts.rooms
        self._measuring = measuring
        self._timing = timing
        self._tapping = tapping
        linking.measure_chosen.connect(self._clicked)

    def knows_measures(self) -> bool:
        """Tell whether the score's measures are known."""
        return self._measuring.measures is not None

    def knows_times(self) -> bool:
        """Tell whether measures of the take were tapped."""
        return bool(self._timing.times.spans)

    def ask_measure(self) -> None:
        """Ask for a measure to go to."""
        self._ask("Go to measure", _NUMBER, "17", lambda text: self._with_place(text, self.go_to))

    def ask_continue(self) -> None:
        """Ask for the measure at which the music goes on after a stop."""
        self._ask("Continue at measure", _NUMBER, "17", lambda text: self._with_place(text, self._tapping.continue_at))

    def ask_loop(self) -> None:
        """Ask for the measures to be played again and again."""
        self._ask("Loop measures", _NUMBERS, "17-20", self._loop)

    def go_to(self, place: Place) -> None:
        """Show a measure in the score and go to where the take sounds it, to the next time if it is there already."""
        self._reveal(place)
        span = self._next_sounding(place)
        if span is not None:
            self._player.seek_frame(self._first_frame(span.start_ms))
            self._pane.tick()

    def _ask(self, words: str, pattern: str, example: str, answer: Callable[[str], None]) -> None:
        self._pane.ask_line.ask(words, pattern, example, answer, self._rooms.player)

    def _with_place(self, text: str, act: Callable[[Place], None]) -> None:
        measures = self._measuring.measures
        found = measures.numbered(int(text)) if measures is not None else ()
        if found:
            act(next((place for place in found if place.page >= self._score.page), found[0]))
        else:
            self._rooms.say(f"This score has no measure {int(text)}.", None)

    def _clicked(self, measure_id: str, _modifiers: Qt.KeyboardModifier) -> None:
        measures = self._measuring.measures
        place = measures.find(measure_id) if measures is not None else None
        if place is None:
            return
        if self._tapping.is_on and not self._player.state.playing:
            self._tapping.set_point(measure_id)
        elif self._next_sounding(place) is not None:
            self.go_to(place)
        elif self._tapping.is_on:
            self._tapping.choose(measure_id)

    def _next_sounding(self, place: Place) -> Span | None:
        """Return the sounding after the one that is shown, round from the last to the first; else the first."""
        spans = self._timing.times.of_measure(place.id)
        here = self._timing.times.at(self._player.state.target_ms)
        if here is not None and here.place.id == place.id:
            return spans[here.occurrence % len(spans)]
        return spans[0] if spans else None

    def _loop(self, text: str) -> None:
        first, last = (int(number) for number in (re.findall(r"\d+", text) * 2)[:2])
        ends = self._ends(*sorted((first, last)))
        if ends is None:
            words = f"measures {first} to {last}" if first != last else f"measure {first}"
            self._rooms.say(f"This take was not tapped through {words} in one go.", None)
            return
        index, start = self._player.state.index, self._first_frame(ends[0])
        if index is None:
            return
        self._player.set_loop(index.pts_us[start], index.end_us(self._first_frame(ends[1]) - 1))
        self._player.set_loop_on(True)
        self._player.seek_frame(start)
        self._pane.tick()

    def _first_frame(self, ms: float) -> int:
        """Return the first frame that begins at a time or after it: the one on screen then shows the measure before."""
        index = self._player.state.index
        if index is None:
            return 0
        frame = index.frame_at_ms(math.ceil(ms))
        return frame if index.ms(frame) >= ms else frame + 1

    def _ends(self, first: int, last: int) -> tuple[float, float] | None:
        """Return when the take sounds these measures in one go: the first time from here on, else the first of all."""
        measures = self._measuring.measures
        if measures is None:
            return None
        found = list(self._passages(measures, first, last))
        here = self._player.state.target_ms
        return next((ends for ends in found if ends[1] > here), found[0] if found else None)

    def _passages(self, measures: Measures, first: int, last: int) -> "list[tuple[float, float]]":
        spans = self._timing.times.spans
        starts = {place.id for place in measures.numbered(first)}
        ends = {place.id for place in measures.numbered(last)}
        passages: list[tuple[float, float]] = []
        for at, span in enumerate(spans):
            if span.place.id in starts and span.from_part == 0:
                stop = self._end_of(spans[at:], ends)
                if stop is not None:
                    passages.append((span.start_ms, stop))
        return passages

    @staticmethod
    def _end_of(spans: "tuple[Span, ...]", ends: set[str]) -> float | None:
        for span in spans:
            if span.segment != spans[0].segment:
                return None
            if span.place.id in ends and span.to_part == 1:
                return span.end_ms
        return None

    def _reveal(self, place: Place) -> None:
        box, beyond = place.measure.box, _BEYOND * place.system.staff_space
        self._score.view.reveal(place.page, (box.x0, box.y0 - beyond, box.x1, box.y1 + beyond))
