"""The picture view: what is painted is the picture that was shown last, whole, in its own shape."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from practika_desktop.ui.player.view import PictureView
from practika_desktop.ui.player.words import Notice
from practika_desktop.ui.theme.theme import Theme
from tests.support.barcode import read_barcode
from tests.support.hands import Hand
from tests.support.pictures import shown

pytestmark = pytest.mark.desktop


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PictureView:
    view = PictureView(theme)
    qtbot.addWidget(view)
    view.resize(640, 400)
    view.show()
    return view


def grabbed(view: PictureView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def read(image: QImage, box: QRect) -> int | None:
    part = image.copy(box)
    return read_barcode(bytes(part.constBits()), part.width(), part.height(), part.bytesPerLine())


@pytest.mark.parametrize(
    ("width", "height", "box"),
    [
        (640, 360, QRect(0, 20, 640, 360)),  # as it is
        (320, 180, QRect(0, 20, 640, 360)),  # scaled up
        (1280, 720, QRect(0, 20, 640, 360)),  # scaled down
        (225, 400, QRect(207, 0, 225, 400)),  # upright
        (800, 100, QRect(0, 160, 640, 80)),  # wide
    ],
)
def test_a_picture_is_painted_whole_in_the_middle_of_the_ground(
    view: PictureView, theme: Theme, width: int, height: int, box: QRect
) -> None:
    view.show_picture(shown(11, width, height))
    image = grabbed(view)
    assert read(image, box) == 11
    outside = (box.left() - 1, box.top() - 1)
    if min(outside) >= 0:
        assert image.pixelColor(*outside) == theme.tokens.picture
    assert QColor(image.pixel(box.center())) != theme.tokens.picture


def test_a_picture_of_the_views_size_is_painted_pixel_by_pixel(view: PictureView) -> None:
    now = shown(77, 640, 360)
    view.show_picture(now)
    part = grabbed(view).copy(0, 20, 640, 360)
    assert bytes(part.constBits())[::4] == bytes(now.picture.rgb32)[::4]


def test_it_knows_which_frame_was_really_painted(view: PictureView, qtbot: QtBot) -> None:
    assert view.painted_frame == -1
    view.show_picture(shown(5, 320, 180))
    qtbot.waitUntil(lambda: view.painted_frame == 5)
    with qtbot.waitSignal(view.frame_painted) as painted:
        view.show_picture(shown(6, 320, 180))
        assert view.painted_frame == 5
    assert painted.args == [6]


def test_the_next_takes_frame_is_not_painted_before_it_is(view: PictureView) -> None:
    view.show_picture(shown(0, 640, 360))
    grabbed(view)
    view.clear()
    view.show_picture(shown(0, 320, 180))
    assert view.painted_frame == -1
    grabbed(view)
    assert view.painted_frame == 0


def test_cleared_it_paints_no_frame(view: PictureView, theme: Theme) -> None:
    view.show_picture(shown(5, 640, 360))
    view.clear()
    assert grabbed(view).pixelColor(320, 200) == theme.tokens.picture
    assert view.painted_frame == -1


def words(view: PictureView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]


def test_words_stand_in_the_pictures_place_and_the_picture_comes_back(view: PictureView) -> None:
    view.show_picture(shown(5, 640, 360))
    view.set_notice(Notice("This file is cut off.", "Ask for it to be sent again."))
    assert words(view) == ["This file is cut off.", "Ask for it to be sent again."]
    assert read(grabbed(view), QRect(0, 20, 640, 360)) is None
    assert view.accessibleDescription() == "This file is cut off. Ask for it to be sent again."
    view.set_notice(None)
    assert words(view) == []
    assert read(grabbed(view), QRect(0, 20, 640, 360)) == 5


def test_words_that_are_patient_come_only_when_it_lasts(view: PictureView, qtbot: QtBot) -> None:
    view.set_notice(Notice("Opening …", patient=True))
    assert words(view) == []
    qtbot.waitUntil(lambda: words(view) == ["Opening …"])
    view.set_notice(Notice("Opening …", patient=False))
    view.set_notice(None)
    assert words(view) == []


def test_the_room_for_pictures_is_told_at_once_and_then_when_a_resize_has_settled(qtbot: QtBot, theme: Theme) -> None:
    view = PictureView(theme)
    qtbot.addWidget(view)
    told: list[tuple[int, int]] = []
    view.box_changed.connect(lambda width, height: told.append((width, height)))
    view.resize(500, 300)
    view.show()
    ratio = view.devicePixelRatioF()
    qtbot.waitUntil(lambda: told == [(round(500 * ratio), round(300 * ratio))])
    for width in range(510, 600, 10):
        view.resize(width, 300)
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[-1] == (round(590 * ratio), round(300 * ratio))


def test_a_click_on_the_picture_is_told(view: PictureView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clicked):
        Hand(view).click(300, 200)
