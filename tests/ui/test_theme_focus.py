"""The ring around what has the keyboard: nothing moves and nothing is cut when it comes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QStringListModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionTab,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from practika_desktop.ui.theme.roles import Role, set_role

pytestmark = pytest.mark.desktop

Contents = Callable[[QWidget, QStyle.StateFlag], QRect]


def _button(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(widget)
    option.state = state
    return widget.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, widget)


def _check_box(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(widget)
    option.state = state
    return widget.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, widget)


def _line(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionFrame()
    option.initFrom(widget)
    option.state = state
    return widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget)


def _combo(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionComboBox()
    option.initFrom(widget)
    option.state = state
    return widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
    )


def _spin(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionSpinBox()
    option.initFrom(widget)
    option.state = state
    return widget.style().subControlRect(
        QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxEditField, widget
    )


def _slider(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionSlider()
    option.initFrom(widget)
    option.state = state
    option.maximum, option.sliderPosition = 10, 5
    return widget.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, widget
    )


def _tab(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    assert isinstance(widget, QTabBar)
    option = QStyleOptionTab()
    widget.initStyleOption(option, 0)
    option.state = state | QStyle.StateFlag.State_Selected
    return widget.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, widget)


def _frame(widget: QWidget, state: QStyle.StateFlag) -> QRect:
    option = QStyleOptionFrame()
    option.initFrom(widget)
    option.state = state
    return widget.style().subElementRect(QStyle.SubElement.SE_FrameContents, option, widget)


def _roled(widget: QWidget, role: Role) -> QWidget:
    set_role(widget, role)
    return widget


def _tabs() -> QTabBar:
    bar = QTabBar()
    bar.addTab("Markers  2")
    bar.addTab("Thread")
    return bar


MAKERS: dict[str, tuple[Callable[[], QWidget], Contents]] = {
    "button": (lambda: QPushButton("Send"), _button),
    "primary": (lambda: _roled(QPushButton("Send"), Role.PRIMARY), _button),
    "quiet": (lambda: _roled(QPushButton("Send"), Role.QUIET), _button),
    "chip": (lambda: _roled(QPushButton("Send"), Role.CHIP), _button),
    "check box": (lambda: QCheckBox("Is a minor"), _check_box),
    "line": (lambda: QLineEdit("Ana"), _line),
    "search": (lambda: _roled(QLineEdit("Ana"), Role.SEARCH), _line),
    "combo box": (QComboBox, _combo),
    "spin box": (QSpinBox, _spin),
    "slider": (QSlider, _slider),
    "tab": (_tabs, _tab),
    "list": (QListView, _frame),
    "plain list": (lambda: _roled(QListView(), Role.PLAIN), _frame),
    "text": (QPlainTextEdit, _frame),
}


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("kind", MAKERS)
def test_nothing_moves_when_the_ring_comes(qtbot: QtBot, kind: str) -> None:
    make, contents = MAKERS[kind]
    widget = make()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    widget.resize(200, 60)
    resting = contents(widget, QStyle.StateFlag.State_Enabled)
    ringed = contents(widget, QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_HasFocus)
    assert not resting.isEmpty()
    assert ringed == resting


@pytest.mark.usefixtures("theme")
def test_a_list_keeps_its_rows_where_they_are(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    rows, other = QListView(room), QToolButton(room)
    rows.setModel(QStringListModel(["Ana", "Ben"]))
    room.show()
    qtbot.waitExposed(room)
    other.setFocus()
    resting = rows.viewport().geometry()
    rows.setFocus()
    assert rows.viewport().geometry() == resting
