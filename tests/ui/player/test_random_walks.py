"""At random through a take: what is painted in the window is the frame that the desk names, for every kind of video."""

import random
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from practika_desktop.ui.theme.theme import Theme
from tests.support.panes import Stage
from tests.support.videos import KINDS, made

pytestmark = [pytest.mark.desktop, pytest.mark.slow, pytest.mark.timeout(900)]

_OPERATIONS = 200


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    built = Stage(qtbot, theme)
    yield built
    built.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "damaged" not in kind])
def test_a_long_walk_never_shows_a_wrong_frame(stage: Stage, qtbot: QtBot, kind: str) -> None:
    video, chance = made(kind), random.Random(kind)
    stage.open(video)
    last = len(video.numbers) - 1
    wrong: list[str] = []
    for _ in range(_OPERATIONS):
        act = _act(stage, qtbot, chance, last)
        qtbot.waitUntil(lambda: stage.pane.painted_frame == stage.pane.state.frame, timeout=9_000)
        if not stage.truthful(video):
            wrong.append(f"after {act}: says {stage.pane.state.frame}, paints {stage.seen()}")
    assert not wrong


def _act(stage: Stage, qtbot: QtBot, chance: random.Random, last: int) -> str:
    """Do one thing that a teacher does, wait until it is done, and name it."""
    player, pane = stage.player, stage.pane
    match chance.randrange(4):
        case 0:
            frame = chance.randint(0, last)
            player.seek_frame(frame)
            pane.tick()
            stage.wait_for(frame)
            return f"a seek to {frame}"
        case 1 | 2:
            steps = chance.choice((-3, -2, -1, 1, 2, 3))
            # a play from the end that was cut short has gone to the start, though the last frame still shows
            frame = min(max(pane.state.target + steps, 0), last)
            player.step(steps)
            pane.tick()
            stage.wait_for(frame)
            return f"{steps} steps to {frame}"
        case _:
            player.set_rate(chance.choice((0.25, 0.5, 1.0, 1.5, 2.0)))
            player.play()
            pane.tick()
            frame = min(pane.state.frame + chance.randint(1, 6), last)
            qtbot.waitUntil(lambda: pane.painted_frame >= frame or not pane.state.playing, timeout=9_000)
            player.pause()
            pane.tick()
            qtbot.waitUntil(lambda: not pane.state.playing, timeout=9_000)
            return "a pause while playing"
