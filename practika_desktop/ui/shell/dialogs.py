"""The dialogs of the window, made, and their modules loaded, when they are wanted."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from practika_desktop import __version__
from practika_desktop.edits.history import History
from practika_desktop.jobs import Lanes, Progress
from practika_desktop.media.derived import Derived
from practika_desktop.media.workers import WorkerPool
from practika_desktop.player.player import Player
from practika_desktop.store.library import Library
from practika_desktop.store.take import TakeDetail
from practika_desktop.ui.actions.action import Action
from practika_desktop.ui.actions.keymap import effective_keys
from practika_desktop.ui.importing.memory import ImportMemory
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import KEY_CHANGES, SINGLE_KEYS, SOUND_DEVICE, Page
from practika_desktop.ui.theme.icons import app_icon
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from practika_desktop.ui.importing.sheet import ImportSheet
    from practika_desktop.ui.settings.dialog import SettingsDialog

_LOADED_LATE = [
    f"practika_desktop.ui.{name}"
    for name in ("records.dialog", "importing.sheet", "settings.dialog", "actions.key_editor", "actions.help_sheet")
]


class Dialogs:
    """Opens one dialog at a time over the window; `titles` gives the actions' titles at the moment, by id."""

    def __init__(
        self,
        *,
        window: QWidget,
        library: Library,
        history: History,
        player: Player,
        pool: WorkerPool,
        lanes: Lanes,
        settings: Settings,
        theme: Theme,
        derived: Derived,
        memory: ImportMemory,
        actions: Sequence[Action],
        titles: Callable[[], Mapping[str, str]],
    ) -> None:
        self._window = window
        self._library = library
        self._history = history
        self._player = player
        self._pool = pool
        self._lanes = lanes
        self._settings = settings
        self._theme = theme
        self._derived = derived
        self._memory = memory
        self._actions = actions
        self._titles = titles

    def load_ahead(self, then: Callable[[], None]) -> None:
        """Load in the background what the dialogs are made of, so that the first one opens at once; `then` follows."""

        def load(_progress: Progress) -> None:
            for name in _LOADED_LATE:
                importlib.import_module(name)

        self._lanes.submit("dialogs", load, done=lambda _none: then(), failed=lambda _error: then())

    def import_takes(self) -> None:
        """Open the import sheet."""
        self._open(self._import_sheet())

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Open the import sheet with files and folders in it."""
        sheet = self._import_sheet()
        sheet.add(paths)
        self._open(sheet)

    def records(self) -> None:
        """Open the studio's lists: students, pieces, exercises, snippets."""
        from practika_desktop.ui.records.dialog import RecordsDialog

        self._open(RecordsDialog(self._library, self._history, self._theme, self._window, lanes=self._lanes))

    def edit_take(self, detail: TakeDetail) -> None:
        """Open the dialog on what a take is of."""
        from practika_desktop.ui.records.take import TakeDialog

        self._open(TakeDialog(self._library, self._history, detail, self._theme, self._window))

    def ask(self, question: str, words: str, act: str, do: Callable[[], None]) -> None:
        """Ask before something that destroys; `do` is called when the button `act` is pressed."""
        box = QMessageBox(self._window)
        box.setWindowTitle("Practika")
        box.setText(question)
        box.setInformativeText(words)
        button = box.addButton(act, QMessageBox.ButtonRole.DestructiveRole)
        set_role(button, Role.DANGER)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.finished.connect(lambda _code: do() if box.clickedButton() is button else None)
        self._open_box(box)

    def settings(self) -> None:
        """Open the settings."""
        self._open(self._settings_dialog())

    def change_keys(self) -> None:
        """Open the settings at the keys."""
        dialog = self._settings_dialog()
        dialog.show_page(Page.KEYS.value)
        self._open(dialog)

    def keys(self) -> None:
        """Open the sheet of keys."""
        from practika_desktop.ui.actions.help_sheet import HelpSheet

        settings = self._settings
        keys = effective_keys(
            self._actions, settings.key_changes(KEY_CHANGES), single_characters=settings.flag(SINGLE_KEYS)
        )
        self._open(HelpSheet(self._actions, keys, self._titles(), self._theme, self._window))

    def about(self) -> None:
        """Say what this is and under which licence."""
        box = QMessageBox(self._window)
        box.setWindowTitle("About Practika")
        box.setIconPixmap(app_icon().pixmap(QSize(*[self._theme.space(12)] * 2)))
        box.setText(f"<b>Practika Desktop {__version__}</b>")
        box.setInformativeText(
            "A workstation for music teachers.\n\nFree software under the GNU Affero General Public License, version 3 "
            "or later; it comes without any warranty."
        )
        self._open_box(box)

    def offer_crash_report(self, report: str, forget: Callable[[], None]) -> None:
        """Show the report of the crash that ended the desk the last time; `forget` is called once that is answered."""
        from practika_desktop.ui.shell.crash_offer import CrashOffer

        offer = CrashOffer(report, self._theme, self._window)
        offer.finished.connect(forget)
        self._open(offer)

    def tell(self, title: str, advice: str, details: str) -> None:
        """Tell of an error, in words, with its details folded away."""
        _tell(self._window, title, advice, details)

    @staticmethod
    def tell_alone(title: str, advice: str) -> None:
        """Tell of an error when there is no window."""
        _tell(None, title, advice, "")

    def quit(self) -> None:
        """Close the window, which ends the desk."""
        self._window.close()

    def _import_sheet(self) -> "ImportSheet":
        from practika_desktop.ui.importing.sheet import ImportSheet

        return ImportSheet(
            self._library,
            self._history,
            self._lanes,
            self._pool,
            self._theme,
            self._window,
            derived=self._derived,
            memory=self._memory,
        )

    def _settings_dialog(self) -> "SettingsDialog":
        from practika_desktop.ui.actions.key_editor import KeyEditor
        from practika_desktop.ui.settings.dialog import SettingsDialog
        from practika_desktop.ui.settings.studio import StoragePage, TeacherPage

        dialog = SettingsDialog(self._settings, self._theme, {SOUND_DEVICE.key: self._devices}, self._window)
        dialog.add(Page.KEYS.value, KeyEditor(self._actions, self._settings, self._theme))
        dialog.add("Teacher", TeacherPage(self._library, self._history, self._theme))
        dialog.add("Storage", StoragePage(self._library, self._derived.clear, self._theme))
        return dialog

    def _devices(self) -> list[tuple[str, str]]:
        return [("", "As the system"), *(device for device in self._player.devices() if device[0])]

    def _open_box(self, box: QMessageBox) -> None:
        layout = box.layout()
        if layout is not None:
            layout.setContentsMargins(*[self._theme.space(5)] * 4)
        self._open(box)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()


def _tell(parent: QWidget | None, title: str, advice: str, details: str) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle("Practika")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(title)
    box.setInformativeText(advice)
    if details:
        box.setDetailedText(details)
    box.exec()
    box.deleteLater()
