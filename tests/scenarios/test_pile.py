"""The pile as a person works through it: what ten takes cost in keys, and what is in the library afterwards."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practika_desktop.app import OpenDesk
from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter
from tests.support.library import LibraryBuilder
from tests.support.pile import MOST_POINTER_MOVES, MOST_PRESSES, Pointer, Review, heard_in, wrong_in
from tests.support.scores import make_score
from tests.support.videos import MadeVideo, made

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(300)]

_KIND = "h264-long-gop"  # long enough that a busy machine does not play it to its end before the key is pressed
_PAGES = (1, 2, 3)
_TAKES = 10


@pytest.fixture
def pile(library: Library, tmp_path: Path) -> dict[str, MadeVideo]:
    """Let ten takes of a piece with a score wait; return their videos by the takes' ids."""
    build = LibraryBuilder(library, tmp_path)
    student = build.student("Ana Ferreira")
    piece = build.piece("Minuet in G", score=make_score(tmp_path / "minuet.pdf", pages=len(_PAGES)))
    video = made(_KIND)
    return {
        build.take(
            student_id=student, piece_id=piece, video=video.path, duration_ms=11_000, page=_PAGES[n % len(_PAGES)]
        ): video
        for n in range(_TAKES)
    }


def test_ten_takes_cost_at_most_so_many_keys_each_and_no_pointer(pile: dict[str, MadeVideo], desk: OpenDesk) -> None:
    heard = dict(zip(pile, heard_in(_TAKES, [_PAGES[n % len(_PAGES)] for n in range(_TAKES)]), strict=True))
    efforts = Review(desk, lambda take_id, frame: pile[take_id].numbers[frame]).all(heard)
    assert len(efforts) == _TAKES
    assert max(effort.presses for effort in efforts) <= MOST_PRESSES
    assert max(effort.pointer_moves for effort in efforts) <= MOST_POINTER_MOVES
    assert takes.count(desk.library, InboxFilter()) == 0
    for take_id, what in heard.items():
        assert wrong_in(desk.library, take_id, what, _times_ms(pile[take_id])) == []


def test_a_pointer_is_counted(desk: OpenDesk) -> None:
    with Pointer() as pointer:
        QTest.mouseClick(desk.window, Qt.MouseButton.LeftButton)
    assert pointer.moves == 1


def _times_ms(video: MadeVideo) -> Sequence[int]:
    """Return the whole millisecond from which each frame is on screen."""
    return [-(-time_us // 1000) for time_us in video.times_us]
