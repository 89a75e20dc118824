"""The import sheet with real files, from the drop to the takes in the library, by keyboard."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from practika_desktop.store import people, takes
from practika_desktop.store.takes import InboxFilter
from practika_desktop.ui.importing.draft import RowState
from practika_desktop.ui.importing.model import Column
from practika_desktop.ui.importing.name_editor import NameEditor
from practika_desktop.ui.importing.sheet import ImportSheet
from practika_desktop.ui.importing.table import ImportTable
from tests.support.videos import broken, made
from tests.ui.importing.conftest import Desk

pytestmark = pytest.mark.desktop

PATIENCE_MS = 30_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two videos and a text that is named like one."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    shutil.copy(made("h264").path, folder / "ana_bourree_1.mp4")
    shutil.copy(made("h264-mov").path, folder / "VID_2.mov")
    shutil.copy(broken("text"), folder / "VID_3.mp4")
    return folder


def looked_at(sheet: ImportSheet, folder: Path, count: int, qtbot: QtBot) -> None:
    """Open the folder and wait until all its files were looked at."""
    sheet.add([folder])
    rows = sheet.model.draft
    qtbot.waitUntil(lambda: len(rows.rows) == count and not rows.looking, timeout=PATIENCE_MS)


def type_into(table: ImportTable, row: int, column: Column, text: str) -> None:
    """Type a name into a cell and end with Enter."""
    index = table.model().index(row, column)
    table.setCurrentIndex(index)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.indexWidget(index)
    assert isinstance(editor, NameEditor)
    QTest.keyClicks(editor, text)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.hide()
    table.window().activateWindow()  # a platform without a window manager leaves a hidden popup active
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def names(sheet: ImportSheet, column: Column) -> list[str]:
    model = sheet.model
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]


def test_files_become_takes(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    looked_at(sheet, folder, 3, qtbot)
    assert names(sheet, Column.STUDENT) == ["Ana Petrova", "", ""]
    assert names(sheet, Column.LENGTH) == ["0:04", "0:04", ""]
    assert names(sheet, Column.STATUS)[:2] == ["Ready", "Choose a student"]
    assert sheet.model.draft.rows[2].state is RowState.REFUSED
    assert sheet.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None

    type_into(sheet.table, 1, Column.STUDENT, "ben okafor")
    assert sheet.parts.begin.text() == "Import 2 takes"
    with qtbot.waitSignal(sheet.runner.finished, timeout=PATIENCE_MS):
        QTest.mouseClick(sheet.parts.begin, Qt.MouseButton.LeftButton)
    found = takes.page(desk.studio.library, InboxFilter(), 0, 10)
    assert {(take.student_name, take.piece_title) for take in found} == {
        ("Ana Petrova", "Bourrée in E minor"),
        ("Ben Okafor", None),
    }
    assert desk.history.undo_title == "Add takes"
    assert names(sheet, Column.STATUS)[:2] == ["Imported", "Imported"]
    assert sheet.isVisible()  # one file is left to be read about


def test_what_was_chosen_is_proposed_the_next_time(desk: Desk, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    (folder / "VID_3.mp4").unlink()
    sheet = desk.sheet()
    looked_at(sheet, folder, 2, qtbot)
    for row in (0, 1):
        type_into(sheet.table, row, Column.STUDENT, "Ben Okafor")
    with qtbot.waitSignal(sheet.runner.finished, timeout=PATIENCE_MS):
        sheet.parts.begin.click()
    assert sheet.result() == QDialog.DialogCode.Accepted
    later = tmp_path / "later"
    later.mkdir()
    shutil.copy(made("vp9").path, later / "ana_bourree_9.webm")
    shutil.copy(made("vp9").path, folder / "VID_77.webm")
    second = desk.sheet()
    second.add([later / "ana_bourree_9.webm", folder / "VID_77.webm"])
    qtbot.waitUntil(lambda: second.model.rowCount() == 2)
    assert names(second, Column.STUDENT) == ["Ben Okafor", "Ben Okafor"]
    assert names(second, Column.PIECE) == ["Bourrée in E minor", ""]


def test_what_is_in_the_library_is_said_before_it_is_imported_again(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    looked_at(sheet, folder, 3, qtbot)
    with qtbot.waitSignal(sheet.runner.finished, timeout=PATIENCE_MS):
        sheet.parts.begin.click()
    again = desk.sheet()
    looked_at(again, folder, 3, qtbot)
    assert names(again, Column.STATUS)[:2] == ["Already in the library", "Ready"]
    assert again.parts.begin.text() == "Import 1 take"


def test_names_that_do_not_exist_are_made(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    looked_at(sheet, folder, 3, qtbot)
    type_into(sheet.table, 1, Column.STUDENT, "Clara Novak")
    type_into(sheet.table, 1, Column.PIECE, "Gavotte")
    type_into(sheet.table, 1, Column.EXERCISE, "Upbeat")
    library = desk.studio.library
    assert "Clara Novak" in {one.display_name for one in people.students(library)}
    upbeat = next(one for one in people.exercises(library) if one.title == "Upbeat")
    gavotte = next(one for one in people.pieces(library) if one.title == "Gavotte")
    assert upbeat.piece_id == gavotte.id
    assert [names(sheet, column)[1] for column in (Column.STUDENT, Column.PIECE, Column.EXERCISE)] == [
        "Clara Novak",
        "Gavotte",
        "Upbeat",
    ]
    type_into(sheet.table, 1, Column.EXERCISE, "  uPBEAT ")
    assert len([one for one in people.exercises(library) if one.title.lower() == "upbeat"]) == 1


def test_typing_into_a_cell_replaces_its_name(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    looked_at(sheet, folder, 3, qtbot)
    index = sheet.model.index(0, Column.STUDENT)
    sheet.table.setCurrentIndex(index)
    QTest.keyClicks(sheet.table, "B")
    editor = sheet.table.indexWidget(index)
    assert isinstance(editor, NameEditor)
    assert editor.name == "B"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert names(sheet, Column.STUDENT)[0] == "Ana Petrova"
    assert sheet.isVisible()


def test_fill_down_by_keyboard(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    (folder / "VID_3.mp4").unlink()
    sheet = desk.sheet()
    looked_at(sheet, folder, 2, qtbot)
    table = sheet.table
    table.setCurrentIndex(table.model().index(0, Column.STUDENT))
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert names(sheet, Column.STUDENT) == ["Ana Petrova", "Ana Petrova"]
    assert names(sheet, Column.PIECE) == ["Bourrée in E minor", ""]
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert sheet.model.rowCount() == 0
    assert sheet.parts.rooms.currentIndex() == 1


def test_an_import_that_is_stopped_keeps_what_was_brought_in(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    looked_at(sheet, folder, 3, qtbot)
    type_into(sheet.table, 1, Column.STUDENT, "Ben Okafor")
    with qtbot.waitSignal(sheet.runner.finished, timeout=PATIENCE_MS) as finished:
        sheet.parts.begin.click()
        assert sheet.parts.stop.text() == "Stop"
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    outcome = finished.args[0]
    assert outcome.cancelled
    assert takes.count(desk.studio.library, InboxFilter()) == len(outcome.added) < 2
    assert not sheet.isVisible()


def test_dropped_files_are_taken(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder)), QUrl("https://example.org/video.mp4")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    sheet.dropEvent(drop)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 3, timeout=PATIENCE_MS)


def test_a_piece_gets_its_score(desk: Desk, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = desk.sheet()
    looked_at(sheet, folder, 3, qtbot)
    sheet.table.setCurrentIndex(sheet.model.index(0, Column.PIECE))
    assert "has no score yet" in sheet.parts.score.words
    text = tmp_path / "no.pdf"
    text.write_text("no")
    with qtbot.waitSignal(sheet.runner.failed, timeout=PATIENCE_MS):
        sheet.parts.score.chosen.emit(desk.studio.bourree, text)
    assert "no PDF" in sheet.parts.words.text()
    score = tmp_path / "score.pdf"
    score.write_bytes(b"%PDF-1.7 a score")
    with qtbot.waitSignal(sheet.runner.scored, timeout=PATIENCE_MS):
        sheet.parts.score.chosen.emit(desk.studio.bourree, score)
    assert "has its score" in sheet.parts.score.words
    assert desk.history.undo_title == "Set score"


def test_closing_while_files_are_looked_at_leaves_nothing_behind(desk: Desk, folder: Path) -> None:
    sheet = desk.sheet()
    sheet.add([folder])
    sheet.close()
    assert not sheet.isVisible()


def test_no_button_is_pressed_by_enter_in_the_table(desk: Desk) -> None:
    buttons = desk.sheet().findChildren(QPushButton)
    assert buttons
    assert not any(button.autoDefault() or button.isDefault() for button in buttons)
