"""Which picture to ask the take's worker for and which to hand to the window: never another than its number says."""

from dataclasses import dataclass

from practika_desktop.media.index import FrameIndex
from practika_desktop.player.deck import Box
from practika_desktop.player.pictures import Picture, TakePictures
from practika_desktop.player.state import Shown

AHEAD = 8
BEHIND = 6


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

    def show(self, take: TakePictures, index: FrameIndex, aim: Aim, box: Box) -> Shown | None:
        """Ask for the goal and return its picture as soon as it is there, once, and anew for another box."""
        if (aim, box) != self._asked:
            self._asked = aim, box
            ahead = 0 if aim.oldest is None else AHEAD
            take.want(aim.goal, direction=aim.direction, ahead=ahead, box=box, pinned=aim.pinned)
        if aim.goal == self.shown and box == self._box_shown:
            return None
        n, picture = aim.goal, take.picture(aim.goal)
        if picture is None and aim.oldest is not None:
            n, picture = self._stand_in(take, aim.goal, aim.direction, aim.oldest)
        if picture is None:
            return None
        self.shown, self._box_shown = n, box
        return Shown(n, index.ms(n), picture)

    def _stand_in(self, take: TakePictures, goal: int, direction: int, oldest: int) -> tuple[int, Picture | None]:
        for n in range(goal - direction, goal - (BEHIND + 1) * direction, -direction):
            if n == self.shown or (n - oldest) * direction < 0:
                break
            picture = take.picture(n)
            if picture is not None:
                return n, picture
        return goal, None
