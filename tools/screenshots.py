"""Take the README's pictures, light and dark: python -m tools.screenshots [FOLDER]."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from practika_desktop.app import OpenDesk
from practika_desktop.edits.done import Verb
from practika_desktop.model.measures import marks, tapping
from practika_desktop.model.measures.cursor import Cursor
from practika_desktop.player.state import Phase
from practika_desktop.store import takes
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.theme.theme import Appearance
from tools.driving import Teacher
from tools.sample.minuet import BEATS
from tools.sample.takes import TAKES, measure_starts
from tools.sample_desk import make, opened

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
_SAMPLE = Path(__file__).parents[1] / "resources" / "sample"


def main() -> None:
    """Take every picture in both appearances."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for appearance in (Appearance.LIGHT, Appearance.DARK):
            folder = Path(name) / appearance.value
            make(folder / "sample")

            def save(widget: QWidget, what: str, appearance: Appearance = appearance) -> None:
                widget.grab().save(str(target / f"{what}-{appearance.value}.png"))

            with opened(folder, appearance) as (desk, teacher):
                _at_work(desk, teacher, save)
            with opened(folder, appearance, library="empty") as (desk, teacher):
                _at_the_start(desk, teacher, save)


def _at_work(desk: OpenDesk, teacher: Teacher, save: Callable[[QWidget, str], None]) -> None:
    """Show the take that has markers and a thread, its thread, the sheet of keys, and its score being corrected."""
    _wait_for_picture(desk, teacher)
    desk.panes.inbox.show_state(TakeState.ALL)
    [reviewed] = takes.page(desk.library, InboxFilter(state=TakeState.REVIEWED), 0, 1)
    desk.desk.taking.open(reviewed.submission_id)
    teacher.until(lambda: desk.player.state.key == reviewed.submission_id, "the reviewed take")
    _wait_for_picture(desk, teacher)
    teacher.press("Esc", "Ctrl+Right")
    teacher.rest(500)
    teacher.press("Ctrl+Right")
    teacher.rest(2_000)
    save(desk.window, "desk")
    teacher.press("Return")
    teacher.type("Try it with the metronome at 96 first.")
    teacher.rest(500)
    save(desk.panes.thread, "thread")
    teacher.press("Esc", "?")
    _save_dialog(teacher, save, "keys")
    teacher.until(lambda: desk.desk.measuring.measures is not None, "the measures of the score")
    _follow(desk, teacher)
    save(desk.window, "following")
    teacher.press("Shift+G", "Right", "O", "Right", "Right", "1", "E", "C", "Right", "2", "E", "Down", "Shift+Right")
    teacher.rest(500)
    save(desk.panes.score, "measures")
    teacher.press("Esc")


def _follow(desk: OpenDesk, teacher: Teacher) -> None:
    """Tap the take all through as it is played, and go where its player rushes."""
    measuring, timing = desk.desk.measuring, desk.desk.timing
    if measuring.measures is None:
        raise AssertionError("there are no measures to tap")
    measuring.correct(marks.set_beats(measuring.measures, measuring.measures.places[0].id, BEATS), Verb.SET_BEATS)
    taps, cursor = timing.taps, Cursor(timing.downbeats)
    for seconds in measure_starts(TAKES[0]).values():
        taps, cursor = tapping.tap(taps, round(seconds * 1000), 0.0, cursor)
    timing.keep(taps, Verb.TAP_MEASURE)
    teacher.press("Ctrl+T", "G")
    teacher.type("10")
    teacher.press("Return")
    teacher.rest(1_000)


def _at_the_start(desk: OpenDesk, teacher: Teacher, save: Callable[[QWidget, str], None]) -> None:
    """Show the first page, and the import sheet with the sample's files in it."""
    teacher.rest(500)
    save(desk.window, "first-start")
    desk.dialogs.import_paths([_SAMPLE])
    teacher.rest(3_000)
    _save_dialog(teacher, save, "import")


def _save_dialog(teacher: Teacher, save: Callable[[QWidget, str], None], what: str) -> None:
    """Save the dialog that is open, and close it."""
    teacher.rest(300)
    dialog: QWidget | None = QApplication.activeModalWidget()
    if dialog is None:
        raise AssertionError(f"there is no dialog for {what}")
    save(dialog, what)
    dialog.close()


def _wait_for_picture(desk: OpenDesk, teacher: Teacher) -> None:
    teacher.until(
        lambda: desk.player.state.phase is Phase.READY and desk.panes.player.painted_frame >= 0, "the take's picture"
    )


if __name__ == "__main__":
    main()
