"""A line of figures that changes with each frame."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget


class Reading(QLabel):
    """A label whose room stays the same while its figures change.

    A label of another size would have the window laid out anew, for each frame that plays.
    """

    def __init__(self, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(tabular(font))
        self._widest: str | None = None
        self.say("", "")

    def say(self, text: str, widest: str) -> None:
        """Show a text, in a room that holds the widest one of its kind."""
        self.setText(text)
        if widest != self._widest:
            self._widest = widest
            self.setFixedSize(self._room(widest))

    def _room(self, widest: str) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(widest) + 1, metrics.height())


def tabular(font: QFont) -> QFont:
    """Return a font with figures of one width."""
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font
