"""The real desk, worked on by keys until it is killed: `python -m tests.torture.desk_at_work FOLDER [look|SEED]`.

Each line on standard output is what was shown: the number of mutations and the digest of all records. With `look` it
ends once the first picture is on the desk, and anything that was said or asked is an error.
"""

import os
import random
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from practika_desktop.app import Folders, OpenDesk
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.shell.defects import Defects
from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.torture.hands import shown
from tools.driving import Teacher

_ROUNDS = 1_000


def main() -> None:
    """Open the desk and work on it, or look at it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder, what = Path(sys.argv[1]), sys.argv[2]
    application = QApplication(["practika"])
    folders = Folders(own_library=folder, cache=folder.parent / "cache", config=folder.parent / "config")
    theme = Theme(application, Appearance.LIGHT)
    settings = Settings(folders.config / "settings.json")
    with Library.open(folder) as library:
        desk = OpenDesk(library, theme=theme, settings=settings, folders=folders, with_sound=False)
        defects = Defects(desk.bridge.post, _frightened)
        try:
            desk.window.resize(1280, 800)
            desk.show()
            teacher = Teacher(desk.window)
            _wait_for_the_desk(desk, teacher)
            _tell(library)
            if what != "look":
                _work(desk, teacher, random.Random(int(what)))
        finally:
            defects.close()
            desk.close()
            theme.close()


def _wait_for_the_desk(desk: OpenDesk, teacher: Teacher) -> None:
    """Wait until a picture is painted, or nothing waits any more."""
    teacher.until(lambda: desk.panes.player.painted_frame >= 0 or desk.panes.inbox.next_waiting() is None, "a picture")
    asked = [
        top.windowTitle() for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()
    ]
    if asked:
        raise AssertionError(f"the desk asks {asked}")


def _work(desk: OpenDesk, teacher: Teacher, chance: random.Random) -> None:
    """Mark, write, send, go on, take back: each time what is shown is told."""
    for number in range(_ROUNDS):
        match chance.randrange(7):
            case 0 | 1:
                teacher.press("M")
                teacher.type(f"Note {number}")
                teacher.press("Return")
            case 2:
                teacher.press("Return")
                teacher.type(f"Reply {number}")
                teacher.press("Ctrl+Return")
            case 3:
                teacher.press("Return")
                teacher.type("Half a sen")
                teacher.press("Escape")
            case 4:
                teacher.press("PgUp")
            case 5:
                teacher.press("Ctrl+Shift+Z")
            case _:
                teacher.press("Ctrl+Z")
        teacher.rest(chance.randrange(60))
        _tell(desk.library)


def _tell(library: Library) -> None:
    held = shown(library, "shown")
    sys.stdout.write(f"{held.mutations} {held.digest}\n")
    sys.stdout.flush()


def _frightened(title: str, advice: str, details: str) -> None:
    sys.stderr.write(f"{title} {advice} {details}\n")


if __name__ == "__main__":
    main()
