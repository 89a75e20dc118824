"""Typing never triggers a key: every text field of the window and its dialogs is walked through."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.actions.keymap import is_single_character
from practika_desktop.ui.actions.table import ACTIONS
from tests.support.desks import DeskBench
from tests.support.dialogs import opened_dialog, pages_of

pytestmark = pytest.mark.desktop

SINGLE = sorted({key.removeprefix("Shift+") for action in ACTIONS for key in action.keys if is_single_character(key)})
EDITING = (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def fired(scored_bench: DeskBench) -> list[str]:
    """Give the ids of the actions that keys have triggered since."""
    bench = scored_bench
    bench.open.history.run(set_snippet, position=1, text="again", kind=MarkerKind.FEEDBACK)
    told: list[str] = []
    for action in bench.open.window.findChildren(QAction):
        action.triggered.connect(lambda _on, action=action: told.append(action.objectName()))
    return told


def _fields(window: QWidget) -> list[QWidget]:
    return [field for field in window.findChildren(QWidget) if _takes_text(field) and field.isVisible()]


def _takes_text(widget: QWidget) -> bool:
    """Tell whether one can type into a widget; a spin box counts itself, not the field within."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly() and widget.isEnabled() and not isinstance(widget.parent(), QAbstractSpinBox)
    return isinstance(widget, QAbstractSpinBox) and widget.isEnabled()


def _type_all(field: QWidget) -> None:
    field.setFocus()
    assert QApplication.focusWidget() is not None
    for key in SINGLE:
        QTest.keyClicks(field, key)
        QTest.keyClicks(field, key.lower(), SHIFT)
    for editing in EDITING:
        QTest.keyClick(field, editing)
    QTest.keyClick(field, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    if isinstance(field, QLineEdit):
        field.clear()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.hide()


def _states(bench: DeskBench) -> Iterator[str]:
    """Bring out all text fields of the window, one after the other."""
    yield "inbox and score"
    bench.desk.rooms.thread()
    yield "reply"
    bench.desk.rooms.markers()
    bench.desk.marking.add(MarkerKind.QUESTION)
    yield "marker"
    bench.open.panes.markers.finish_edit()
    bench.desk.linking.ask_measure()
    yield "measure"
    bench.hands.press(Qt.Key.Key_Escape)


def test_no_key_of_the_window_fires_while_one_types(scored_bench: DeskBench, fired: list[str]) -> None:
    walked: set[str] = set()
    for state in _states(scored_bench):
        fields = _fields(scored_bench.open.window)
        for field in fields:
            before = len(fired)
            _type_all(field)
            assert fired[before:] == [], f"typing into {field.accessibleName() or field} ({state})"
            walked.add(field.accessibleName())
    assert len(walked) >= 4, walked
    assert "" not in walked, "a text field has no accessible name"


@pytest.mark.parametrize(
    ("name", "fields"), [("import_takes", 4), ("records", 10), ("settings", 3), ("change_keys", 1), ("keys", 0)]
)
def test_no_key_of_the_window_fires_while_one_types_in_a_dialog(
    scored_bench: DeskBench, fired: list[str], qtbot: QtBot, name: str, fields: int
) -> None:
    history, bench = scored_bench.open.history, scored_bench
    history.run(add_exercise, title="First part", piece_id=bench.studio.piece)
    getattr(bench.desk.dialogs, name)()
    dialog = opened_dialog()
    walked: set[str] = set()
    for page in pages_of(dialog, qtbot):
        for field in _fields(dialog):
            walked.add(field.accessibleName())
            _type_all(field)
            assert fired == [], f"typing into {field.accessibleName() or field} ({page})"
    assert len(walked) >= fields, walked
    dialog.close()


def test_the_same_keys_do_fire_without_a_text(scored_bench: DeskBench, fired: list[str]) -> None:
    scored_bench.hands.type("k")
    assert fired == ["play.stop"]


def test_keys_that_work_while_typing_do(scored_bench: DeskBench, fired: list[str]) -> None:
    scored_bench.hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    scored_bench.hands.press(Qt.Key.Key_F6)
    assert fired == ["edit.find", "view.next_room"]
