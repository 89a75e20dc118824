"""A few of the hostile files that the bench tries by hundreds: each is shown on the real desk, or answered in words."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.hostile.scores import hostile_scores
from tests.support.hostile.takes import hostile_takes
from tests.support.hostile.trial import Trial, trial_desk

pytestmark = pytest.mark.desktop

_KINDS = ("h264", "h264-mkv")


@pytest.fixture
def trial(tmp_path: Path, qtbot: QtBot) -> Iterator[Trial]:  # noqa: ARG001 - the application comes from it
    with trial_desk(tmp_path, with_sound=False) as opened:
        yield opened


def test_hostile_takes_play_or_are_refused_in_words(trial: Trial, tmp_path: Path) -> None:
    tried = [trial.take(hostile) for hostile in islice(hostile_takes(_files(tmp_path), 40, _KINDS), 0, None, 5)]
    assert [each.hostile.path.name for each in tried if not each.is_answered] == []
    assert Counter(each.shown for each in tried).keys() == {True, False}


def test_hostile_scores_are_drawn_or_refused_in_words(trial: Trial, tmp_path: Path) -> None:
    tried = [trial.score(hostile) for hostile in islice(hostile_scores(_files(tmp_path), 20), 0, None, 2)]
    assert [each.hostile.path.name for each in tried if not each.is_answered] == []
    assert Counter(each.shown for each in tried).keys() == {True, False}


def _files(folder: Path) -> Path:
    files = folder / "files"
    files.mkdir()
    return files
