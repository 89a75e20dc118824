"""The line at the bottom: connected or not, what is still to send, and long work that goes on."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


def to_send_words(changes: int) -> str:
    """Return in plain words what an unconnected desk keeps; changes counts what a studio would get."""
    if changes == 0:
        return "Not connected to a studio: everything is kept on this machine"
    kept = "1 change is" if changes == 1 else f"{changes:,} changes are"
    return f"Not connected to a studio: {kept} kept on this machine"


class StatusLine(QWidget):
    """Says where things stand; shows one piece of long work at a time, with a button that stops it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cancel: Callable[[], None] | None = None
        self._cloud = QLabel()
        self._words = QLabel()
        self._left = QLabel()
        self._work = QLabel()
        self._bar = QProgressBar()
        self._stop = QToolButton()
        self._lay_out()
        self.work_done()
        self.show_to_send(0)
        self._show_icons()
        theme.changed.connect(self._show_icons)

    @property
    def words(self) -> str:
        """Return what it says about sending."""
        return self._words.text()

    def show_to_send(self, changes: int) -> None:
        """Say how much is kept here that a studio would get."""
        self._words.setText(to_send_words(changes))

    def show_pile(self, waiting: int) -> None:
        """Say how many takes wait."""
        self._left.setText("Nothing waits" if waiting == 0 else f"{waiting:,} waiting")

    def show_work(self, done: int, total: int, what: str, cancel: Callable[[], None] | None = None) -> None:
        """Show how far a piece of long work is; total is 0 while unknown."""
        self._cancel = cancel
        self._work.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, min(total, 1_000_000) if total else 0)
        self._bar.setValue(round(done / total * min(total, 1_000_000)) if total else 0)
        self._stop.setVisible(cancel is not None)
        for widget in (self._work, self._bar):
            widget.show()

    def work_done(self) -> None:
        """Take the work away."""
        self._cancel = None
        for widget in (self._work, self._bar, self._stop):
            widget.hide()

    def _lay_out(self) -> None:
        theme = self._theme
        for label in (self._words, self._left, self._work):
            set_role(label, Role.CAPTION)
        self._bar.setFixedWidth(theme.space(32))
        self._stop.setToolTip("Stop")
        self._stop.setAccessibleName("Stop this work")
        self._stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stop.clicked.connect(self._cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        row.setSpacing(theme.space(2))
        row.addWidget(self._cloud)
        row.addWidget(self._words)
        row.addStretch(1)
        for widget in (self._work, self._bar, self._stop):
            row.addWidget(widget)
        row.addSpacing(theme.space(3))
        row.addWidget(self._left)
        self.setAccessibleName("Status")

    def _show_icons(self) -> None:
        side = self._theme.space(4)
        self._cloud.setPixmap(self._theme.icon("cloud-off").pixmap(QSize(side, side), self.devicePixelRatioF()))
        self._stop.setIcon(self._theme.icon("close"))

    def _cancelled(self) -> None:
        if self._cancel is not None:
            self._cancel()
