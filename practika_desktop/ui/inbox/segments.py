"""A row of buttons of which one is on: the segmented control."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from practika_desktop.ui.theme.roles import Role, set_role


class Segments(QFrame):
    """One choice among a few titles, in a sunken strip; the arrow keys move it. The first is on at the start."""

    picked = Signal(int)

    def __init__(self, titles: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, Role.WELL)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for number, title in enumerate(titles):
            button = QToolButton(self)
            button.setText(title)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setAccessibleName(f"{name}: {title}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            row.addWidget(button, 1)
        self._group.idToggled.connect(self._tell)

    @property
    def current(self) -> int:
        """The number of the segment that is on, from 0."""
        return self._group.checkedId()

    def pick(self, number: int) -> None:
        """Turn a segment on."""
        self._group.button(number).setChecked(True)

    def _tell(self, number: int, on: bool) -> None:
        if on:
            self.picked.emit(number)
