"""The help sheet and the key editor read the table."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from practika_desktop.ui.actions.help_sheet import HelpSheet
from practika_desktop.ui.actions.key_editor import KeyEditor
from practika_desktop.ui.actions.keymap import effective_keys
from practika_desktop.ui.actions.table import ACTIONS
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import KEY_CHANGES
from practika_desktop.ui.theme.theme import Theme

pytestmark = pytest.mark.desktop


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def editor(settings: Settings, theme: Theme, qtbot: QtBot) -> KeyEditor:
    editor = KeyEditor(ACTIONS, settings, theme)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def test_the_sheet_names_every_action_that_has_a_key(theme: Theme, qtbot: QtBot) -> None:
    keys = effective_keys(ACTIONS, {"mark.edit": []}, single_characters=True)
    sheet = HelpSheet(ACTIONS, keys, {"edit.undo": "Undo add marker"}, theme)
    qtbot.addWidget(sheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for action in ACTIONS:
        shown = "Undo add marker" if action.id == "edit.undo" else action.title
        assert (shown in words) == bool(keys[action.id]), action.id


def test_escape_closes_the_sheet(theme: Theme, qtbot: QtBot) -> None:
    sheet = HelpSheet(ACTIONS, effective_keys(ACTIONS, {}, single_characters=True), {}, theme)
    qtbot.addWidget(sheet)
    sheet.show()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_key_is_given_and_taken_back(editor: KeyEditor, settings: Settings) -> None:
    editor.choose("play.toggle")
    editor.give("F9")
    assert settings.key_changes(KEY_CHANGES) == {"play.toggle": ["F9"]}
    assert editor.field.keySequence() == QKeySequence("F9")
    editor.give("")
    assert settings.key_changes(KEY_CHANGES) == {"play.toggle": []}
    editor.restore()
    assert settings.key_changes(KEY_CHANGES) == {}


def test_the_delivered_key_is_no_change(editor: KeyEditor, settings: Settings) -> None:
    editor.choose("play.toggle")
    editor.give("Space")
    assert settings.key_changes(KEY_CHANGES) == {}


@pytest.mark.parametrize(
    ("key", "warning"),
    [
        ("M", "Also the key of: Feedback here"),
        ("Ctrl+Z", "Also the key of: Undo"),
        ("F9", ""),
        ("Space", ""),
        ("Esc", ""),  # it is of the rooms beside the player, where no key of playback is pressed
    ],
)
def test_a_clash_is_told_before_the_key_is_used(editor: KeyEditor, key: str, warning: str) -> None:
    editor.choose("play.toggle")
    editor.field.setKeySequence(QKeySequence(key))
    assert editor.warning.text().startswith(warning)
    assert bool(editor.warning.text()) == bool(warning)


def test_the_list_is_searched_by_action_and_key(editor: KeyEditor) -> None:
    editor.search.setText("ctrl+z")
    shown = []
    rows = QTreeWidgetItemIterator(editor.list, QTreeWidgetItemIterator.IteratorFlag.NotHidden)
    while rows.value() is not None:
        if rows.value().parent() is not None:
            shown.append(rows.value().text(0))
        rows += 1
    assert shown == ["Undo"]


def test_tab_leaves_the_key_field(editor: KeyEditor) -> None:
    editor.choose("play.toggle")
    editor.field.setFocus()
    [inner] = editor.field.findChildren(QLineEdit)
    QTest.keyClick(inner, Qt.Key.Key_Tab)
    assert editor.field.keySequence() == QKeySequence("Space")
