"""At random through takes on the real desk: every picture painted is the frame that the desk names, and the one due."""

import itertools
from collections import deque
from pathlib import Path

import pytest

from practika_desktop.player.state import Shown
from practika_desktop.ui.player.view import PictureView
from practika_desktop.ui.theme.theme import Theme
from tests.benchmarks.exact import KINDS_TO_WALK, OPERATIONS, measure
from tests.support.videos import made
from tests.support.walked import walk

pytestmark = pytest.mark.desktop

_SAMPLE = ("h264-uneven-mkv", "hevc-open-gop", "vp9", "h264-270")


@pytest.mark.parametrize("kind", _SAMPLE)
def test_a_walk_never_shows_a_wrong_frame(kind: str, tmp_path: Path, theme: Theme) -> None:
    tally = walk(made(kind), tmp_path, theme, 100, kind)
    assert not tally.wrong
    assert tally.operations == 100
    assert tally.painted >= 100


def test_a_walk_sees_when_a_picture_is_another_than_is_said(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = PictureView.show_picture
    last: deque[Shown] = deque(maxlen=2)
    count = itertools.count(1)

    def show_the_one_before(view: PictureView, shown: Shown) -> None:
        last.append(shown)
        told = last[0] if next(count) % 20 == 0 else shown
        show(view, Shown(shown.n, shown.time_ms, told.picture))

    monkeypatch.setattr(PictureView, "show_picture", show_the_one_before)
    assert walk(made("h264"), tmp_path, theme, 40, "a lie").wrong


@pytest.mark.slow
@pytest.mark.timeout(7_200)
def test_long_walks_through_every_kind_never_show_a_wrong_frame(tmp_path: Path) -> None:
    assert measure(KINDS_TO_WALK, OPERATIONS, tmp_path).holds
