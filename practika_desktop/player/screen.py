"""Which picture to ask the take's worker for and which to hand to the window: never another than its number says."""

from practika_desktop.media.index import FrameIndex
from practika_desktop.player.deck import Box
from practika_desktop.player.pictures import Picture, TakePictures
from practika_desktop.player.state import Shown

AHEAD = 8
BEHIND = 6


class Screen:
    """Knows the frame that was handed out last, `shown`, -1 before any."""

    def __init__(self) -> None:
        self.shown = -1
        self._box_shown: Box = None
        self._asked: tuple[int, int, int, Box] | None = None

    def show(
        self, take: TakePictures, index: FrameIndex, goal: int, *, direction: int, oldest: int | None, box: Box
    ) -> Shown | None:
        """Ask for frame `goal` and return its picture as soon as it is there, once, and anew for another box.

        While playing, `oldest` is the frame furthest behind the goal that may stand in for it when it is late.
        """
        self._ask(take, goal, direction, 0 if oldest is None else AHEAD, box)
        if goal == self.shown and box == self._box_shown:
            return None
        n, picture = goal, take.picture(goal)
        if picture is not None and goal == self.shown and not _fits(picture, box):
            return None
        if picture is None and oldest is not None:
            n, picture = self._stand_in(take, goal, direction, oldest)
        if picture is None:
            return None
        self.shown, self._box_shown = n, box
        return Shown(n, index.ms(n), picture)

    def _ask(self, take: TakePictures, goal: int, direction: int, ahead: int, box: Box) -> None:
        asked = (goal, direction, ahead, box)
        if asked != self._asked:
            self._asked = asked
            take.want(goal, direction=direction, ahead=ahead, box=box)

    def _stand_in(self, take: TakePictures, goal: int, direction: int, oldest: int) -> tuple[int, Picture | None]:
        for n in range(goal - direction, goal - (BEHIND + 1) * direction, -direction):
            if n == self.shown or (n - oldest) * direction < 0:
                break
            picture = take.picture(n)
            if picture is not None:
                return n, picture
        return goal, None


def _fits(picture: Picture, box: Box) -> bool:
    """Tell whether the picture was made for the box: it fills one of its sides."""
    return box is None or picture.width == box[0] or picture.height == box[1]
