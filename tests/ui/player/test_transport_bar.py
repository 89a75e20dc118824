"""The transport bar: it says where the player is, and its buttons trigger their actions."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QSlider, QToolButton
from pytestqt.qtbot import QtBot

from practika_desktop.media.indexing import build_index
from practika_desktop.model.errors import SoundError
from practika_desktop.player.state import Phase, PlayerState
from practika_desktop.player.transport import RATES
from practika_desktop.ui.actions.rows_play import PLAY
from practika_desktop.ui.player.transport_bar import TransportBar, rate_text
from practika_desktop.ui.theme.theme import Theme
from tests.support.videos import made

pytestmark = pytest.mark.desktop

NAMES = [row.id for row in PLAY]


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> TransportBar:
    bar = TransportBar(theme)
    qtbot.addWidget(bar)
    bar.resize(900, 50)
    bar.show()
    return bar


@pytest.fixture(scope="module")
def ready() -> PlayerState:
    index = build_index(made("h264").path)
    return PlayerState(key="a", phase=Phase.READY, frame=37, time_ms=1_234, duration_ms=index.duration_ms, index=index)


def picture_of(button: QToolButton) -> QImage:
    return button.icon().pixmap(24, 24).toImage()


def test_it_says_the_time_and_the_frame(bar: TransportBar, ready: PlayerState) -> None:
    bar.show_state(ready)
    assert bar.time_words == "0:01.234 / 0:04.000"
    assert bar.frame_words == "frame 37 / 120"
    bar.show_state(PlayerState())
    assert (bar.time_words, bar.frame_words) == ("", "")


def test_a_picture_that_stands_in_for_a_damaged_one_is_not_passed_off_as_it(
    bar: TransportBar, ready: PlayerState
) -> None:
    bar.note_damage(damaged=True)
    bar.show_state(ready)
    assert bar.frame_words == "frame 37 / 120, damaged"
    bar.note_damage(damaged=False)
    bar.show_state(ready)
    assert bar.frame_words == "frame 37 / 120"


def test_each_button_triggers_its_action_and_takes_its_words(bar: TransportBar, qtbot: QtBot) -> None:
    actions = {name: QAction(f"{name} it", bar, toolTip=f"{name} it (X)") for name in NAMES}
    buttons = [button for button in bar.findChildren(QToolButton) if button.objectName() != "rate"]
    assert not any(button.isEnabled() for button in buttons)
    bar.attach_actions(actions)
    assert len(buttons) == 7
    for button in buttons:
        action = actions[button.objectName()]
        assert (button.toolTip(), button.accessibleName()) == (action.toolTip(), action.text())
        with qtbot.waitSignal(action.triggered):
            button.click()


def test_a_button_can_be_pressed_while_its_action_can_be_done(bar: TransportBar) -> None:
    action = QAction("Play or pause", bar)
    action.setEnabled(False)
    bar.attach_actions({"play.toggle": action})
    assert not bar.button("play.toggle").isEnabled()
    action.setEnabled(True)
    assert bar.button("play.toggle").isEnabled()


def test_play_shows_what_a_press_would_do(bar: TransportBar, ready: PlayerState) -> None:
    bar.show_state(ready)
    paused = picture_of(bar.button("play.toggle"))
    bar.show_state(replace(ready, playing=True))
    assert picture_of(bar.button("play.toggle")) != paused
    bar.show_state(ready)
    assert picture_of(bar.button("play.toggle")) == paused


def test_the_loops_button_shows_the_loop_whatever_is_pressed(bar: TransportBar, ready: PlayerState) -> None:
    bar.attach_actions({"play.loop": QAction("Loop on or off", bar)})
    bar.show_state(ready)
    bar.button("play.loop").click()
    assert not bar.button("play.loop").isChecked()
    bar.show_state(replace(ready, loop_on=True))
    assert bar.button("play.loop").isChecked()


def test_a_speed_is_chosen_from_all_there_are(bar: TransportBar, ready: PlayerState, qtbot: QtBot) -> None:
    bar.show_state(ready)
    rate = bar.findChild(QToolButton, "rate")
    assert isinstance(rate, QToolButton)
    choices = {action.text(): action for action in rate.menu().actions()}
    assert list(choices) == [rate_text(one) for one in reversed(RATES)]
    with qtbot.waitSignal(bar.rate_chosen) as chosen:
        choices[rate_text(0.5)].trigger()
    assert chosen.args == [0.5]
    bar.show_state(replace(ready, rate=0.5))
    assert rate.text() == rate_text(0.5)


def test_why_there_is_no_sound_is_said(bar: TransportBar, ready: PlayerState) -> None:
    bar.show_state(replace(ready, sound_error=SoundError("There is no sound device.", "Plug one in.")))
    assert bar.sound_warning == "There is no sound device. Plug one in."
    bar.show_state(ready)
    assert bar.sound_warning == ""


def test_the_volume_is_shown_without_being_asked_for_again(bar: TransportBar, qtbot: QtBot) -> None:
    slider = bar.findChild(QSlider)
    assert isinstance(slider, QSlider)
    with qtbot.assertNotEmitted(bar.volume_chosen):
        bar.set_volume(35, muted=False)
    assert slider.value() == 35
    with qtbot.waitSignal(bar.volume_chosen) as chosen:
        slider.setValue(60)
    assert chosen.args == [60]


def test_muted_looks_different(bar: TransportBar) -> None:
    heard = picture_of(bar.button("play.mute"))
    bar.set_volume(50, muted=True)
    assert picture_of(bar.button("play.mute")) != heard


def test_where_there_is_little_room_the_volume_gives_way(bar: TransportBar, ready: PlayerState) -> None:
    bar.show_state(ready)
    slider = bar.findChild(QSlider)
    assert isinstance(slider, QSlider)
    assert slider.isVisible()
    bar.resize(bar.minimumSizeHint().width(), 50)
    assert not slider.isVisible()
    assert bar.button("play.mute").isVisible()


def test_everything_that_can_be_pressed_has_a_name_and_a_tip(bar: TransportBar) -> None:
    bar.attach_actions({name: QAction(f"{name} it", bar) for name in NAMES})
    for widget in [*bar.findChildren(QToolButton), *bar.findChildren(QSlider)]:
        assert widget.accessibleName()
        assert widget.toolTip()
        assert widget.focusPolicy() == Qt.FocusPolicy.TabFocus
