"""What an action is."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from practika_desktop.ui.desk.desk import Desk


class Context(Enum):
    """Where an action's keys work."""

    WINDOW = "Everywhere"
    REVIEW = "While no text is typed"
    BESIDE = "In the inbox, the score and the thread"
    CORRECT = "In the score, while measures are corrected"


class Menu(StrEnum):
    """The menus in their order, with their access keys; the help sheet uses the same groups."""

    STUDIO = "&Studio"
    EDIT = "&Edit"
    PLAY = "&Play"
    MARK = "Mar&k"
    SCORE = "S&core"
    MEASURES = "Meas&ures"
    REVIEW = "&Review"
    VIEW = "&View"
    HELP = "&Help"

    @property
    def words(self) -> str:
        """Return the title without the sign of the access key."""
        return self.value.replace("&", "")


def _always(_desk: "Desk") -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the teacher can do; `keys` are the default ones in Qt's portable words ("Ctrl+Left").

    `run` does it; `enabled` tells whether it can be done now, `checked`, for one of several ways, whether it is the one
    in use. `title_now` gives a title that changes ("Undo add marker"), `repeats` lets a held key do it again and again,
    `starts_group` puts a line above it in its menu.
    """

    id: str
    title: str
    menu: Menu
    run: "Callable[[Desk], None]"
    enabled: "Callable[[Desk], bool]" = _always
    keys: tuple[str, ...] = ()
    context: Context = Context.REVIEW
    icon: str = ""
    checked: "Callable[[Desk], bool] | None" = None
    title_now: "Callable[[Desk], str] | None" = None
    repeats: bool = False
    starts_group: bool = False
