"""The score's bar: pages back and forward, the page's number, its size."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from practika_desktop.ui.score.zoom import LARGEST, SMALLEST, Fit, Zoom, percent
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class PageField(QLineEdit):
    """Takes a page's number: Enter goes there (`page_typed`), Esc and leaving bring the present one back."""

    page_typed = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = 0
        self._limits = QIntValidator(1, 1, self)
        self.setValidator(self._limits)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Page")
        self.returnPressed.connect(self._go)

    def show_page(self, page: int, count: int) -> None:
        """Show which page of how many it is."""
        self._page = page
        self._limits.setTop(max(1, count))
        self.setMaxLength(max(1, len(str(count))))
        self.setText(str(page) if page else "")
        self.setAccessibleDescription(f"Page {page} of {count}")

    def _go(self) -> None:
        self.page_typed.emit(int(self.text()))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text() != str(self._page):
            self.setText(str(self._page))
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the number, ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the page that really is there."""
        super().focusOutEvent(event)
        self.setText(str(self._page) if self._page else "")


class ScoreBar(QFrame):
    """The strip above the page; it tells what is wanted and shows what is."""

    turn_wanted = Signal(int)
    page_wanted = Signal(int)
    step_wanted = Signal(int)
    fit_wanted = Signal(Fit)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: list[tuple[QToolButton, str]] = []
        self._tips: list[tuple[QToolButton, QAction]] = []
        self.back = self._button("page-previous", "Page back")
        self.forward = self._button("page-next", "Page forward")
        self.smaller = self._button("zoom-out", "Smaller")
        self.larger = self._button("zoom-in", "Larger")
        self.fit_page = self._button("fit", "Fit the page", checkable=True)
        self.fit_width = self._button("fit-width", "Fit the width", checkable=True)
        self.field = PageField(self)
        self._count = QLabel(self)
        self._percent = QLabel(self)
        self._lay_out()
        self._show_icons()
        theme.changed.connect(self._show_icons)
        self.back.clicked.connect(lambda: self.turn_wanted.emit(-1))
        self.forward.clicked.connect(lambda: self.turn_wanted.emit(1))
        self.smaller.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.larger.clicked.connect(lambda: self.step_wanted.emit(1))
        self.fit_page.clicked.connect(lambda: self.fit_wanted.emit(Fit.PAGE))
        self.fit_width.clicked.connect(lambda: self.fit_wanted.emit(Fit.WIDTH))
        self.field.page_typed.connect(self.page_wanted)

    @property
    def action_buttons(self) -> dict[str, QToolButton]:
        """The buttons by the ids of the actions that they stand for."""
        return {
            "score.previous": self.back,
            "score.next": self.forward,
            "score.zoom_out": self.smaller,
            "score.zoom_in": self.larger,
            "score.fit": self.fit_page,
            "score.fit_width": self.fit_width,
        }

    def attach_actions(self, actions: Mapping[str, QAction]) -> None:
        """Let the tool tips of the buttons name the keys of their actions, given by id."""
        self._tips = [(button, actions[action_id]) for action_id, button in self.action_buttons.items()]
        for _, action in self._tips:
            action.changed.connect(self._show_tips)
        self._show_tips()

    def show_page(self, page: int, count: int) -> None:
        """Show which page of how many it is; 0 of 0 for none."""
        self.field.show_page(page, count)
        self._count.setText(f"of {count}" if count else "")
        for widget in (self.field, self.fit_page, self.fit_width):
            widget.setEnabled(bool(count))

    def show_turns(self, *, back: bool, forward: bool) -> None:
        """Show whether there is something to turn to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_zoom(self, zoom: Zoom, factor: float, *, is_open: bool) -> None:
        """Show how large the page is and why."""
        self._percent.setText(percent(factor) if is_open else "")
        self.fit_page.setChecked(is_open and zoom.fit is Fit.PAGE)
        self.fit_width.setChecked(is_open and zoom.fit is Fit.WIDTH)
        self.smaller.setEnabled(is_open and factor > SMALLEST)
        self.larger.setEnabled(is_open and factor < LARGEST)

    def _button(self, icon: str, words: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons.append((button, icon))
        return button

    def _lay_out(self) -> None:
        set_role(self, Role.BAR)
        for label in (self._count, self._percent):
            set_role(label, Role.SOFT)
        digit = self.field.fontMetrics().horizontalAdvance("0")
        self.field.setFixedWidth(4 * digit + self._theme.space(5))
        self._percent.setMinimumWidth(6 * digit)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(self._theme.space(2), self._theme.space(1), self._theme.space(2), self._theme.space(1))
        row.setSpacing(self._theme.space(1))
        for widget in (self.back, self.field, self._count, self.forward):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.smaller, self._percent, self.larger, self.fit_page, self.fit_width):
            row.addWidget(widget)

    def _show_tips(self) -> None:
        for button, action in self._tips:
            button.setToolTip(action.toolTip())

    def _show_icons(self) -> None:
        for button, icon in self._icons:
            button.setIcon(self._theme.icon(icon))
