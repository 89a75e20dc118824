"""A score's room on the screen, woken by its renderer as in the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from practika_desktop.score.renderer import ScoreRenderer
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.score.pane import ScorePane
from practika_desktop.ui.theme.theme import Theme
from tests.support.scores import make_score


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> Iterator[ScorePane]:
    """Give a pane on the screen, woken by its renderer as in the desk."""
    bridge = Bridge()
    renderer = ScoreRenderer(lambda: bridge.post(shown.poll))
    shown = ScorePane(renderer, theme)
    qtbot.addWidget(shown)
    shown.resize(460, 700)
    shown.show()
    yield shown
    renderer.close()
    bridge.close()


@pytest.fixture
def score(tmp_path: Path) -> Path:
    """Return a score of five pages."""
    return make_score(tmp_path / "score.pdf", pages=5)


@pytest.fixture
def opened(qtbot: QtBot, pane: ScorePane, score: Path) -> ScorePane:
    """Give the pane with the score of five pages open."""
    pane.show_score(score, "Für Elise")
    qtbot.waitUntil(lambda: pane.page > 0)
    return pane


def in_view(pane: ScorePane, x: float, y: float) -> QPoint:
    """Return where a point of the page shown lies in the viewport."""
    to_view = pane.view.to_view(pane.page)
    assert to_view is not None
    return to_view.map(QPointF(x, y)).toPoint()
