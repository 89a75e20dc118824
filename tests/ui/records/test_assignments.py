"""Giving exercises to a student: a day, done, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practika_desktop.edits.exercises import assign_exercise
from practika_desktop.model.records import Assignment
from practika_desktop.store import people
from practika_desktop.ui.records.assignments import AssignmentLine, Assignments
from tests.ui.records.conftest import Records

pytestmark = pytest.mark.desktop


def of_ana(records: Records) -> Assignments:
    records.dialog.students.choose(records.studio.ana)
    return records.dialog.students.assignments


def stored(records: Records) -> list[Assignment]:
    return people.assignments(records.studio.library, student_id=records.studio.ana)


def give(box: Assignments) -> AssignmentLine:
    """Give the exercise that is offered first, and return its line."""
    before = set(box.lines)
    box.offers.actions()[0].trigger()
    [new] = set(box.lines) - before
    return box.lines[new]


def test_an_exercise_is_given_and_its_day_typed(records: Records) -> None:
    box = of_ana(records)
    offered = len(box.offers.actions())
    line = give(box)
    assert len(box.offers.actions()) == offered - 1
    assert line.due.line.hasFocus()
    QTest.keyClicks(line.due.line, "3 dec 2030")
    QTest.keyClick(line.due.line, Qt.Key.Key_Return)
    [assignment] = stored(records)
    assert (box.lines[assignment.exercise_id], assignment.due_on, assignment.done_at) == (line, "2030-12-03", None)
    assert "2030" in line.due.line.text()


def test_a_day_that_is_none_is_said(records: Records) -> None:
    box = of_ana(records)
    line = give(box)
    QTest.keyClicks(line.due.line, "soon")
    QTest.keyClick(line.due.line, Qt.Key.Key_Return)
    assert "not a day" in line.due.wrong
    assert stored(records)[0].due_on is None


def test_done_is_ticked_and_undone(records: Records) -> None:
    box = of_ana(records)
    line = give(box)
    line.done.box.click()
    assert stored(records)[0].done_at is not None
    records.dialog.undo.click()
    assert stored(records)[0].done_at is None
    assert not line.done.box.isChecked()


def test_an_exercise_is_taken_back(records: Records) -> None:
    box = of_ana(records)
    offered = len(box.offers.actions())
    give(box).take_back.click()
    assert stored(records) == []
    assert (box.lines, len(box.offers.actions())) == ({}, offered)


def test_each_student_has_their_own(records: Records) -> None:
    box = of_ana(records)
    give(box)
    records.dialog.students.choose(records.studio.ben)
    assert box.lines == {}
    records.dialog.students.choose(records.studio.ana)
    assert len(box.lines) == 1


def test_with_all_given_nothing_is_offered(records: Records) -> None:
    library = records.studio.library
    for exercise in people.exercises(library):
        assign_exercise(library, exercise_id=exercise.id, student_id=records.studio.ana)
    records.dialog.refresh()
    box = of_ana(records)
    assert len(box.lines) == len(people.exercises(library))
    assert not box.give.isEnabled()
