"""Thumbnails and what is heard in a take: made, kept, and made again when what was kept is damaged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from practika_desktop.jobs import Lanes
from practika_desktop.media.derived import Derived
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.measures.reaction import Heard
from practika_desktop.model.measures.taps import Tap
from practika_desktop.store import take
from practika_desktop.store.library import Library
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.desk.pictures import Pictures
from tests.support.library import LibraryBuilder
from tests.support.videos import made

pytestmark = pytest.mark.desktop


class Asking:
    """A library with one take, and its thumbnail asked for as the inbox does."""

    def __init__(self, library: Library, pictures: Pictures, take_id: str, media_id: str, qtbot: QtBot) -> None:
        self.library = library
        self.take_id = take_id
        self._pictures = pictures
        self._media_id = media_id
        self._qtbot = qtbot

    def listen(self) -> dict[str, Heard]:
        """Ask for what is heard in the take and wait for the answer."""
        detail = take.detail(self.library, self.take_id)
        assert detail is not None
        answers: dict[str, Heard] = {}
        self._pictures.ask_onsets(detail, answers.__setitem__)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return answers

    def ask(self) -> QImage | None:
        """Ask and wait for the answer."""
        answers: list[QImage | None] = []
        self._pictures.ask_thumbnail(self._media_id, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return answers[0]


@pytest.fixture
def asking(tmp_path: Path, qtbot: QtBot) -> Iterator[Asking]:
    pool, bridge = WorkerPool(), Bridge()
    lanes = Lanes(bridge.post)
    with Library.open(tmp_path / "library") as library:
        take_id = LibraryBuilder(library, tmp_path).take(video=made("h264").path)
        detail = take.detail(library, take_id)
        assert detail is not None
        pictures = Pictures(library, Derived(tmp_path / "cache", pool), lanes)
        yield Asking(library, pictures, take_id, detail.media.id, qtbot)
        bridge.close()
        pool.close()
        lanes.close()


@pytest.mark.parametrize("rubbish", [b"", b"not a picture at all", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"])
def test_a_damaged_thumbnail_is_made_again(asking: Asking, tmp_path: Path, rubbish: bytes) -> None:
    first = asking.ask()
    assert first is not None
    assert first.size() == QSize(320, 180)
    [kept] = (tmp_path / "cache").rglob("*thumbnail*")
    kept.write_bytes(rubbish)
    again = asking.ask()
    assert again is not None
    assert again == first


def test_a_kept_thumbnail_is_shown_though_the_video_is_gone(asking: Asking) -> None:
    first = asking.ask()
    for file in (asking.library.folder / "media").rglob("*.mp4"):
        file.unlink()
    assert asking.ask() == first


def test_without_a_video_there_is_no_thumbnail(asking: Asking) -> None:
    for file in (asking.library.folder / "media").rglob("*.mp4"):
        file.unlink()
    assert asking.ask() is None


def test_what_is_heard_in_a_take_is_its_beeps(asking: Asking) -> None:
    [(take_id, heard)] = asking.listen().items()
    assert take_id == asking.take_id
    scores = heard.scores([Tap(second * 1_000 + 100, "m") for second in (1, 2, 3)])
    assert abs(max(scores, key=lambda shift: scores[shift]) - 100) <= 15
