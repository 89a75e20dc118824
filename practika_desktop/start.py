"""From nothing to the desk: the inbox is on the screen and answers keys before the other rooms are even loaded."""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from practika_desktop import system
from practika_desktop.jobs import Progress
from practika_desktop.model.errors import LibraryError, PractikaError
from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import APPEARANCE
from practika_desktop.ui.shell.application import application
from practika_desktop.ui.shell.crash_log import CrashLog
from practika_desktop.ui.shell.defects import Defects
from practika_desktop.ui.shell.front import Front
from practika_desktop.ui.theme.theme import Appearance, Theme

if TYPE_CHECKING:  # loaded by a thread of its own, see Opening
    from practika_desktop.app import OpenDesk
    from practika_desktop.ui.shell.studios import MakeSample


def run(
    library_folder: Path | None = None, *, make_sample: "MakeSample | None" = None, first: Path | None = None
) -> int:
    """Open the desk on a library (the person's own unless one is named) and return its exit code at the end.

    `first` is the folder of another library to begin with. What cannot be opened is told in a dialog; the code is 1
    then.
    """
    app = application()
    own_library = library_folder or system.library_folder()
    settings = Settings(system.config_folder() / "settings.json")
    crash_log = CrashLog(system.cache_folder() / "crashes", str(os.getpid()))
    crash_log.start()
    try:
        following: Path | None = first or own_library
        while following is not None:
            opening = Opening(own_library, settings, crash_log, make_sample)
            following = opening.work_on(following, app)
    except LibraryError as error:
        _tell_alone(error.title, error.advice)
        return 1
    finally:
        crash_log.stop()
    return 0


class Opening:
    """One library on the desk, from its first picture to its end.

    First the window with the inbox is shown. Once it is painted a thread loads the modules of the other rooms, which
    takes as long again and leaves the window free to answer keys; then the rooms are built and put in.
    """

    def __init__(
        self, own_library: Path, settings: Settings, crash_log: CrashLog, make_sample: "MakeSample | None"
    ) -> None:
        self._own_library = own_library
        self._settings = settings
        self._crash_log = crash_log
        self._make_sample = make_sample
        self._desk: OpenDesk | None = None

    def work_on(self, folder: Path, app: QApplication) -> Path | None:
        """Let the teacher work on one library; return the folder of the one to go on with, None at the end.

        Raise LibraryError when it cannot be opened.
        """
        theme = Theme(app, Appearance(self._settings.text(APPEARANCE)))
        with Library.open(folder) as library:
            front = Front(library, theme, self._settings)
            defects = Defects(front.bridge.post, self._tell)
            try:
                self._begin(front)
                app.exec()
            finally:
                defects.close()
                (self._desk or front).close()
                theme.close()
            return self._desk.next_library if self._desk is not None else None

    def _begin(self, front: Front) -> None:
        """Show the inbox first; of a library without takes, whose first page is another, show the whole desk."""
        if takes.count(front.library, InboxFilter(state=TakeState.ALL)):
            front.window.first_painted.connect(lambda: self._load(front))
            front.show()
        else:
            self._build(front)

    def _load(self, front: Front) -> None:
        def load(_progress: Progress) -> None:
            import_module("practika_desktop.app")

        def failed(error: PractikaError) -> None:
            self._tell(error.title, error.advice, "")

        front.lanes.submit("opening", load, done=lambda _none: self._build(front), failed=failed)

    def _build(self, front: Front) -> None:
        from practika_desktop.app import Folders, OpenDesk

        folders = Folders(self._own_library, system.cache_folder(), system.config_folder())
        self._desk = OpenDesk(
            front.library,
            theme=front.theme,
            settings=self._settings,
            folders=folders,
            make_sample=self._make_sample,
            front=front,
        )
        self._desk.show()
        if report := self._crash_log.report():
            self._desk.dialogs.offer_crash_report(report, self._crash_log.forget)

    def _tell(self, title: str, advice: str, details: str) -> None:
        if self._desk is not None:
            self._desk.dialogs.tell(title, advice, details)
        else:
            _tell_alone(title, advice)


def _tell_alone(title: str, advice: str) -> None:
    from practika_desktop.ui.shell.dialogs import Dialogs

    Dialogs.tell_alone(title, advice)
