"""What is said in the picture's place."""

import pytest

from practika_desktop.media.indexing import build_index
from practika_desktop.model.errors import MediaError
from practika_desktop.player.state import Phase, PlayerState
from practika_desktop.ui.player.words import Notice, notice_of
from tests.support.videos import made


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (PlayerState(), "Choose a take"),
        (PlayerState(key="a", phase=Phase.OPENING), "Opening …"),
        (PlayerState(key="a", phase=Phase.FAILED), "This take cannot be shown."),
        (PlayerState(key="a", phase=Phase.READY), "Sound only"),
    ],
)
def test_where_there_is_no_picture_there_are_words(state: PlayerState, title: str) -> None:
    notice = notice_of(state)
    assert notice is not None
    assert notice.title == title


def test_an_error_speaks_in_its_own_words() -> None:
    error = MediaError("This file is empty.", "Ask for it to be sent again.")
    assert notice_of(PlayerState(phase=Phase.FAILED, error=error)) == Notice(error.title, error.advice)


def test_only_opening_waits_before_it_says_so() -> None:
    opening, empty = notice_of(PlayerState(phase=Phase.OPENING)), notice_of(PlayerState())
    assert opening is not None
    assert empty is not None
    assert (opening.patient, empty.patient) == (True, False)


def test_where_there_is_a_picture_nothing_is_said() -> None:
    index = build_index(made("h264").path)
    assert notice_of(PlayerState(key="a", phase=Phase.READY, frame=0, index=index)) is None
