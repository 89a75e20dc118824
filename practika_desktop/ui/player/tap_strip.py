"""The strip over the timeline while measures are tapped: what comes next, every how many, how late the hand is."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from practika_desktop.model.measures.cursor import Cursor
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_EVERY = {1: "each one", 2: "every 2nd", 4: "every 4th", 8: "every 8th"}
_MOST_DELAY_MS = 250


class TapStrip(QFrame):
    """Shows a cursor; tells what is chosen for it. Hidden until it is shown."""

    every_chosen = Signal(int)
    delay_chosen = Signal(int)
    done_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._next = QLabel(self)
        self._next.setWordWrap(True)
        self.every = QComboBox(self)
        for every, words in _EVERY.items():
            self.every.addItem(words, every)
        self.every.setAccessibleName("Which measures are tapped")
        self.every.activated.connect(lambda _index: self.every_chosen.emit(self.every.currentData()))
        self.delay = QSpinBox(self)
        self.delay.setRange(-_MOST_DELAY_MS, _MOST_DELAY_MS)
        self.delay.setSingleStep(5)
        self.delay.setPrefix("Delay ")
        self.delay.setSuffix(" ms")
        self.delay.setFixedWidth(self.delay.fontMetrics().horizontalAdvance("Delay -250 ms") + theme.space(11))
        self.delay.setKeyboardTracking(False)
        self.delay.setAccessibleName("How much later than the beat the hand taps")
        self.delay.setToolTip("How much later than the beat you tap. After eight taps it is told from the sound.")
        self.delay.valueChanged.connect(self.delay_chosen)
        self.done = QPushButton("Done", self)
        self.done.setAccessibleName("Done tapping")
        self.done.clicked.connect(self.done_wanted)
        self._lay_out()
        self.hide()

    @property
    def words(self) -> str:
        """What it says is tapped next."""
        return self._next.text()

    def show_state(self, cursor: Cursor, delay_ms: int) -> None:
        """Show what is tapped next, and the delay that is taken into account."""
        self._next.setText(_words(cursor))
        with QSignalBlocker(self.delay):
            self.delay.setValue(delay_ms)
        with QSignalBlocker(self.every):
            self.every.setCurrentIndex(self.every.findData(cursor.every))

    def _lay_out(self) -> None:
        set_role(self, Role.BAR)
        self.setAccessibleName("Tapping measures")
        row = QHBoxLayout(self)
        row.setContentsMargins(self._theme.space(3), self._theme.space(1), self._theme.space(2), self._theme.space(1))
        row.setSpacing(self._theme.space(2))
        row.addWidget(self._next, 1)
        for widget in (self.every, self.delay, self.done):
            row.addWidget(widget)


def _words(cursor: Cursor) -> str:
    if cursor.is_over:
        return "The score is at its end"
    step = cursor.step
    if step is None:
        return "T taps the end"
    turn = f", time {step.turn}" if step.turn > 1 else ""
    begins = " · begins anew" if cursor.joins_ms is None else ""
    return f"T taps measure {step.place.label}{turn}{begins}"
