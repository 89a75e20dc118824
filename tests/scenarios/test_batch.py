"""A teacher's sitting: three takes from a folder to “all done”, by the keyboard alone."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from practika_desktop.app import OpenDesk
from practika_desktop.player.state import Phase
from practika_desktop.store import people, takes
from practika_desktop.store.takes import InboxFilter
from practika_desktop.ui.importing.draft import RowState
from practika_desktop.ui.importing.sheet import ImportSheet
from tests.support.panes import read_picture
from tests.support.scores import make_score
from tests.support.videos import MadeVideo, made
from tools.driving import Teacher

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]

_KINDS = ("h264", "h264-uneven", "h264-90")


class Sitting:
    """The teacher at the desk, and what can be seen on it."""

    def __init__(self, desk: OpenDesk, videos: list[MadeVideo]) -> None:
        self.desk = desk
        self.videos = videos
        self.teacher = Teacher(desk.window)

    def wait_for_take(self, number: int) -> None:
        """Wait until the picture of the take with this number is painted."""
        player = self.desk.player
        first = self.videos[number].numbers[0]
        self.teacher.until(
            lambda: (
                player.state.phase is Phase.READY and self.desk.panes.player.painted_frame == 0 and self.seen() == first
            ),
            f"the first picture of take {number}",
        )

    def seen(self) -> int | None:
        """Read the number in the painted picture."""
        return read_picture(self.desk.panes.player.view.grab().toImage())

    def still(self, number: int) -> int:
        """Wait until the player rests on a picture, hold what is painted against what it says, return the frame."""
        pane, player = self.desk.panes.player, self.desk.player
        self.teacher.until(
            lambda: not player.state.playing and pane.painted_frame == player.state.frame, "a still picture"
        )
        self.teacher.rest(50)
        frame = player.state.frame
        assert self.seen() == self.videos[number].numbers[frame]
        return frame

    def step(self, number: int, key: str, expected: int) -> None:
        """Press a key that moves the picture and see that the expected frame is painted."""
        self.teacher.press(key)
        self.teacher.until(lambda: self.desk.panes.player.painted_frame == expected, f"frame {expected}")
        assert self.still(number) == expected


def test_three_takes_by_the_keyboard_alone(desk: OpenDesk, tmp_path: Path) -> None:
    videos = [made(kind) for kind in _KINDS]
    folder = tmp_path / "from the students"
    folder.mkdir()
    for number, video in enumerate(videos, start=1):
        shutil.copy2(video.path, folder / f"ana {number}{video.path.suffix}")
    sitting = Sitting(desk, videos)
    _import(sitting, folder)
    _review_with_markers(sitting)
    _answer_and_go_on(sitting)
    _finish(sitting)
    _read_by_another_process(tmp_path / "library")


def _import(sitting: Sitting, folder: Path) -> None:
    teacher, window = sitting.teacher, sitting.desk.window
    assert sitting.desk.window.rooms.is_first_start
    teacher.press("Ctrl+I")
    teacher.until(
        lambda: isinstance(QApplication.activeModalWidget() or QApplication.activeWindow(), ImportSheet), "sheet"
    )
    sheet = window.findChild(ImportSheet)
    assert sheet is not None
    _tab_to(teacher, sheet.parts.files)
    teacher.choose_when_asked(*sorted(folder.iterdir()))
    teacher.press("Space")
    teacher.until(lambda: sheet.model.rowCount() == 3, "three files in the sheet")
    teacher.until(lambda: {row.state for row in sheet.model.draft.rows} == {RowState.READY}, "the files looked at")
    _tab_to(teacher, sheet.table)
    teacher.press("Home", "Right", "Right")
    teacher.type("Ana Ferreira")
    teacher.press("Return")
    teacher.press("Shift+Down", "Shift+Down", "Ctrl+D")
    teacher.until(lambda: len(sheet.model.draft.ready) == 3, "a student for every file")
    teacher.press("Ctrl+Home", "Right", "Right", "Right")
    teacher.type("Minuet in G")
    teacher.press("Return")
    teacher.press("Shift+Down", "Shift+Down", "Ctrl+D")
    _tab_to(teacher, sheet.parts.score.button)
    teacher.choose_when_asked(make_score(folder.parent / "minuet.pdf", pages=3))
    teacher.press("Space")
    teacher.until(lambda: people.pieces(sitting.desk.library)[0].score_media_id is not None, "the piece's score")
    _tab_to(teacher, sheet.parts.begin)
    assert sheet.parts.begin.text() == "Import 3 takes"
    teacher.press("Space")
    teacher.until(lambda: takes.count(sitting.desk.library, InboxFilter()) == 3, "three waiting takes")
    teacher.until(lambda: window.findChild(ImportSheet) is None, "the sheet closed by itself")


def _review_with_markers(sitting: Sitting) -> None:
    """Work on the first take: play, pause, step both ways, three markers, one a range, one linked, undo and redo."""
    teacher, desk = sitting.teacher, sitting.desk
    player, marking = desk.player, desk.desk.marking
    sitting.wait_for_take(0)
    teacher.press("Space")
    teacher.until(lambda: player.state.frame > 20, "the take playing")
    assert player.state.sound_error is None
    teacher.press("Space")
    frame = sitting.still(0)
    sitting.step(0, "Right", frame + 1)
    sitting.step(0, "Right", frame + 2)
    sitting.step(0, "Left", frame + 1)
    teacher.press("M")
    teacher.type("Count 1-2-3-4 here")
    teacher.press("Return")
    [first] = desk.desk.taking.markers
    index = player.state.index
    assert index is not None
    assert (first.start_ms, first.end_ms, first.text) == (index.ms(frame + 1), None, "Count 1-2-3-4 here")

    teacher.until(lambda: player.state.frame > frame + 2, "the take playing on")
    teacher.press("Space")
    frame = sitting.still(0)
    teacher.press("I")
    for step in range(1, 11):
        sitting.step(0, "Right", frame + step)
    teacher.press("O", "Shift+M")
    teacher.type("Which finger?")
    teacher.press("Return")
    span = desk.desk.taking.markers[1] if desk.desk.taking.markers[0].id == first.id else desk.desk.taking.markers[0]
    assert (span.start_ms, span.end_ms) == (index.ms(frame), index.ms(frame + 11))

    teacher.press("K", "Home")
    teacher.until(lambda: desk.panes.player.painted_frame == 0, "the start")
    teacher.press("Alt+M")
    teacher.type("Lovely start")
    teacher.press("Return")
    assert len(desk.desk.taking.markers) == 3

    teacher.press("]")
    teacher.until(lambda: desk.panes.score.page == 2, "the score's second page")
    teacher.press("#")
    teacher.type("17")
    teacher.press("Return")
    linked = marking.chosen
    assert linked is not None
    assert (linked.text, linked.page, linked.measure) == ("Lovely start", 2, "17")

    teacher.press("Ctrl+Z")
    assert marking.chosen is not None
    assert (marking.chosen.page, marking.chosen.text) == (None, "Lovely start")
    teacher.press("Ctrl+Shift+Z")
    assert marking.chosen is not None
    assert (marking.chosen.page, marking.chosen.measure, marking.chosen.text) == (2, "17", "Lovely start")


def _answer_and_go_on(sitting: Sitting) -> None:
    """Reply to the first take and send: it is reviewed, and the second one is on the desk."""
    teacher, desk = sitting.teacher, sitting.desk
    teacher.press("Return")
    teacher.type("Three things, all small. M, N and # are only letters here.")
    assert len(desk.desk.taking.markers) == 3
    teacher.press("Ctrl+Return")
    sitting.wait_for_take(1)
    assert takes.count(desk.library, InboxFilter()) == 2
    teacher.press("Ctrl+Z")
    sitting.wait_for_take(0)
    assert takes.count(desk.library, InboxFilter()) == 3
    assert desk.panes.thread.text == "Three things, all small. M, N and # are only letters here."
    teacher.press("Ctrl+Shift+Z")
    sitting.wait_for_take(1)
    assert takes.count(desk.library, InboxFilter()) == 2


def _finish(sitting: Sitting) -> None:
    """Finish the second and third take: done without a word, then the page that says so."""
    teacher, desk = sitting.teacher, sitting.desk
    for step in (1, 2, 3):
        sitting.step(1, "Right", step)
    teacher.press("N")
    sitting.wait_for_take(2)
    teacher.press("PgUp")
    sitting.wait_for_take(1)
    teacher.press("Ctrl+Return")
    sitting.wait_for_take(2)
    teacher.press("Ctrl+Return")
    teacher.until(desk.window.all_done.isVisible, "the page that says that all is done")
    assert takes.count(desk.library, InboxFilter()) == 0


def _tab_to(teacher: Teacher, widget: object) -> None:
    """Press Tab until a widget has the focus; a bounded number of times."""
    for _ in range(30):
        if teacher.focus is widget:
            return
        teacher.press("Tab")
    raise AssertionError(f"Tab never reaches {widget}")


def _read_by_another_process(library: Path) -> None:
    """See that what was done is on the drive: another process reads it while the desk is open."""
    command = [sys.executable, "-m", "practika_desktop", "--library", str(library)]
    checked = subprocess.run([*command, "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    exported = subprocess.run([*command, "export", "--format", "json"], capture_output=True, text=True, check=True)
    read: list[dict[str, Any]] = json.loads(exported.stdout)["takes"]
    assert len(read) == 3
    assert all(take["reviewed_at"] for take in read)
    [marked] = [take for take in read if take["markers"]]
    assert {(marker["kind"], marker["text"]) for marker in marked["markers"]} == {
        ("feedback", "Count 1-2-3-4 here"),
        ("question", "Which finger?"),
        ("praise", "Lovely start"),
    }
    assert [message["text"] for message in marked["messages"]] == [
        "Three things, all small. M, N and # are only letters here."
    ]
