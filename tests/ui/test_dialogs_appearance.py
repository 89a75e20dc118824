"""What was closed is gone: a switch between light and dark reaches only widgets that still are there."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.ui.importing.layout import SheetButton
from practika_desktop.ui.inbox.empty import EmptyPage
from practika_desktop.ui.inbox.filters import SearchField
from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.support.desks import DeskBench

pytestmark = pytest.mark.desktop


def _switch(theme: Theme) -> None:
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        theme.set_appearance(appearance)
        QApplication.processEvents()


@pytest.mark.parametrize("dialog", ["import_takes", "records", "settings", "change_keys", "keys"])
def test_appearance_changes_after_a_dialog_was_closed(
    bench: DeskBench, theme: Theme, qtbot: QtBot, dialog: str
) -> None:
    getattr(bench.desk.dialogs, dialog)()
    [opened] = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
    _switch(theme)
    with qtbot.waitSignal(opened.destroyed):
        opened.close()
    _switch(theme)


@pytest.mark.parametrize("make", [EmptyPage, SearchField, lambda theme: SheetButton("Add", "add", theme)])
def test_appearance_changes_after_a_part_was_deleted(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], QWidget]
) -> None:
    made = make(theme)
    with qtbot.waitSignal(made.destroyed):
        made.deleteLater()
    _switch(theme)
