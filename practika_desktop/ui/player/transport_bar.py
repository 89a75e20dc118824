"""The strip below the picture: play, step, where we are, how fast, the loop, how loud."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from practika_desktop.player.state import Phase, PlayerState
from practika_desktop.player.transport import RATES
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.times import time_text

_TIMES, _MINUS = "\N{MULTIPLICATION SIGN}", "\N{MINUS SIGN}"

# name -> (icon, tool tip until an action is attached)
_BUTTONS = {
    "play": ("play", "Play"),
    "step_back": ("step-back", "One frame back"),
    "step_forward": ("step-forward", "One frame forward"),
    "loop_in": ("loop-in", "Loop begins here"),
    "loop_out": ("loop-out", "Loop ends here"),
    "loop_on": ("loop", "Loop on or off"),
    "mute": ("volume", "Sound on or off"),
}


class TransportBar(QWidget):
    """Shows a player's state and asks for what is pressed by its signals, by name of the button.

    Buttons follow the actions that they are attached to: words, keys and whether they can be pressed come from there.
    """

    pressed = Signal(str)
    rate_chosen = Signal(float)
    volume_chosen = Signal(int)
    mute_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = PlayerState()
        self._actions: dict[str, QAction] = {}
        self._buttons = {name: self._button(name, tip) for name, (_, tip) in _BUTTONS.items()}
        self._rate = self._rate_button()
        self._volume = self._volume_slider()
        self._time, self._frame = self._reading(), self._reading()
        self._warning = QLabel(self)
        for name in ("loop_on", "mute"):
            self._buttons[name].setCheckable(True)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_state(self._state)

    @property
    def time_words(self) -> str:
        """The time and the length as shown."""
        return self._time.text()

    @property
    def frame_words(self) -> str:
        """The frame and how many there are, as shown."""
        return self._frame.text()

    def button(self, name: str) -> QToolButton:
        """Return a button by name: play, step_back, step_forward, loop_in, loop_out, loop_on, mute."""
        return self._buttons[name]

    def attach_actions(self, actions: Mapping[str, QAction]) -> None:
        """Let buttons, by name, trigger these actions and take words and readiness from them; others stay alone."""
        for name, action in actions.items():
            if name in self._buttons and name not in self._actions:
                self._actions[name] = action
                self._follow(name, action)
                action.changed.connect(lambda name=name, action=action: self._follow(name, action))

    def show_state(self, state: PlayerState) -> None:
        """Show where the player is and what it does."""
        before, self._state = self._state, state
        ready = state.phase is Phase.READY
        if ready:
            self._time.setText(f"{time_text(state.time_ms, state.duration_ms)} / {time_text(state.duration_ms)}")
            total = len(state.index) if state.index is not None else 0
            self._frame.setText(self.tr("frame {} / {}").format(state.frame, total) if total else "")
        else:
            self._time.setText("")
            self._frame.setText("")
        self._frame.setVisible(bool(self._frame.text()))
        if (before.playing, before.phase) != (state.playing, state.phase):
            self._restyle()
        self._rate.setText(rate_text(state.rate))
        self._buttons["loop_on"].setChecked(state.loop_on)
        self._show_warning(state)
        self._enable(ready)

    def minimumSizeHint(self) -> QSize:
        """Return the size without the volume, which is the first to give way."""
        whole = super().minimumSizeHint()
        return QSize(whole.width() - (self._volume.width() if self._volume.isVisible() else 0), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the volume out where there is no room for it; the mute button stays."""
        super().resizeEvent(event)
        self._volume.setVisible(self.width() >= self._theme.space(155))

    def set_volume(self, percent: int, *, muted: bool) -> None:
        """Show how loud it is, 0 to 100, without asking for it."""
        self._volume.blockSignals(True)
        self._volume.setValue(percent)
        self._volume.blockSignals(False)
        self._buttons["mute"].setChecked(muted)
        self._restyle()

    def _enable(self, ready: bool) -> None:
        for name, button in self._buttons.items():
            action = self._actions.get(name)
            button.setEnabled(action.isEnabled() if action else ready or name == "mute")
        self._rate.setEnabled(ready)

    def _show_warning(self, state: PlayerState) -> None:
        error = state.sound_error
        self._warning.setVisible(error is not None)
        if error is not None:
            self._warning.setToolTip(str(error))
            self._warning.setAccessibleName(str(error))

    def _press(self, name: str) -> None:
        if name in self._actions:
            self._actions[name].trigger()
        elif name == "mute":
            self.mute_chosen.emit(self._buttons[name].isChecked())
        else:
            self.pressed.emit(name)
        self._buttons["loop_on"].setChecked(self._state.loop_on)
        self._restyle()

    def _follow(self, name: str, action: QAction) -> None:
        button = self._buttons[name]
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().replace("&", ""))
        button.setEnabled(action.isEnabled())

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolTip(self.tr(tip))
        button.setAccessibleName(self.tr(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._press(name))
        return button

    def _rate_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("rate")
        button.setToolTip(self.tr("Speed; the pitch is kept"))
        button.setAccessibleName(self.tr("Speed"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for rate in reversed(RATES):
            menu.addAction(rate_text(rate)).triggered.connect(lambda _=False, rate=rate: self.rate_chosen.emit(rate))
        button.setMenu(menu)
        button.setFont(_tabular(self._theme.font(TypeStep.BODY)))
        set_role(button, Role.CHIP)
        button.setFixedWidth(QFontMetrics(button.font()).horizontalAdvance(rate_text(-0.25)) + self._theme.space(6))
        return button

    def _volume_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, 100)
        slider.setValue(80)
        slider.setFixedWidth(self._theme.space(20))
        slider.setToolTip(self.tr("Volume"))
        slider.setAccessibleName(self.tr("Volume"))
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.valueChanged.connect(self.volume_chosen)
        return slider

    def _reading(self) -> QLabel:
        label = QLabel(self)
        label.setFont(_tabular(self._theme.font(TypeStep.BODY)))
        return label

    def _lay_out(self) -> None:
        space = self._theme.space
        set_role(self._frame, Role.CAPTION)
        set_role(self._warning, Role.CAPTION)
        self._frame.setFont(_tabular(self._theme.font(TypeStep.CAPTION)))
        readings = QVBoxLayout()
        readings.setSpacing(0)
        readings.addWidget(self._time)
        readings.addWidget(self._frame)
        self.setMinimumHeight(space(12))
        middle = self._row("step_back", "play", "step_forward", "|", "loop_in", "loop_on", "loop_out")
        right = QHBoxLayout()
        right.setSpacing(space(1))
        right.addStretch(1)
        for widget in (self._warning, self._rate, self._buttons["mute"], self._volume):
            right.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(3), space(1.5), space(3), space(1))
        layout.setSpacing(space(2))
        layout.addLayout(readings, 1)
        layout.addLayout(middle)
        layout.addLayout(right, 1)

    def _row(self, *names: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(1))
        for name in names:
            if name == "|":
                row.addSpacing(self._theme.space(3))
            else:
                row.addWidget(self._buttons[name])
        return row

    def _restyle(self) -> None:
        side = self._theme.space(5)
        for name, button in self._buttons.items():
            button.setIcon(self._icon(name))
            large = self._theme.space(1) if name == "play" else 0
            button.setIconSize(QSize(side + large, side + large))
        self._warning.setPixmap(self._theme.icon("warning", "danger_ink").pixmap(QSize(side, side)))

    def _icon(self, name: str) -> QIcon:
        icon = _BUTTONS[name][0]
        if name == "play" and self._state.playing:
            icon = "pause"
        if name == "mute" and self._buttons["mute"].isChecked():
            icon = "mute"
        lit = name == "play" or (name == "loop_on" and self._state.loop_on)
        return self._theme.icon(icon, "accent_ink" if lit else "text_soft")


def rate_text(rate: float) -> str:
    """Return a speed with the signs of print: a true minus, and the multiplication sign behind it."""
    return f"{rate:g}{_TIMES}".replace("-", _MINUS)


def _tabular(font: QFont) -> QFont:
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font
