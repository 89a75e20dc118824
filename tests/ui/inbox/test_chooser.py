"""The filters' boxes in a narrow room."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from practika_desktop.ui.inbox.chooser import Chooser

pytestmark = pytest.mark.desktop


def _right_of_words(box: QComboBox) -> set[int]:
    """Return the colours in the strip between the words and the arrow, which must be the ground's alone."""
    image = box.grab().toImage()
    ratio = image.devicePixelRatio()
    column = round((box.width() - 24) * ratio)
    return {image.pixel(column, y) for y in range(round(8 * ratio), round((box.height() - 8) * ratio))}


@pytest.mark.usefixtures("theme")
def test_a_long_choice_is_shortened_before_the_arrow(qtbot: QtBot) -> None:
    box = Chooser("Student")
    qtbot.addWidget(box)
    box.addItem("W" * 40)
    box.resize(110, box.sizeHint().height())
    assert len(_right_of_words(box)) == 1
    assert box.currentText() == "W" * 40
