"""A pile of takes reviewed as a person does it, by keys alone, and counted.

In each take the teacher plays, stops a little late after each thing heard, holds Left until the picture is one frame
before it, taps Right, and marks: a moment, a range, and a moment tied to a measure. Then a reply, and done.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from practika_desktop.app import OpenDesk
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.player.state import PlayerState
from practika_desktop.store import take
from practika_desktop.store.library import Library
from tests.support.panes import read_picture
from tools.driving import Teacher

MOST_PRESSES = 22
MOST_POINTER_MOVES = 0

_LATE_FRAMES = 6
_OF_POINTER = {
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
}


@dataclass(frozen=True)
class Heard:
    """What there is to hear in a take, by frame (a range's last one included), and what is said of it.

    `page` is the one at which the take's score opens.
    """

    moment: int
    first: int
    last: int
    linked: int
    page: int
    measure: str
    reply: str
    pauses_with_space: bool


@dataclass(frozen=True)
class Effort:
    """What a take's review has cost beyond the texts typed; `holds` are the presses that were held."""

    presses: int
    holds: int
    pointer_moves: int

    @property
    def is_small(self) -> bool:
        """Tell whether it keeps the limits."""
        return self.presses <= MOST_PRESSES and self.pointer_moves <= MOST_POINTER_MOVES


def heard_in(takes: int, pages: Sequence[int]) -> list[Heard]:
    """Return what there is to hear in so many takes, differently in each; `pages` are those their scores open at."""
    chance = random.Random(takes)
    return [
        Heard(
            moment=chance.randrange(4, 7),
            first=chance.randrange(10, 13),
            last=chance.randrange(17, 21),
            linked=chance.randrange(25, 30),
            page=pages[n],
            measure=str(chance.randrange(2, 40)),
            reply=f"Take {n + 1}: better. M, # and 7 are only letters here.",
            pauses_with_space=n % 2 == 1,
        )
        for n in range(takes)
    ]


class Pointer(QObject):
    """Counts what a pointer does anywhere in the application, in `moves`; used as a context."""

    def __init__(self) -> None:
        super().__init__()
        self.moves = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Count, and let everything through."""
        self.moves += event.type() in _OF_POINTER
        return False

    def __enter__(self) -> Self:
        _application().installEventFilter(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _application().removeEventFilter(self)


class Review:
    """The review of takes by their ids, the first of which is on the desk.

    `numbers` gives the number that a frame of a take carries in its picture.
    """

    def __init__(self, desk: OpenDesk, numbers: Callable[[str, int], int]) -> None:
        self._desk = desk
        self._numbers = numbers
        self._teacher = Teacher(desk.window)
        self._take = ""

    def all(self, heard: Mapping[str, Heard]) -> list[Effort]:
        """Review every take, and return what each has cost; raises AssertionError when the desk shows another frame."""
        efforts = []
        with Pointer() as pointer:
            for take_id, what in heard.items():
                teacher = self._teacher
                before = (teacher.presses, teacher.holds, pointer.moves)
                self._arrive(take_id, what)
                self._review(what)
                now = (teacher.presses, teacher.holds, pointer.moves)
                efforts.append(Effort(*(after - start for start, after in zip(before, now, strict=True))))
            self._teacher.until(self._desk.window.all_done.isVisible, "the page that says that all is done")
        return efforts

    def _arrive(self, take_id: str, what: Heard) -> None:
        self._take = take_id
        self._teacher.until(lambda: self._state.key == take_id and self._painted == 0, "the take's first picture")
        self._teacher.until(lambda: self._desk.panes.score.page == what.page, "the take's page of the score")

    def _review(self, what: Heard) -> None:
        teacher = self._teacher
        teacher.press("Space")
        self._stop_at(what.moment, with_space=what.pauses_with_space)
        self._mark("M", "Count 1-2-3")
        self._stop_at(what.first)
        teacher.press("I", "Space")
        self._stop_at(what.last)
        self._mark("Shift+M", "Which finger?")
        self._stop_at(what.linked)
        self._mark("Alt+M", "Lovely")
        teacher.press("#")
        teacher.type(what.measure)
        teacher.press("Return", "Return")
        teacher.type(what.reply)
        teacher.press("Ctrl+Return")

    def _stop_at(self, frame: int, *, with_space: bool = False) -> None:
        """Play until a little behind a frame, then find it, and see that it is the one that is painted."""
        teacher = self._teacher
        teacher.until(lambda: self._state.playing and self._painted >= frame + _LATE_FRAMES, f"frame {frame} played")
        if with_space:
            teacher.press("Space")
        teacher.hold(Qt.Key.Key_Left, lambda: self._state.target >= frame)
        teacher.press("Right")
        teacher.until(lambda: self._painted == frame and not self._state.playing, f"frame {frame} found")
        number = read_picture(self._desk.panes.player.view.grab().toImage())
        assert number == self._numbers(self._take, frame), f"{number} stands where frame {frame} ought to"

    def _mark(self, key: str, text: str) -> None:
        self._teacher.press(key)
        self._teacher.type(text)
        self._teacher.press("Return")

    @property
    def _state(self) -> PlayerState:
        return self._desk.player.state

    @property
    def _painted(self) -> int:
        return self._desk.panes.player.painted_frame


def wrong_in(library: Library, take_id: str, what: Heard, times_ms: Sequence[int]) -> list[str]:
    """Return in words what of a review is not in the library as it was meant; `times_ms` are its frames' times."""
    detail = take.detail(library, take_id)
    found = [
        (one.kind, one.start_ms, one.end_ms, one.text, one.page, one.measure) for one in take.markers(library, take_id)
    ]
    meant = [
        (MarkerKind.FEEDBACK, times_ms[what.moment], None, "Count 1-2-3", None, None),
        (MarkerKind.QUESTION, times_ms[what.first], times_ms[what.last + 1], "Which finger?", None, None),
        (MarkerKind.PRAISE, times_ms[what.linked], None, "Lovely", what.page, what.measure),
    ]
    said = [message.text for message in take.messages(library, take_id)]
    wrong = [] if found == meant else [f"markers {found}, not {meant}"]
    wrong += [] if said == [what.reply] else [f"messages {said}"]
    wrong += [] if detail is not None and detail.submission.reviewed_at is not None else ["not reviewed"]
    wrong += [] if take.draft(library, take_id) is None else ["a draft is left"]
    return wrong


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
