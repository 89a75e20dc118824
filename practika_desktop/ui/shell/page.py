"""What the quiet full pages share: a column in the middle with a picture, a title and words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class Page(QWidget):
    """A page with one column in its middle; `column` takes what stands below the words."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel()
        self._title = QLabel()
        self._words = QLabel()
        self.column = QVBoxLayout()
        self._lay_out_page()
        self._show_icon()
        theme.changed.connect(self._show_icon)

    def say(self, title: str, words: str) -> None:
        """Show a title and a sentence or two below it."""
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    @property
    def title(self) -> str:
        """Return the title."""
        return self._title.text()

    def _lay_out_page(self) -> None:
        theme = self._theme
        set_role(self, Role.PANEL)
        set_role(self._title, Role.DISPLAY)
        set_role(self._words, Role.SOFT)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title.setWordWrap(True)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.setSpacing(theme.space(3))
        for widget in (self._icon, self._title, self._words):
            self.column.addWidget(widget)
        self.column.addSpacing(theme.space(4))
        middle = QWidget()
        middle.setLayout(self.column)
        middle.setMaximumWidth(theme.space(200))
        across = QHBoxLayout()
        across.setContentsMargins(theme.space(6), 0, theme.space(6), 0)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)

    def _show_icon(self) -> None:
        side = self._theme.space(12)
        icon = self._theme.icon(self._icon_name, "accent_ink")
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
