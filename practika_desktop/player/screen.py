"""Which picture to ask the take's worker for and which to hand to the window: never another than its number says."""

from collections import deque
from dataclasses import dataclass

from practika_desktop.media.index import FrameIndex
from practika_desktop.player.deck import Box
from practika_desktop.player.pictures import Picture, TakePictures
from practika_desktop.player.state import Shown

AHEAD = 8
BEHIND = 6
NEIGHBOURS = 3  # on either side of a frame that rests, at hand for steps
_PASSED = 32


@dataclass(frozen=True)
class Aim:
    """The frame that ought to be on screen, and what helps to have it in time.

    While playing, `oldest` is the frame furthest behind the goal that may stand in for it when it is late. `pinned`
    are frames that will be needed suddenly: the head of a loop.
    """

    goal: int
    direction: int
    oldest: int | None
    pinned: range


class Screen:
    """Knows the frame that was handed out last, `shown`, -1 before any."""

    def __init__(self) -> None:
        self.shown = -1
        self._box_shown: Box = None
        self._asked: tuple[Aim, Box] | None = None
        self._passed: deque[int] = deque(maxlen=_PASSED)

    def show(self, take: TakePictures, index: FrameIndex, aim: Aim, box: Box) -> Shown | None:
        """Ask for the goal and return its picture as soon as it is there, once, and anew for another box.

        Until then, what was the goal a moment ago is shown where its picture has come: so a pointer that scrubs is
        followed by pictures, though it is always ahead of them.
        """
        if (aim, box) != self._asked:
            self._ask(take, aim, box)
        if aim.goal == self.shown and box == self._box_shown:
            self._passed.clear()
            return None
        n, picture = aim.goal, take.picture(aim.goal)
        if picture is None and aim.oldest is not None:
            n, picture = self._stand_in(take, aim.goal, aim.direction, aim.oldest)
        elif picture is None:
            n, picture = self._on_the_way(take, aim.goal)
        if picture is None:
            return None
        if n == aim.goal:
            self._passed.clear()
        self.shown, self._box_shown = n, box
        return Shown(n, index.ms(n), picture)

    def _ask(self, take: TakePictures, aim: Aim, box: Box) -> None:
        before = self._asked[0] if self._asked is not None else aim
        if before.oldest is None and before.goal not in (aim.goal, self.shown):
            self._passed.append(before.goal)
        self._asked = aim, box
        ahead, behind = (NEIGHBOURS, NEIGHBOURS) if aim.oldest is None else (AHEAD, 0)
        take.want(aim.goal, direction=aim.direction, ahead=ahead, behind=behind, box=box, pinned=aim.pinned)

    def _on_the_way(self, take: TakePictures, goal: int) -> tuple[int, Picture | None]:
        """Return the latest of the passed goals whose picture has come; those before it are too late."""
        for n in reversed(self._passed):
            picture = take.picture(n)
            if picture is not None:
                while self._passed.popleft() != n:
                    pass
                return n, picture
        return goal, None

    def _stand_in(self, take: TakePictures, goal: int, direction: int, oldest: int) -> tuple[int, Picture | None]:
        for n in range(goal - direction, goal - (BEHIND + 1) * direction, -direction):
            if n == self.shown or (n - oldest) * direction < 0:
                break
            picture = take.picture(n)
            if picture is not None:
                return n, picture
        return goal, None
