"""What the score's room says when there is no page to show, and what to do about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class NoPage(QWidget):
    """A sign, a title, a sentence, and the button to choose a PDF (`choose_wanted`)."""

    choose_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign_name = "score"
        self._sign = QLabel(self)
        self.title = QLabel(self)
        self.words = QLabel(self)
        self.button = QPushButton("Choose a PDF…", self)
        set_role(self.title, Role.TITLE)
        set_role(self.words, Role.SOFT)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(8))
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        for label in (self._sign, self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(theme.space(2))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.button.clicked.connect(self.choose_wanted)
        theme.changed.connect(self._show_sign)

    def say(self, sign: str, title: str, words: str, *, can_choose: bool) -> None:
        """Say why there is no page; `sign` is the name of an icon."""
        self._sign_name = sign
        self.title.setText(title)
        self.words.setText(words)
        self.button.setVisible(can_choose)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self._show_sign()

    def _show_sign(self) -> None:
        side = self._theme.space(8)
        icon = self._theme.icon(self._sign_name, "text_soft")
        self._sign.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))
