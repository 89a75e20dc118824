"""Settings: the table, the file, the dialog, the manual's page."""

import json
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.ui import manual
from practika_desktop.ui.settings.dialog import SettingsDialog
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import (
    APPEARANCE,
    KEY_CHANGES,
    ROOM_WIDTHS,
    SETTINGS,
    SINGLE_KEYS,
    SOUND_DEVICE,
    SOUND_LATENCY,
    VOLUME,
    Page,
    Setting,
    Value,
)
from practika_desktop.ui.theme.theme import Theme

pytestmark = pytest.mark.desktop

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_keys_are_unique() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_is_described_and_takes_its_own_default(setting: Setting) -> None:
    assert setting.accepts(setting.default)
    assert setting.title
    assert setting.sentence.endswith(".")


@pytest.mark.parametrize("name", sorted(manual.pages()))
def test_the_manual_is_up_to_date(name: str) -> None:
    wanted = manual.pages()[name]
    assert (DOCS / name).read_text(encoding="utf-8") == wanted, "run: python -m practika_desktop.ui.manual docs"


@pytest.mark.parametrize(
    ("setting", "value", "takes"),
    [
        (APPEARANCE, "dark", True),
        (APPEARANCE, "pink", False),
        (APPEARANCE, 1, False),
        (VOLUME, 100, True),
        (VOLUME, 101, False),
        (VOLUME, True, False),
        (VOLUME, "80", False),
        (SINGLE_KEYS, False, True),
        (SINGLE_KEYS, 0, False),
        (ROOM_WIDTHS, [1, 2], True),
        (ROOM_WIDTHS, [1, "2"], False),
        (KEY_CHANGES, {"play.toggle": ["K"]}, True),
        (KEY_CHANGES, {"play.toggle": "K"}, False),
        (KEY_CHANGES, [], False),
    ],
)
def test_values_that_fit_are_taken(setting: Setting, value: Value, takes: bool) -> None:
    assert setting.accepts(value) is takes


def test_values_are_kept(path: Path) -> None:
    settings = Settings(path)
    settings.set(VOLUME, 30)
    settings.set(KEY_CHANGES, {"play.toggle": ["X"]})
    again = Settings(path)
    assert again.number(VOLUME) == 30
    assert again.key_changes(KEY_CHANGES) == {"play.toggle": ["X"]}
    assert again.flag(SINGLE_KEYS) is True


def test_a_change_is_told_once(path: Path, qtbot: QtBot) -> None:
    settings = Settings(path)
    with qtbot.waitSignal(settings.changed) as told:
        settings.set(VOLUME, 30)
    assert told.args == ["sound.volume"]
    with qtbot.assertNotEmitted(settings.changed):
        settings.set(VOLUME, 30)


def test_what_does_not_fit_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match=r"sound\.volume"):
        Settings(path).set(VOLUME, 1000)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"sound.volume": 999, "appearance": 3}', "\x00\xff"])
def test_a_damaged_file_gives_the_defaults(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content, encoding="latin-1")
    settings = Settings(path)
    assert all(settings.value(setting) == setting.default for setting in SETTINGS)


def test_settings_of_another_version_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"of.tomorrow": 5}')
    Settings(path).set(VOLUME, 30)
    assert json.loads(path.read_text())["of.tomorrow"] == 5


def test_a_folder_that_cannot_be_written_is_no_disaster(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.set(VOLUME, 30)
    assert settings.number(VOLUME) == 30


@pytest.fixture
def dialog(path: Path, theme: Theme, qtbot: QtBot) -> SettingsDialog:
    choices = {SOUND_DEVICE.key: lambda: [("", "As the system"), ("usb", "USB headphones")]}
    dialog = SettingsDialog(Settings(path), theme, choices)
    qtbot.addWidget(dialog)
    return dialog


def test_the_dialog_shows_every_setting_of_a_page(dialog: SettingsDialog) -> None:
    described = {widget.accessibleDescription() for widget in dialog.findChildren(QWidget)}
    assert {setting.sentence for setting in SETTINGS if setting.page is not Page.NONE} <= described


def test_the_dialog_changes_settings_at_once(dialog: SettingsDialog, path: Path) -> None:
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QComboBox)}
    boxes["Output"].setFocus()
    QTest.keyClicks(boxes["Output"], "U")
    boxes["Output"].activated.emit(boxes["Output"].currentIndex())
    [delay] = [box for box in dialog.findChildren(QSpinBox) if box.accessibleName() == SOUND_LATENCY.title]
    delay.setValue(200)
    [single] = [box for box in dialog.findChildren(QCheckBox) if box.text() == SINGLE_KEYS.title]
    single.click()
    again = Settings(path)
    assert again.text(SOUND_DEVICE) == "usb"
    assert again.number(SOUND_LATENCY) == 200
    assert again.flag(SINGLE_KEYS) is False
