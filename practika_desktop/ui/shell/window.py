"""The main window: inbox at the left, player in the middle, score, markers and thread at the right."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import WINDOW_GEOMETRY
from practika_desktop.ui.shell.all_done import AllDonePage
from practika_desktop.ui.shell.first_start import FirstStartPage
from practika_desktop.ui.shell.heading import TakeHeading
from practika_desktop.ui.shell.room_sizes import RoomSizes
from practika_desktop.ui.shell.rooms import Rooms
from practika_desktop.ui.shell.status_line import StatusLine
from practika_desktop.ui.shell.toast import Toast
from practika_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:  # these rooms come when the inbox is on the screen
    from collections.abc import Callable

    from practika_desktop.ui.markers.pane import MarkerListPane
    from practika_desktop.ui.player.pane import PlayerPane
    from practika_desktop.ui.score.pane import ScorePane
    from practika_desktop.ui.thread.pane import ThreadPane

LEAST = QSize(1000, 640)
FIRST = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Lays the panes out and remembers its size; the inbox is there from the beginning, `furnish` brings the others.

    `files_dropped` tells the paths of what was dropped on it, `first_painted` that its first picture is on the screen.
    It closes when `may_close` says so.
    """

    files_dropped = Signal(list)
    first_painted = Signal()

    def __init__(
        self,
        *,
        inbox: InboxPane,
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self.status = StatusLine(theme)
        self.tabs = QTabWidget()
        self._middle = QWidget()
        self._whole = QStackedWidget()
        self._centre = QStackedWidget()
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._right = QSplitter(Qt.Orientation.Vertical)
        self._inbox = inbox
        self._painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self._lay_out()
        self._sizes = RoomSizes(self._across, self._right, theme, settings)
        self.toast = Toast(theme, self._middle, inbox)
        self._take_sizes()

    def furnish(
        self,
        player: "PlayerPane",
        score: "ScorePane",
        thread: "ThreadPane",
        markers: "MarkerListPane",
        *,
        has_sample: bool,
    ) -> None:
        """Put the other panes and pages into their rooms; called once, and `rooms` is there afterwards."""
        self.heading = TakeHeading(self._theme)
        self.first_start = FirstStartPage(self._theme, has_sample=has_sample)
        self.all_done = AllDonePage(self._theme)
        self._take.addWidget(self.heading)
        self._centre.addWidget(self.all_done)
        self._whole.addWidget(self.first_start)
        player.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._take.addWidget(player, 1)
        self.tabs.addTab(markers, "Markers")
        self.tabs.addTab(thread, "Thread")
        self._right.insertWidget(0, score)
        self.rooms = self._rooms(player, score, thread, markers)
        self._sizes.restore()
        self._sizes.fit(self._middle.width(), self._whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first picture, once it is on the screen with all that is in the window."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the sizes; stay where something must not be left."""
        if not self.may_close():
            event.ignore()
            return
        self._settings.set(WINDOW_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        self._sizes.keep()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._sizes.fit(self._middle.width(), self._whole.height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders of this machine."""
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files and folders."""
        self.files_dropped.emit(_paths(event.mimeData()))

    def _lay_out(self) -> None:
        self.setWindowTitle("Practika")
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.setCentralWidget(self._middle)  # from outside in: a widget is styled anew each time it is put into another
        down = QVBoxLayout(self._middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._whole, 1)
        down.addWidget(self.status)
        self._whole.addWidget(self._across)
        for room in (self._inbox, self._centre, self._right):
            self._across.addWidget(room)
        take = QWidget()
        self._take = QVBoxLayout(take)
        self._take.setContentsMargins(0, 0, 0, 0)
        self._take.setSpacing(0)
        self._centre.addWidget(take)
        self.tabs.setDocumentMode(True)
        self._right.addWidget(self.tabs)
        self._across.setStretchFactor(1, 1)
        for splitter in (self._across, self._right):
            splitter.setChildrenCollapsible(False)

    def _rooms(
        self, player: "PlayerPane", score: "ScorePane", thread: "ThreadPane", markers: "MarkerListPane"
    ) -> Rooms:
        inbox = self._inbox

        def to_player() -> None:
            player.setFocus()

        def to_tab() -> None:
            if self.tabs.currentWidget() is thread:
                thread.focus_composer()
            else:
                (markers.list if markers.list.isVisible() else self.tabs.tabBar()).setFocus()

        return Rooms(
            whole=self._whole,
            centre=self._centre,
            first_start=self.first_start,
            all_done=self.all_done,
            heading=self.heading,
            inbox=inbox,
            player=player,
            tabs=self.tabs,
            markers=markers,
            thread=thread,
            places=(
                (inbox, inbox.focus_list),
                (self._centre, to_player),
                (score, score.view.setFocus),
                (self.tabs, to_tab),
            ),
            toast=self.toast,
            status=self.status,
        )

    def _take_sizes(self) -> None:
        geometry = self._settings.text(WINDOW_GEOMETRY)
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            room = self.screen().availableSize()
            self.resize(FIRST.boundedTo(room).expandedTo(LEAST.boundedTo(room)))


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
