"""The room of the markers: chosen by pointer and keyboard, written into on the spot, nothing typed ever lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker
from practika_desktop.ui.markers.editors import PlaceEditor, TextEditor
from practika_desktop.ui.markers.pane import MarkerListPane
from practika_desktop.ui.theme.theme import Theme
from tests.support.said import ME, NAMES, STUDENT, a_marker

pytestmark = pytest.mark.desktop


class Heard:
    """What a pane told, in order."""

    def __init__(self, pane: MarkerListPane) -> None:
        self.said: list[tuple[object, ...]] = []
        pane.marker_selected.connect(lambda marker_id: self.said.append(("selected", marker_id)))
        pane.edit_started.connect(lambda: self.said.append(("started",)))
        pane.edit_finished.connect(lambda saved: self.said.append(("finished", saved)))
        pane.edited.connect(lambda *what: self.said.append(("edited", *what)))
        pane.link_requested.connect(lambda *what: self.said.append(("link", *what)))


@pytest.fixture
def markers() -> list[Marker]:
    return [
        a_marker(3_200, "Lovely.", kind=MarkerKind.PRAISE),
        a_marker(23_400, "count 1-2-3-4", page=3, measure="17"),
        a_marker(31_000, "", end_ms=38_000),
        a_marker(61_000, "Is this right?", author=STUDENT),
    ]


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, markers: list[Marker]) -> MarkerListPane:
    """Return a pane on the screen with four markers, the last one the student's."""
    pane = MarkerListPane(theme)
    qtbot.addWidget(pane)
    pane.set_people(NAMES, ME)
    pane.set_markers(markers)
    pane.resize(420, 500)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def selected_in(pane: MarkerListPane) -> str | None:
    return pane.selected


def text_editor(pane: MarkerListPane) -> TextEditor:
    editor = pane.list.editor
    assert isinstance(editor, TextEditor)
    return editor


def place_editor(pane: MarkerListPane) -> PlaceEditor:
    editor = pane.list.editor
    assert isinstance(editor, PlaceEditor)
    return editor


def middle_of(pane: MarkerListPane, row: int) -> QPoint:
    return pane.list.visualRect(pane.list.model().index(row, 0)).center()


def test_a_click_chooses_and_a_second_one_tells_again(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    for _ in range(2):
        QTest.mouseClick(
            pane.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle_of(pane, 1)
        )
    assert heard.said == [("selected", markers[1].id)] * 2
    assert pane.selected == markers[1].id


def test_arrows_choose(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.select(markers[0].id)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Up)
    assert heard.said == [("selected", markers[row].id) for row in (1, 2, 1)]


def test_the_keyboard_comes_without_choosing(pane: MarkerListPane) -> None:
    heard = Heard(pane)
    pane.setFocus()
    assert pane.list.hasFocus()
    assert heard.said == []


def test_choosing_from_outside_tells_nothing(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.select(markers[2].id)
    assert pane.list.currentIndex().row() == 2
    pane.select(None)
    pane.select("gone")
    assert pane.selected is None
    assert not pane.list.selectionModel().hasSelection()
    assert heard.said == []


def test_enter_saves_what_was_typed(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_edit(markers[2].id)
    editor = text_editor(pane)
    assert QApplication.focusWidget() is editor.text
    QTest.keyClicks(editor.text, "rushes")
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor.text, "here")
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert heard.said == [
        ("started",),
        ("edited", markers[2].id, "rushes\nhere", MarkerKind.FEEDBACK),
        ("finished", True),
    ]
    assert not pane.is_editing
    assert QApplication.focusWidget() is pane.list


def test_esc_gives_up(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_edit(markers[0].id)
    QTest.keyClicks(text_editor(pane).text, "not this")
    QTest.keyClick(text_editor(pane).text, Qt.Key.Key_Escape)
    assert heard.said == [("started",), ("finished", False)]
    assert not pane.is_editing


def test_nothing_is_told_as_edited_when_nothing_changed(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_edit(markers[0].id)
    QTest.keyClick(text_editor(pane).text, Qt.Key.Key_Return)
    assert heard.said == [("started",), ("finished", True)]


def test_the_kind_is_changed_while_writing(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_edit(markers[1].id)
    editor = text_editor(pane)
    QTest.mouseClick(editor.kinds.button(MarkerKind.QUESTION), Qt.MouseButton.LeftButton)
    assert pane.is_editing
    assert QApplication.focusWidget() is editor.text
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert heard.said[1] == ("edited", markers[1].id, "count 1-2-3-4", MarkerKind.QUESTION)


def test_leaving_saves_and_the_keyboard_stays_where_it_was_put(
    qtbot: QtBot, pane: MarkerListPane, markers: list[Marker]
) -> None:
    heard = Heard(pane)
    elsewhere, thief = QLineEdit(pane), QLineEdit(pane)
    elsewhere.show()
    thief.show()
    pane.edit_finished.connect(lambda _saved: thief.setFocus())
    pane.begin_edit(markers[2].id)
    QTest.keyClicks(text_editor(pane).text, "kept")
    elsewhere.setFocus()
    assert heard.said == [
        ("started",),
        ("edited", markers[2].id, "kept", MarkerKind.FEEDBACK),
        ("finished", True),
    ]
    qtbot.waitUntil(elsewhere.hasFocus)


def test_what_is_typed_survives_a_list_shown_anew(pane: MarkerListPane, markers: list[Marker]) -> None:
    pane.begin_edit(markers[2].id)
    QTest.keyClicks(text_editor(pane).text, "half-writ")
    pane.set_markers([a_marker(1_000, "came in"), *markers])
    editor = text_editor(pane)
    QTest.keyClicks(editor.text, "ten")
    assert editor.text.toPlainText() == "half-written"
    row = pane.list.visualRect(pane.list.model().index(3, 0))
    assert row.contains(editor.geometry())


def test_a_marker_that_goes_takes_its_editor_along(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_edit(markers[2].id)
    pane.set_markers(markers[:2])
    assert not pane.is_editing
    assert heard.said == [("started",), ("finished", False)]


def test_writing_elsewhere_saves_first(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_edit(markers[2].id)
    QTest.keyClicks(text_editor(pane).text, "one")
    pane.begin_edit(markers[0].id)
    assert heard.said[:3] == [
        ("started",),
        ("edited", markers[2].id, "one", MarkerKind.FEEDBACK),
        ("finished", True),
    ]
    assert text_editor(pane).marker_id == markers[0].id


def test_the_desk_may_end_the_writing(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.finish_edit()
    pane.begin_edit(markers[2].id)
    QTest.keyClicks(text_editor(pane).text, "one")
    pane.finish_edit()
    assert heard.said[1] == ("edited", markers[2].id, "one", MarkerKind.FEEDBACK)


def test_others_markers_are_not_written_into(pane: MarkerListPane, markers: list[Marker]) -> None:
    pane.begin_edit(markers[3].id)
    pane.begin_link(markers[3].id, 1)
    pane.begin_edit("gone")
    assert not pane.is_editing


def test_enter_in_the_list_writes_into_the_chosen(pane: MarkerListPane, markers: list[Marker]) -> None:
    pane.select(markers[1].id)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert text_editor(pane).text.toPlainText() == "count 1-2-3-4"


@pytest.mark.parametrize("measure", ["17", "12a"])
def test_a_measure_is_typed_and_linked(pane: MarkerListPane, markers: list[Marker], measure: str) -> None:
    heard = Heard(pane)
    pane.begin_link(markers[2].id, 4)
    field = place_editor(pane).measure_field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, measure)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.said == [("started",), ("link", markers[2].id, 4, measure), ("finished", True)]


def test_a_link_may_be_to_a_page_alone(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_link(markers[2].id, 4)
    field = place_editor(pane).page_field
    field.selectAll()
    QTest.keyClicks(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.said[1] == ("link", markers[2].id, 5, None)


def test_only_measures_can_be_typed_and_esc_gives_up(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.begin_link(markers[2].id, 4)
    field = place_editor(pane).measure_field
    QTest.keyClicks(field, "x1-7a")
    assert field.text() == "17a"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard.said == [("started",), ("finished", False)]


def test_a_row_grows_with_its_editor_and_shrinks_again(pane: MarkerListPane, markers: list[Marker]) -> None:
    index = pane.list.model().index(2, 0)
    before = pane.list.visualRect(index).height()
    pane.begin_edit(markers[2].id)
    editor = text_editor(pane)
    one_line = pane.list.visualRect(index).height()
    editor.text.setPlainText("\n".join("abcd"))
    assert pane.list.visualRect(index).height() > one_line > before
    assert pane.list.visualRect(index).contains(editor.geometry())
    editor.decide(save=False)
    assert pane.list.visualRect(index).height() == before


def test_a_long_text_is_broken_at_the_width_of_its_row(pane: MarkerListPane) -> None:
    long = a_marker(5_000, "count one two three four " * 9)
    pane.set_markers([long])
    pane.begin_edit(long.id)
    text = text_editor(pane).text
    line = text.document().firstBlock().layout().lineAt(0)
    assert text.viewport().width() > 300
    assert line.width() == pytest.approx(text.viewport().width(), abs=12)
    assert text.verticalScrollBar().maximum() == 0


def test_the_choice_stays_when_the_list_is_shown_anew(pane: MarkerListPane, markers: list[Marker]) -> None:
    heard = Heard(pane)
    pane.select(markers[1].id)
    pane.set_markers([a_marker(500), *markers])
    assert selected_in(pane) == markers[1].id
    assert pane.list.currentIndex().row() == 2
    pane.set_markers([replace(markers[0], text="x")])
    assert selected_in(pane) is None
    assert heard.said == []


def test_without_markers_words_stand_there(pane: MarkerListPane) -> None:
    pane.set_markers([])
    assert not pane.list.isVisible()
    pane.set_markers([a_marker(0)])
    assert pane.list.isVisible()


def test_rows_are_as_high_as_their_lines_up_to_three(pane: MarkerListPane) -> None:
    pane.set_markers([a_marker(n, "\n".join(["x"] * n)) for n in range(1, 6)])
    heights = [pane.list.visualRect(pane.list.model().index(row, 0)).height() for row in range(5)]
    assert heights[0] < heights[1] < heights[2] == heights[3] == heights[4]
