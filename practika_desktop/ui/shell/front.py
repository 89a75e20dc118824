"""What of the desk is on the screen first: the window with the inbox, which can be used while the rest comes."""

from practika_desktop.jobs import Lanes
from practika_desktop.store.library import Library
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.inbox.thumbnails import Thumbnails
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.shell.window import MainWindow
from practika_desktop.ui.theme.theme import Theme


class Front:
    """The window on a library, with its inbox, and the lanes for what is done in the background.

    Whoever puts the other rooms in takes all of it over and closes it; one that nobody took over ends with `close`.
    """

    def __init__(self, library: Library, theme: Theme, settings: Settings) -> None:
        self.library = library
        self.theme = theme
        self.bridge = Bridge()
        self.lanes = Lanes(self.bridge.post)
        self.thumbnails = Thumbnails()
        self.inbox = InboxPane(library, theme, self.thumbnails)
        self.window = MainWindow(inbox=self.inbox, theme=theme, settings=settings)

    def show(self) -> None:
        """Show the window, with the keyboard in the list of takes."""
        self.window.show()
        self.inbox.focus_list()

    def close(self) -> None:
        """End the background work, then the window."""
        self.bridge.close()
        self.lanes.close()
        self.window.close()
        self.window.deleteLater()
