"""Work through the sample studio's waiting takes as a teacher does: python -m tools.walkthrough [FOLDER].

Leaves `desk.png`, `all-done.png` and `summary.txt` in the folder.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from practika_desktop.app import OpenDesk
from practika_desktop.player.state import Phase
from practika_desktop.store import takes
from practika_desktop.store.takes import InboxFilter
from practika_desktop.ui.theme.theme import Appearance
from tools.driving import Teacher
from tools.sample_desk import make, opened

_REPLIES = {
    "First part, hands together": "Steadier than last week. The last four measures are back in tempo: well heard!",
    "First part, right hand": "Your eighths are even now. Look at the key in measure 7 before you play it.",
    "Second part": "Well read! It starts to run in measure 21; count aloud there.",
}


def main() -> None:
    """Work through the takes and say what was done."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sys.stdout.write("Making the sample studio.\n")
    make(folder / "sample")
    said: list[str] = []

    def say(words: str) -> None:
        said.append(words)
        sys.stdout.write(f"{words}\n")

    with opened(folder, Appearance.SYSTEM, with_sound=True) as (desk, teacher):
        _work_through(desk, teacher, folder, say)
    (folder / "summary.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    sys.stdout.write(f"Pictures and summary are in {folder}.\n")


def _work_through(desk: OpenDesk, teacher: Teacher, folder: Path, say: Callable[[str], None]) -> None:
    waiting = takes.count(desk.library, InboxFilter())
    began = time.monotonic()
    for number in range(1, waiting + 1):
        _review(desk, teacher, folder / "desk.png" if number == 1 else None, say)
    teacher.until(desk.window.all_done.isVisible, "the page that says that all is done")
    teacher.rest(200)
    teacher.photograph(folder / "all-done.png")
    left = takes.count(desk.library, InboxFilter())
    say(f"Takes reviewed: {waiting - left} of {waiting}, in {time.monotonic() - began:.0f} s.")
    say(f"Keys pressed beyond the texts typed: {teacher.presses}, {teacher.presses / waiting:.1f} a take.")
    trouble = desk.player.state.sound_error
    say(f"Sound: {trouble.title if trouble is not None else 'played by VLC'}")


def _review(desk: OpenDesk, teacher: Teacher, photograph: Path | None, say: Callable[[str], None]) -> None:
    """Watch a while, stop, mark, link, answer, next."""
    player, pane = desk.player, desk.panes.player
    teacher.until(lambda: player.state.phase is Phase.READY and pane.painted_frame == 0, "the take's first picture")
    detail = desk.desk.taking.detail
    if detail is None or detail.exercise is None:
        raise AssertionError("no take of an exercise on the desk")
    teacher.press("Space")
    teacher.until(lambda: player.state.time_ms > 2_000, "two seconds played")
    teacher.press("Space", "Left", "Left", "Right")
    teacher.press("M")
    teacher.type("Count 1-2-3 aloud from here.")
    teacher.press("Return")
    teacher.press("#")
    teacher.type(detail.exercise.first_measure or "1")
    teacher.press("Return", "Return")
    teacher.type(_REPLIES[detail.exercise.title])
    teacher.rest(300)
    if photograph is not None:
        teacher.until(lambda: desk.panes.score.page > 0, "the score")
        teacher.rest(700)
        teacher.photograph(photograph)
    marker = desk.desk.taking.markers[0]
    say(
        f"{detail.student.display_name}, {detail.exercise.title}: "
        f"marker at {marker.start_ms / 1000:.3f} s on page {marker.page}, measure {marker.measure}; answered."
    )
    teacher.press("Ctrl+Return")


if __name__ == "__main__":
    main()
