"""The score's bar: pages back and forward, the page's number, its size, and how pages are laid out."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from practika_desktop.ui.score.page_field import PageField
from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import LARGEST, SMALLEST, Fit, Zoom, percent
from practika_desktop.ui.shell.elided import ElidedLabel
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_MODE_WORDS = {Mode.SINGLE: "One page", Mode.FACING: "Facing pages", Mode.CONTINUOUS: "Continuous"}


class ScoreBar(QFrame):
    """The strip above the page; it tells what is wanted and shows what is."""

    turn_wanted = Signal(int)
    page_wanted = Signal(int)
    step_wanted = Signal(int)
    fit_wanted = Signal(Fit)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[QToolButton, str] = {}
        self._tips: list[tuple[QToolButton, QAction]] = []
        self.back = self._button("page-previous", "Page back")
        self.forward = self._button("page-next", "Page forward")
        self.smaller = self._button("zoom-out", "Smaller")
        self.larger = self._button("zoom-in", "Larger")
        self.fit_page = self._button("fit", "Fit the page", checkable=True)
        self.fit_width = self._button("fit-width", "Fit the width", checkable=True)
        self.modes = self._button("pages-single", "How pages are laid out")
        self.modes.setMenu(QMenu(self.modes))
        self.modes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.field = PageField(self)
        self._count = QLabel(self)
        self._percent = QLabel(self)
        self._words = ElidedLabel(self)
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
        self.modes.menu().addActions([actions[f"score.{mode.value}"] for mode in Mode])
        self._tips = [(button, actions[action_id]) for action_id, button in self.action_buttons.items()]
        for _, action in self._tips:
            action.changed.connect(self._show_tips)
        self._show_tips()

    def show_page(self, page: int, count: int) -> None:
        """Show which page of how many it is; 0 of 0 for none."""
        self.field.show_page(page, count)
        self._count.setText(f"of {count}" if count else "")
        for widget in (self.field, self.fit_page, self.fit_width, self.modes):
            widget.setEnabled(bool(count))

    @property
    def words(self) -> str:
        """What it says under its buttons."""
        return self._words.text()

    def say(self, words: str, more: str = "") -> None:
        """Say something quietly under the buttons, with more of it in the tool tip; without words there is no line."""
        self._words.say(words)
        self._words.setToolTip(f"{words} {more}".strip())
        self._words.setVisible(bool(words))

    def show_turns(self, *, back: bool, forward: bool) -> None:
        """Show whether there is something to turn to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_mode(self, mode: Mode) -> None:
        """Show how the pages are laid out."""
        self._icons[self.modes] = f"pages-{mode.value}"
        self.modes.setIcon(self._theme.icon(self._icons[self.modes]))
        self.modes.setAccessibleDescription(_MODE_WORDS[mode])

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
        self._icons[button] = icon
        return button

    def _lay_out(self) -> None:
        set_role(self, Role.BAR)
        for label in (self._count, self._percent, self._words):
            set_role(label, Role.SOFT)
        digit = self.field.fontMetrics().horizontalAdvance("0")
        self.field.setFixedWidth(4 * digit + self._theme.space(5))
        self._percent.setMinimumWidth(6 * digit)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setContentsMargins(self._theme.space(1), 0, self._theme.space(1), self._theme.space(0.5))
        self._words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(
            self._theme.space(2), self._theme.space(1), self._theme.space(2), self._theme.space(1)
        )
        column.setSpacing(self._theme.space(1))
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(1))
        for widget in (self.back, self.field, self._count, self.forward):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.smaller, self._percent, self.larger, self.fit_page, self.fit_width, self.modes):
            row.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._words)

    def _show_tips(self) -> None:
        for button, action in self._tips:
            button.setToolTip(action.toolTip())

    def _show_icons(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(self._theme.icon(icon))
