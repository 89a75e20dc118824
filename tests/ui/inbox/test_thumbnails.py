"""Thumbnails: asked for one by one, the last wish first, never twice."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from practika_desktop.ui.inbox.thumbnails import AT_ONCE, KEPT, LARGEST, WISHES, Answer, Thumbnails

pytestmark = pytest.mark.desktop


class Maker:
    """Makes thumbnails when told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._answers: dict[str, Answer] = {}

    def ask(self, media_id: str, answer: Answer) -> None:
        """Note a wish."""
        self.asked.append(media_id)
        self._answers[media_id] = answer

    def answer(self, media_id: str, image: QImage | None) -> None:
        """Hand over a picture, or that there is none."""
        self._answers.pop(media_id)(image)


def picture(width: int = 320, height: int = 180) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    return image


def test_a_picture_is_there_after_it_was_made(qtbot: QtBot) -> None:
    maker = Maker()
    thumbnails = Thumbnails()
    thumbnails.ask_by(maker.ask)
    assert thumbnails.picture("a") is None
    with qtbot.waitSignal(thumbnails.arrived, check_params_cb=lambda media_id: media_id == "a"):
        maker.answer("a", picture())
    made = thumbnails.picture("a")
    assert made is not None
    assert made.toImage().pixelColor(0, 0).name() == "#336699"
    assert maker.asked == ["a"]


def test_the_last_wish_is_made_first_and_old_wishes_are_dropped(qtbot: QtBot) -> None:
    del qtbot
    maker = Maker()
    thumbnails = Thumbnails()
    thumbnails.ask_by(maker.ask)
    for number in range(AT_ONCE + WISHES + 5):
        thumbnails.picture(str(number))
    while maker._answers:
        maker.answer(next(iter(maker._answers)), picture())
    last = AT_ONCE + WISHES + 4
    assert maker.asked == [*(str(number) for number in range(AT_ONCE)), *(str(last - n) for n in range(WISHES))]


def test_what_cannot_be_made_is_asked_for_once(qtbot: QtBot) -> None:
    del qtbot
    maker = Maker()
    thumbnails = Thumbnails()
    thumbnails.ask_by(maker.ask)
    thumbnails.picture("a")
    maker.answer("a", None)
    assert thumbnails.picture("a") is None
    assert maker.asked == ["a"]


def test_pictures_are_small_and_few(qtbot: QtBot) -> None:
    del qtbot
    made = Thumbnails()
    made.ask_by(lambda _media_id, answer: answer(picture(1280, 720)))
    for number in range(KEPT + 20):
        made.picture(str(number))
    assert len(made._pictures) == KEPT
    last = made.picture(str(KEPT + 19))
    assert last is not None
    assert last.size() == LARGEST


def test_wishes_wait_for_someone_to_make_them() -> None:
    maker = Maker()
    thumbnails = Thumbnails()
    assert thumbnails.picture("early") is None
    thumbnails.ask_by(maker.ask)
    assert maker.asked == ["early"]
