"""A teacher's sitting, played by a script on the real desk: everything that the desk is used for, take after take."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from practika_desktop.edits.people import edit_student
from practika_desktop.player.state import Phase
from practika_desktop.store.takes import TakeState
from practika_desktop.ui.importing.draft import RowState
from practika_desktop.ui.importing.sheet import ImportSheet
from tests.benchmarks.desks import BenchDesk
from tests.support.hands import Hand

_HELD_KEY_MS = 33
_POINTER_MS = 16
_READ_MS = 600
_DIALOGS = ("Ctrl+,", "Ctrl+P", "?")
_SEARCHES = ("Student 3", "Piece 7", "wrist")


class Sitting:
    """Reviews take after take; every few takes there is something else to do. `rounds` counts the takes."""

    def __init__(self, bench: BenchDesk, students: tuple[str, ...], new_files: Callable[[int], list[Path]]) -> None:
        self._bench = bench
        self._desk = bench.open
        self._teacher = bench.teacher
        self._students = students
        self._new_files = new_files
        self._pointer = Hand(bench.open.panes.player.timeline)
        self.rounds = 0

    def work(self, seconds: float) -> None:
        """Review takes for so long."""
        end = time.monotonic() + seconds
        between = (self._look_through_inbox, self._look_into_dialogs, self._rename_a_student, self._import_takes)
        while time.monotonic() < end:
            self._review()
            between[self.rounds % len(between)]()
            self.rounds += 1

    def _review(self) -> None:
        """Watch, step, mark, loop, link, turn pages, scrub, answer, go on; take it back now and then."""
        self._wait_until_ready()
        self._teacher.rest(_READ_MS)
        self._watch()
        self._step()
        self._mark()
        self._loop()
        self._turn_pages()
        self._scrub()
        self._answer()

    def _wait_until_ready(self) -> None:
        player, pane = self._desk.player, self._desk.panes.player
        self._teacher.until(
            lambda: player.state.phase is Phase.READY and pane.painted_frame == player.state.frame, "a picture"
        )

    def _watch(self) -> None:
        teacher = self._teacher
        teacher.press("Home", "Space")
        teacher.rest(2_000)
        teacher.press("1")
        teacher.rest(800)
        teacher.press("Down", "Down")
        teacher.rest(1_500)
        teacher.press("Backspace", "Shift+Right")
        teacher.rest(800)
        teacher.press("Space")

    def _step(self) -> None:
        for key in ("Left",) * 15 + ("Right",) * 30:
            self._teacher.press(key)
            self._teacher.rest(_HELD_KEY_MS)

    def _mark(self) -> None:
        teacher = self._teacher
        for key, words in (("M", "Count 1-2-3 aloud from here."), ("Shift+M", "Which finger?"), ("Alt+M", "Lovely!")):
            teacher.press("Shift+Right", "Left", key)
            self._write(words)
            teacher.press("Return")
            teacher.rest(_READ_MS)
        teacher.press("#")
        self._write("7")
        teacher.press("Return")
        teacher.press("Ctrl+Left", "Ctrl+Left")
        teacher.rest(_READ_MS)

    def _loop(self) -> None:
        teacher = self._teacher
        teacher.press("I", "Shift+Right", "O", "M")
        self._write("This once more, slowly.")
        teacher.press("Return")
        teacher.rest(2_500)
        teacher.press("K", "Shift+P", "Ctrl+Z", "Ctrl+Shift+Z")
        teacher.rest(_READ_MS)

    def _turn_pages(self) -> None:
        for key in ("]", "Ctrl++", "Ctrl++", "Ctrl+0", "["):
            self._teacher.press(key)
            self._teacher.rest(300)

    def _scrub(self) -> None:
        timeline, pointer = self._desk.panes.player.timeline, self._pointer
        y = timeline.height() / 3
        for x in range(60, timeline.width() - 60, 24):
            pointer.move(x, y)
            self._teacher.rest(_POINTER_MS)
        pointer.press(80, y)
        for x in (*range(80, 500, 6), *range(500, 200, -6)):
            pointer.move(x, y)
            self._teacher.rest(_POINTER_MS)
        pointer.release(200, y)
        pointer.leave()
        self._teacher.rest(_READ_MS)

    def _answer(self) -> None:
        self._teacher.press("Return")
        self._write("Steadier than last week. The last four measures are back in tempo.")
        self._teacher.rest(_READ_MS)
        self._teacher.press("Ctrl+Return")
        if self.rounds % 3 == 2:
            self._wait_until_ready()
            self._teacher.press("Ctrl+Z")
            self._teacher.rest(_READ_MS)
            self._teacher.press("Ctrl+Shift+Z")

    def _look_through_inbox(self) -> None:
        inbox = self._desk.panes.inbox
        inbox.show_state(TakeState.ALL)
        self._teacher.rest(300)
        self._teacher.press("Ctrl+F")
        self._write(_SEARCHES[self.rounds % len(_SEARCHES)])
        self._teacher.rest(300)
        inbox.filters.clear()
        self._teacher.press("Esc", "PgDown")
        self._wait_until_ready()
        self._teacher.press("PgDown")
        self._wait_until_ready()
        inbox.show_state(TakeState.WAITING)

    def _look_into_dialogs(self) -> None:
        for key in _DIALOGS:
            self._teacher.press("Esc", key)
            self._teacher.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog), "a dialog")
            self._teacher.rest(300)
            self._teacher.press("Esc")
            self._teacher.until(lambda: QApplication.activeModalWidget() is None, "the dialog closed")

    def _rename_a_student(self) -> None:
        student_id = self._students[self.rounds % len(self._students)]
        name = f"Student {self.rounds} by another name"
        self._desk.history.run(edit_student, student_id=student_id, display_name=name)
        self._teacher.rest(_READ_MS)

    def _import_takes(self) -> None:
        teacher, window = self._teacher, self._desk.window
        files = self._new_files(self.rounds)
        self._desk.dialogs.import_paths(files)
        teacher.until(lambda: window.findChild(ImportSheet) is not None, "the sheet")
        sheet: ImportSheet | None = window.findChild(ImportSheet)
        assert sheet is not None
        rows = sheet.model.draft.rows
        teacher.until(lambda: [row.state for row in rows] == [RowState.READY] * len(files), "the files looked at")
        sheet.table.setFocus()
        teacher.press("Ctrl+Home", "Right", "Right")
        self._write("Student by hand")
        teacher.press("Return", "Shift+Down", "Ctrl+D")
        teacher.until(sheet.parts.begin.isEnabled, "a student for every file")
        sheet.parts.begin.setFocus()
        teacher.press("Space")
        teacher.until(lambda: window.findChild(ImportSheet) is None, "the sheet closed by itself")

    def _write(self, text: str) -> None:
        """Type at the pace of a quick typist."""
        for letter in text:
            self._teacher.type(letter)
            self._teacher.rest(_HELD_KEY_MS)
