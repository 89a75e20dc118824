"""The quiet page at the end of the pile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from practika_desktop.ui.desk.sitting import Sitting, sitting_words
from practika_desktop.ui.shell.page import Page
from practika_desktop.ui.theme.theme import Theme


class AllDonePage(Page):
    """Says what was done; offers the way back to the takes."""

    takes_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "check-circle", parent)
        back = QPushButton("Look at reviewed takes")
        back.clicked.connect(self.takes_wanted)
        self.column.addWidget(back, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(back)

    def show_sitting(self, sitting: Sitting, now_ms: int) -> None:
        """Say what was done until now."""
        self.say("All done", sitting_words(sitting, now_ms))
