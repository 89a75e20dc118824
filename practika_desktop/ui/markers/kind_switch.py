"""Three small buttons to choose what a marker says: feedback, question, praise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.theme.shapes import KIND_TITLE
from practika_desktop.ui.theme.theme import Theme


class KindSwitch(QWidget):
    """Shows one kind as chosen; `chosen` is emitted when another is."""

    chosen = Signal(MarkerKind)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[MarkerKind, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(0.5))
        for kind in MarkerKind:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIcon(theme.kind_icon(kind))
            button.setToolTip(KIND_TITLE[kind])
            button.setAccessibleName(KIND_TITLE[kind])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked, kind=kind: self.chosen.emit(kind))
            self._group.addButton(button)
            self._buttons[kind] = button
            row.addWidget(button)

    @property
    def kind(self) -> MarkerKind:
        """The kind that is chosen."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def button(self, kind: MarkerKind) -> QToolButton:
        """Return the button of a kind."""
        return self._buttons[kind]

    def choose(self, kind: MarkerKind) -> None:
        """Show a kind as chosen, without telling."""
        self._buttons[kind].setChecked(True)
