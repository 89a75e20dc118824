"""Editing the studio's records: kept as it is typed, undone, refused in words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.edits import people as verbs
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Exercise, Piece, Student
from practika_desktop.store import people
from practika_desktop.ui.records.dialog import RecordsPage
from practika_desktop.ui.records.entries import LineEntry
from practika_desktop.ui.records.page import RecordPage
from tests.ui.records.conftest import Records

pytestmark = pytest.mark.desktop


def student(records: Records, student_id: str) -> Student:
    found = people.students(records.studio.library, include_archived=True)
    return next(one for one in found if one.id == student_id)


def piece(records: Records, piece_id: str) -> Piece:
    return next(one for one in people.pieces(records.studio.library) if one.id == piece_id)


def exercise(records: Records, exercise_id: str) -> Exercise:
    return next(one for one in people.exercises(records.studio.library) if one.id == exercise_id)


def shown(page: RecordPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def type_over(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def test_enter_keeps_and_ctrl_z_takes_back(records: Records) -> None:
    page = records.dialog.students
    page.choose(records.studio.ana)
    type_over(page.name.line, "Ana Maria")
    assert student(records, records.studio.ana).display_name == "Ana Petrova"
    QTest.keyClick(page.name.line, Qt.Key.Key_Return)
    assert student(records, records.studio.ana).display_name == "Ana Maria"
    assert shown(page) == ["Ana Maria", "Ben Okafor"]
    assert records.dialog.undo.text() == "Undo edit student"
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert student(records, records.studio.ana).display_name == "Ana Petrova"
    assert page.name.line.text() == "Ana Petrova"
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.name.line.text() == "Ana Maria"


def test_leaving_a_field_keeps_it_once(records: Records) -> None:
    page = records.dialog.students
    page.choose(records.studio.ben)
    page.note.text.setFocus()
    QTest.keyClicks(page.note.text, "plays from memory")
    QTest.keyClick(page.note.text, Qt.Key.Key_Tab)
    assert student(records, records.studio.ben).note == "plays from memory"
    page.note.text.setFocus()
    page.name.line.setFocus()
    records.history.undo()
    assert records.history.undo_title is None


def test_what_is_typed_last_is_kept_when_the_dialog_closes(records: Records) -> None:
    page = records.dialog.pieces
    records.dialog.show_page(RecordsPage.PIECES, records.studio.menuet)
    type_over(page.composer.line, "Christian Petzold")
    QTest.keyClick(page.composer.line, Qt.Key.Key_Escape)
    assert not records.dialog.isVisible()
    assert piece(records, records.studio.menuet).composer == "Christian Petzold"


def test_a_name_that_is_refused_stays_with_a_word_on_why(records: Records) -> None:
    page = records.dialog.students
    page.choose(records.studio.ana)
    type_over(page.name.line, "")
    QTest.keyClick(page.name.line, Qt.Key.Key_Return)
    assert "empty" in page.name.wrong
    page.note.text.setPlainText("kept all the same")
    page.note.leave()
    assert (page.name.line.text(), "empty" in page.name.wrong) == ("", True)
    page.choose(records.studio.ben)
    assert (page.name.line.text(), page.name.wrong) == ("Ben Okafor", "")
    page.choose(records.studio.ana)
    assert page.name.line.text() == "Ana Petrova"


def test_a_minor_needs_guardian_and_consent(records: Records) -> None:
    page = records.dialog.students
    page.choose(records.studio.ana)
    assert not page.guardian.isVisible()
    page.minor.box.click()
    assert page.guardian.isVisible()
    assert "consent" in page.words.text()
    for entry, value in ((page.guardian, "Olga"), (page.contact, "olga@example.org"), (page.consent, "2026-13-01")):
        type_over(entry.line, value)
        QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert "not a day" in page.consent.wrong
    type_over(page.consent.line, "1 nov 2026")
    QTest.keyClick(page.consent.line, Qt.Key.Key_Return)
    assert (page.consent.wrong, page.words.text()) == ("", "")
    assert student(records, records.studio.ana).consent_on == "2026-11-01"


def test_tab_goes_through_the_form_before_it_comes_to_what_removes(records: Records, qtbot: QtBot) -> None:
    page = records.dialog.students
    page.choose(records.studio.ana)
    page.minor.box.click()
    page.assignments.offers.actions()[0].trigger()
    [line] = page.assignments.lines.values()
    qtbot.waitUntil(line.take_back.isVisible)
    page.list.setFocus()
    stops: list[QWidget | None] = []
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget() or page.list, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    entries = (page.name, page.note, page.minor, page.guardian, page.contact, page.consent, line.done, line.due)
    assert stops == [page.new, *(entry.field for entry in entries), line.take_back, page.assignments.give, page.remove]


def test_a_student_is_archived_and_brought_back(records: Records) -> None:
    page = records.dialog.students
    page.choose(records.studio.ana)
    page.remove.click()
    assert shown(page) == ["Ben Okafor", "Ana Petrova (archived)"]
    assert page.chosen == records.studio.ana
    page.remove.click()
    assert student(records, records.studio.ana).archived_at is None


@pytest.mark.parametrize("place", list(RecordsPage)[:3])
def test_a_new_record_waits_for_its_name(records: Records, place: RecordsPage) -> None:
    records.dialog.show_page(place)
    page = records.dialog.page
    before = page.list.count()
    QTest.mouseClick(page.new, Qt.MouseButton.LeftButton)
    name = page.first_field()
    assert isinstance(name, QLineEdit)
    assert name.hasFocus()
    QTest.keyClicks(name, "Aaa")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert page.list.count() == before + 1
    assert any(title.startswith("Aaa") for title in shown(page))
    assert name.text() == "Aaa"


def test_deleting_a_piece_says_what_goes_with_it_and_can_be_undone(records: Records) -> None:
    page = records.dialog.pieces
    records.dialog.show_page(RecordsPage.PIECES, records.studio.bourree)
    page.remove.click()
    assert "its exercise deleted; its takes stay" in page.words.text()
    records.dialog.show_page(RecordsPage.EXERCISES)
    assert shown(records.dialog.exercises) == ["Scales"]
    records.dialog.undo.click()
    assert shown(records.dialog.exercises) == ["Opening · Bourrée in E minor", "Scales"]
    records.dialog.show_page(RecordsPage.PIECES)
    assert shown(page) == ["Bourrée in E minor", "Menuet in G"]


def test_where_an_exercise_stands(records: Records) -> None:
    page = records.dialog.exercises
    records.dialog.show_page(RecordsPage.EXERCISES, records.studio.opening)
    for entry, typed in ((page.page, "3"), (page.first, "17"), (page.last, "24A")):
        type_over(entry.line, typed)
        QTest.keyClick(entry.line, Qt.Key.Key_Return)
    page.piece.box.setCurrentIndex(page.piece.box.findText("Menuet in G"))
    kept = exercise(records, records.studio.opening)
    assert (kept.start_page, kept.first_measure, kept.last_measure) == (3, "17", "24a")
    assert kept.piece_id == records.studio.menuet
    assert page.chosen == records.studio.opening


@pytest.mark.parametrize(("field", "typed"), [("page", "three"), ("page", "0"), ("first", "x1"), ("last", "1 to 2")])
def test_a_place_that_is_none_is_refused(records: Records, field: str, typed: str) -> None:
    page = records.dialog.exercises
    records.dialog.show_page(RecordsPage.EXERCISES, records.studio.opening)
    entry = getattr(page, field)
    assert isinstance(entry, LineEntry)
    type_over(entry.line, typed)
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert entry.wrong
    assert exercise(records, records.studio.opening).start_page is None


def test_snippets_are_set_changed_and_cleared(records: Records) -> None:
    page = records.dialog.snippets
    records.dialog.show_page(RecordsPage.SNIPPETS, "4")
    type_over(page.text.line, "Count aloud")
    QTest.keyClick(page.text.line, Qt.Key.Key_Return)
    page.kind.box.setCurrentIndex(2)
    snippet = people.snippets(records.studio.library)[0]
    assert (snippet.position, snippet.text, snippet.kind) == (4, "Count aloud", MarkerKind.PRAISE)
    assert shown(page)[3] == "4   Count aloud"
    page.new.click()
    assert page.chosen == "1"
    page.choose("4")
    page.remove.click()
    assert people.snippets(records.studio.library) == []


def test_a_score_is_copied_beside_the_window(records: Records, tmp_path: Path, qtbot: QtBot) -> None:
    page = records.dialog.pieces
    records.dialog.show_page(RecordsPage.PIECES, records.studio.menuet)
    text = tmp_path / "no.pdf"
    text.write_text("no")
    page.take_score(records.studio.menuet, text)
    qtbot.waitUntil(lambda: "no PDF" in page.words.text())
    score = tmp_path / "score.pdf"
    score.write_bytes(b"%PDF-1.7 a score")
    with qtbot.waitSignal(page.acted):
        page.take_score(records.studio.menuet, score)
    assert page.show_score.isVisible()
    assert records.history.undo_title == "Set score"
    page.drop_score.click()
    assert piece(records, records.studio.menuet).score_media_id is None


def test_an_undo_that_cannot_be_done_is_said(records: Records) -> None:
    page = records.dialog.students
    page.choose(records.studio.ana)
    type_over(page.name.line, "Ana Maria")
    QTest.keyClick(page.name.line, Qt.Key.Key_Return)
    with records.studio.library.writing() as transaction:
        transaction.delete(Student, records.studio.ana)
    records.dialog.undo.click()
    assert "no longer there" in page.words.text()
    assert shown(page) == ["Ben Okafor"]


def test_all_that_can_be_reached_has_a_name_and_no_button_waits_for_enter(records: Records) -> None:
    reachable: list[QWidget] = [*records.dialog.findChildren(QLineEdit), *records.dialog.findChildren(QListWidget)]
    assert [one for one in reachable if not one.accessibleName()] == []
    assert not any(button.autoDefault() for button in records.dialog.findChildren(QPushButton))


def test_a_teacher_s_own_edit_elsewhere_is_shown(records: Records) -> None:
    verbs.add_student(records.studio.library, display_name="Zoe")
    records.dialog.refresh()
    assert "Zoe" in shown(records.dialog.students)
