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

PATIENCE_MS = 20_000


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
    open_score(qtbot, pane, score)
    return pane


def open_score(qtbot: QtBot, pane: ScorePane, path: Path) -> None:
    """Show a score and wait until it is there; the drawing process has to start first."""
    pane.show_score(path, "Für Elise")
    qtbot.waitUntil(lambda: pane.page > 0, timeout=PATIENCE_MS)


def wait_until_sharp(qtbot: QtBot, pane: ScorePane) -> None:
    """Wait until all that is in sight is painted at its own size."""
    qtbot.waitUntil(lambda: not pane.view.stands_in, timeout=PATIENCE_MS)


def wait_until_idle(qtbot: QtBot, pane: ScorePane) -> None:
    """Wait until all that was asked for is drawn, ahead too."""
    renderer = pane._renderer
    qtbot.waitUntil(
        lambda: not renderer._areas and not (renderer._worker and renderer._worker.is_busy), timeout=PATIENCE_MS
    )


def in_view(pane: ScorePane, x: float, y: float) -> QPoint:
    """Return where a point of the page shown lies in the viewport."""
    to_view = pane.view.to_view(pane.page)
    assert to_view is not None
    return to_view.map(QPointF(x, y)).toPoint()
