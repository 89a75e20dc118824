"""The page of an empty library: three ways to begin."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from practika_desktop.ui.shell.page import Page
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class FirstStartPage(Page):
    """Offers the sample studio, the import of videos, and, once that is there, a studio to connect to."""

    sample_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, *, has_sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, "video", parent)
        self.say(
            "Welcome to Practika",
            "Watch your students' takes, stop on the exact frame, mark it, answer, and go on to the next one.",
        )
        self.import_card = _Way(
            theme, "import", "Import videos", "Bring in files or a folder from this machine.", "Choose videos…"
        )
        self.sample_card = _Way(
            theme,
            "sample",
            "Look around",
            "A small studio to try things in: two students, one piece, four takes.",
            "Open the sample",
        )
        self.connect_card = _Way(
            theme,
            "connect",
            "Connect to a studio",
            "Not in this version yet: everything stays on this machine until then.",
            "Connect…",
        )
        set_role(self.import_card.button, Role.PRIMARY)
        self.sample_card.button.setEnabled(has_sample)
        self.connect_card.button.setEnabled(False)
        self.import_card.button.clicked.connect(self.import_wanted)
        self.sample_card.button.clicked.connect(self.sample_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.space(4))
        for way in (self.import_card, self.sample_card, self.connect_card):
            row.addWidget(way, 1)
        self.column.addLayout(row)
        self.setFocusProxy(self.import_card.button)


class _Way(QFrame):
    """One way to begin: a card with a button."""

    def __init__(self, theme: Theme, icon: str, title: str, words: str, act: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel()
        self.button = QPushButton(act)
        self.button.setAccessibleDescription(words)
        set_role(self, Role.CARD)
        heading = QLabel(title)
        set_role(heading, Role.TITLE)
        said = QLabel(words)
        set_role(said, Role.SOFT)
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(5)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self._icon)
        column.addWidget(heading)
        column.addWidget(said, 1)
        column.addSpacing(theme.space(2))
        column.addWidget(self.button)
        self._show_icon()
        theme.changed.connect(self._show_icon)

    def _show_icon(self) -> None:
        side = self._theme.space(6)
        icon = self._theme.icon(self._icon_name, "accent_ink")
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
