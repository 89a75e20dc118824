"""Walks the dialogs of the desk page by page, and the import sheet cell by cell."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QDialog, QListWidget, QTabWidget
from pytestqt.qtbot import QtBot

from practika_desktop.ui.importing.model import FIELD_OF, Column
from practika_desktop.ui.importing.sheet import ImportSheet
from practika_desktop.ui.settings.dialog import SettingsDialog
from tests.support.videos import made


def opened_dialog() -> QDialog:
    """Return the one dialog that is open."""
    [dialog] = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
    return dialog


def pages_of(dialog: QDialog, qtbot: QtBot) -> Iterator[str]:
    """Bring out all that a dialog can show, one after the other, and name it."""
    if isinstance(dialog, ImportSheet):
        yield from _cells_of(dialog, qtbot)
    elif isinstance(dialog, SettingsDialog):
        yield from _settings_of(dialog)
    else:
        for tabs in dialog.findChildren(QTabWidget):
            yield from _tabs_of(tabs)
    yield "as it stands"


def _tabs_of(tabs: QTabWidget) -> Iterator[str]:
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        yield tabs.tabText(number)


def _settings_of(dialog: SettingsDialog) -> Iterator[str]:
    [names] = [one for one in dialog.findChildren(QListWidget) if one.accessibleName() == "Pages of the settings"]
    for number in range(names.count()):
        names.setCurrentRow(number)
        yield names.item(number).text()


def _cells_of(sheet: ImportSheet, qtbot: QtBot) -> Iterator[str]:
    """Open the editors of the first row's cells, with two videos in the sheet."""
    yield "without files"
    sheet.add([made("h264").path, made("h264-mov").path])
    qtbot.waitUntil(lambda: len(sheet.model.draft.rows) == 2 and not sheet.model.draft.looking, timeout=30_000)
    for column in (*FIELD_OF, Column.RECORDED):
        index = sheet.model.index(0, column)
        sheet.table.setCurrentIndex(index)
        sheet.table.edit(index)
        yield column.name
        editor = sheet.table.indexWidget(index)
        if editor is not None:
            sheet.table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
