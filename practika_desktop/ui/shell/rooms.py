"""The rooms of the window: which page is shown, which tab, and where the keyboard is."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QWidget

from practika_desktop.store.take import TakeDetail
from practika_desktop.ui.desk.sitting import Sitting
from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.shell.all_done import AllDonePage
from practika_desktop.ui.shell.first_start import FirstStartPage
from practika_desktop.ui.shell.heading import TakeHeading
from practika_desktop.ui.shell.status_line import StatusLine
from practika_desktop.ui.shell.toast import Toast


class Rooms:
    """Moves the eye and the keyboard between the parts of the window; holds nothing of the studio.

    `whole` shows either the first-start page or the desk, `centre` either the take or the all-done page.
    """

    def __init__(
        self,
        *,
        whole: QStackedWidget,
        centre: QStackedWidget,
        first_start: FirstStartPage,
        all_done: AllDonePage,
        heading: TakeHeading,
        inbox: InboxPane,
        player: QWidget,
        tabs: QTabWidget,
        markers: QWidget,
        thread: QWidget,
        places: Sequence[tuple[QWidget, Callable[[], None]]],
        toast: Toast,
        status: StatusLine,
    ) -> None:
        self._whole = whole
        self._centre = centre
        self._first_start = first_start
        self._all_done = all_done
        self._heading = heading
        self._inbox = inbox
        self._player = player
        self._tabs = tabs
        self._markers = markers
        self._thread = thread
        self._places = places
        self._toast = toast
        self.status = status

    @property
    def is_first_start(self) -> bool:
        """Tell whether the first-start page is shown."""
        return self._whole.currentWidget() is self._first_start

    @property
    def is_all_done(self) -> bool:
        """Tell whether the page at the end of the pile is shown."""
        return self._centre.currentWidget() is self._all_done

    def show_first_start(self) -> None:
        """Show the page of an empty library."""
        self._whole.setCurrentWidget(self._first_start)
        self._first_start.setFocus()

    def show_take(self) -> None:
        """Show the desk, with the take in its middle."""
        self._whole.setCurrentIndex(0)
        self._centre.setCurrentIndex(0)

    def show_all_done(self, sitting: Sitting, now_ms: int) -> None:
        """Show what was done, at the end of the pile."""
        self._all_done.show_sitting(sitting, now_ms)
        self._centre.setCurrentWidget(self._all_done)
        self._all_done.setFocus()

    def show_heading(self, detail: TakeDetail | None) -> None:
        """Name the take above the picture."""
        self._heading.show_take(detail)

    def show_tabs(self, markers: int, messages: int) -> None:
        """Show how many markers and messages there are."""
        for room, name, count in ((self._markers, "Markers", markers), (self._thread, "Thread", messages)):
            self._tabs.setTabText(self._tabs.indexOf(room), f"{name}  {count}" if count else name)

    def show_counts(self, waiting: int, to_send: int) -> None:
        """Show what waits and what is still to send."""
        self.status.show_pile(waiting)
        self.status.show_to_send(to_send)

    def say(self, words: str, undo: Callable[[], None] | None) -> None:
        """Say what was done, with a way back where there is one."""
        self._toast.say(words, undo)

    def player(self) -> None:
        """Put the keyboard to the player, shown in the middle."""
        self._centre.setCurrentIndex(0)
        self._player.setFocus()

    def markers(self) -> None:
        """Show the list of markers."""
        self._tabs.setCurrentWidget(self._markers)

    def thread(self) -> None:
        """Show the thread."""
        self._tabs.setCurrentWidget(self._thread)

    def find(self) -> None:
        """Put the keyboard into the inbox's search."""
        if not self.is_first_start:
            self._inbox.focus_search()

    def next_room(self, step: int) -> None:
        """Put the keyboard into the room after (or before) the one that has it."""
        if self.is_first_start:
            return
        shown = [(room, enter) for room, enter in self._places if room.isVisible()]
        here = next((n for n, (room, _) in enumerate(shown) if _has_keyboard(room)), -1)
        for further in range(1, len(shown) + 1):
            room, enter = shown[(here + step * further) % len(shown)]
            enter()
            if _has_keyboard(room):
                return


def _has_keyboard(room: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (room is focus or room.isAncestorOf(focus))
