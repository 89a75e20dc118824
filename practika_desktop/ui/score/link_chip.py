"""The chip that tells which measure the chosen marker is tied to, and goes to its page."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the score: a page, and the measure's shown number where it is known."""

    page: int
    measure: str | None = None

    def words(self, shown_page: int) -> str:
        """Return the place in words, with the page only where it is not the one shown."""
        place = f"Measure {self.measure}" if self.measure else f"Page {self.page}"
        return f"{place} · p. {self.page}" if self.measure and self.page != shown_page else place


class LinkChip(QPushButton):
    """Shows a link; hidden without one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._link: Link | None = None
        set_role(self, Role.CHIP)
        self.setCheckable(True)
        self.setChecked(True)
        self.clicked.connect(lambda: self.setChecked(True))
        self.setToolTip("Where the chosen marker is in the score")
        self._show_icon()
        theme.changed.connect(self._show_icon)
        self.hide()

    @property
    def link(self) -> Link | None:
        """The link shown."""
        return self._link

    def show_link(self, link: Link | None, shown_page: int) -> None:
        """Show a link as seen from a page, or none."""
        self._link = link
        if link is not None:
            self.setText(link.words(shown_page))
            self.setAccessibleName(f"The marker's place: {link.words(0)}")
        self.setVisible(link is not None)

    def sizeHint(self) -> QSize:
        """Return a size at which the look's round ends have the room that they need."""
        return super().sizeHint().expandedTo(QSize(0, self._theme.space(6.5)))

    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon("link", "accent_ink"))
