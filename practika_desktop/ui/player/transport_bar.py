"""The strip below the picture: play, step, where we are, how fast, the loop, how loud."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from practika_desktop.player.state import Phase, PlayerState
from practika_desktop.player.transport import RATES
from practika_desktop.ui.player.reading import Reading, tabular
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.times import time_text

_TIMES, _MINUS = "\N{MULTIPLICATION SIGN}", "\N{MINUS SIGN}"

# the actions that have a button, in the buttons' order, and the buttons' icons
_BUTTONS = {
    "play.frame_back": "step-back",
    "play.toggle": "play",
    "play.frame_forward": "step-forward",
    "play.loop_in": "loop-in",
    "play.loop": "loop",
    "play.loop_out": "loop-out",
    "play.mute": "volume",
}


class TransportBar(QWidget):
    """Shows a player's state; its buttons trigger the actions that are attached to them.

    Words, keys and whether a button can be pressed come from its action; without one it cannot be pressed.
    """

    rate_chosen = Signal(float)
    volume_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = PlayerState()
        self._muted = False
        self._damaged = False
        self._buttons = {name: self._button(name) for name in _BUTTONS}
        self._buttons["play.loop"].setCheckable(True)
        self._buttons["play.loop"].clicked.connect(self._restyle)
        self._rate = self._rate_button()
        self._volume = self._volume_slider()
        self._time = Reading(theme.font(TypeStep.BODY), self)
        self._frame = Reading(theme.font(TypeStep.CAPTION), self)
        self._warning = QLabel(self)
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

    @property
    def sound_warning(self) -> str:
        """Why there is no sound, as shown; empty where there is nothing to say."""
        return self._warning.accessibleName()

    def button(self, name: str) -> QToolButton:
        """Return the button of an action; raise KeyError for one that has none here."""
        return self._buttons[name]

    def attach_actions(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons trigger their actions, found by id; actions that have no button here are left alone."""
        for name in self._buttons.keys() & actions.keys():
            button, action = self._buttons[name], actions[name]
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda button=button, action=action: _follow(button, action))
            _follow(button, action)

    def note_damage(self, *, damaged: bool) -> None:
        """Say with the next state that the frame's picture is damaged and an earlier one stands in for it."""
        self._damaged = damaged

    def show_state(self, state: PlayerState) -> None:
        """Show where the player is and what it does."""
        before, self._state = self._state, state
        ready = state.phase is Phase.READY
        if ready:
            length = time_text(state.duration_ms)
            self._time.say(f"{time_text(state.time_ms, state.duration_ms)} / {length}", f"{length} / {length}")
            total = len(state.index) if state.index is not None and state.index.has_picture else 0
            words = self.tr("frame {} / {}, damaged") if self._damaged else self.tr("frame {} / {}")
            self._frame.say(words.format(state.frame, total) if total else "", words.format(total, total))
        else:
            self._time.say("", "")
            self._frame.say("", "")
        self._frame.setVisible(bool(self._frame.text()))
        if (before.playing, before.loop_on) != (state.playing, state.loop_on):
            self._restyle()
        self._rate.setText(rate_text(state.rate))
        self._rate.setEnabled(ready)
        self._show_warning(state)

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
        self._muted = muted
        self._restyle()

    def _show_warning(self, state: PlayerState) -> None:
        words = "" if state.sound_error is None else str(state.sound_error)
        if words == self.sound_warning and self._warning.isHidden() is not bool(words):
            return
        self._warning.setVisible(bool(words))
        self._warning.setToolTip(words)
        self._warning.setAccessibleName(words)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(False)
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
        button.setFont(tabular(self._theme.font(TypeStep.BODY)))
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

    def _lay_out(self) -> None:
        space = self._theme.space
        set_role(self._frame, Role.CAPTION)
        set_role(self._warning, Role.CAPTION)
        readings = QVBoxLayout()
        readings.setSpacing(0)
        for reading in (self._time, self._frame):
            readings.addWidget(reading, 0, Qt.AlignmentFlag.AlignLeft)
        self.setMinimumHeight(space(12))
        middle = self._row()
        right = QHBoxLayout()
        right.setSpacing(space(1))
        right.addStretch(1)
        for widget in (self._warning, self._rate, self._buttons["play.mute"], self._volume):
            right.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(3), space(1.5), space(3), space(1))
        layout.setSpacing(space(2))
        layout.addLayout(readings, 1)
        layout.addLayout(middle)
        layout.addLayout(right, 1)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(1))
        for name, button in self._buttons.items():
            if name == "play.loop_in":
                row.addSpacing(self._theme.space(3))
            if name != "play.mute":
                row.addWidget(button)
        return row

    def _restyle(self) -> None:
        side = self._theme.space(5)
        self._buttons["play.loop"].setChecked(self._state.loop_on)
        for name, button in self._buttons.items():
            button.setIcon(self._icon(name))
            larger = self._theme.space(1) if name == "play.toggle" else 0
            button.setIconSize(QSize(side + larger, side + larger))
        self._warning.setPixmap(self._theme.icon("warning", "danger_ink").pixmap(QSize(side, side)))

    def _icon(self, name: str) -> QIcon:
        icon, lit = _BUTTONS[name], name == "play.toggle"
        if name == "play.toggle" and self._state.playing:
            icon = "pause"
        elif name == "play.mute" and self._muted:
            icon = "mute"
        elif name == "play.loop":
            lit = self._state.loop_on
        return self._theme.icon(icon, "accent_ink" if lit else "text_soft")


def _follow(button: QToolButton, action: QAction) -> None:
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text().replace("&", ""))
    button.setEnabled(action.isEnabled())


def rate_text(rate: float) -> str:
    """Return a speed with the signs of print: a true minus, and the multiplication sign behind it."""
    return f"{rate:g}{_TIMES}".replace("-", _MINUS)
