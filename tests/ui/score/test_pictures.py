"""Pictures from the real drawing process: sharp when enlarged, drawn ahead, and bounded in memory."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from practika_desktop.score.area import Box, PageArea
from practika_desktop.score.pdf import ScoreFile
from practika_desktop.score.renderer import ScoreRenderer
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.score.pane import ScorePane
from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import Fit, Zoom
from practika_desktop.ui.theme.theme import Theme
from tests.support.scores import make_engraved, make_scan
from tests.ui.score.conftest import open_score, wait_until_idle, wait_until_sharp

pytestmark = pytest.mark.desktop

_FEW_BYTES = 16 << 20


@pytest.fixture
def small(qtbot: QtBot, theme: Theme) -> Iterator[ScorePane]:
    """Give a pane that may keep only a few pictures."""
    bridge = Bridge()
    renderer = ScoreRenderer(lambda: bridge.post(shown.poll), cache_bytes=_FEW_BYTES)
    shown = ScorePane(renderer, theme)
    qtbot.addWidget(shown)
    shown.resize(460, 700)
    shown.show()
    yield shown
    renderer.close()
    bridge.close()


def painted(pane: ScorePane) -> NDArray[np.int16]:
    """Return the viewport's pixels as they are painted, rows of blue, green and red."""
    image = pane.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), :3].astype(np.int16)


def drawn(path: Path, laid_page: int, width: int, height: int, box: Box) -> NDArray[np.int16]:
    """Return a part of a page as MuPDF draws it at one go."""
    file, area = ScoreFile(path), PageArea(laid_page, width, height, box)
    pixels = bytearray(area.byte_count)
    file.draw(area, memoryview(pixels))
    file.close()
    return np.frombuffer(pixels, np.uint8).reshape(box.height, box.width, 4)[:, :, :3].astype(np.int16)


@pytest.mark.parametrize("make", [make_engraved, make_scan])
@pytest.mark.parametrize("mode", [Mode.SINGLE, Mode.CONTINUOUS])
def test_at_400_percent_it_is_painted_as_mupdf_draws_it(
    qtbot: QtBot, pane: ScorePane, tmp_path: Path, make: Callable[[Path, int], Path], mode: Mode
) -> None:
    path = make(tmp_path / "score.pdf", 2)
    open_score(qtbot, pane, path)
    pane.set_mode(mode)
    pane.view.set_zoom(Zoom(Fit.FREE, 4.0))
    pane.view.reveal(2, (60.0, 60.0, 61.0, 61.0))
    wait_until_sharp(qtbot, pane)
    [(laid, box)] = pane.view.seen
    expected, found = drawn(path, laid.page, laid.width, laid.height, box), painted(pane)
    left, top = laid.x + box.x - pane.view.port.x, laid.y + box.y - pane.view.port.y
    found = found[top : top + box.height, left : left + box.width]
    away = np.abs(found - expected)[4:-4, 4:-4]  # the ring of the focus is around it
    assert expected.min() < 100
    assert away.mean() < 1.0
    assert (away > 64).mean() < 0.001


@pytest.mark.skipif(sys.platform != "linux", reason="what is mapped is read from /proc")
@pytest.mark.parametrize("mode", Mode)
def test_pictures_never_take_more_memory_than_they_may(
    qtbot: QtBot, small: ScorePane, tmp_path: Path, mode: Mode
) -> None:
    open_score(qtbot, small, make_engraved(tmp_path / "score.pdf", 40))
    small.set_mode(mode)
    most = 0
    for number in range(40):
        small.view.set_zoom(Zoom(Fit.FREE, 4.0) if number % 10 == 5 else Zoom(Fit.PAGE))
        small.turn(1)
        small.turn_half(1)
        wait_until_sharp(qtbot, small)
        most = max(most, mapped_bytes())
    assert small.page > 10
    assert _FEW_BYTES // 2 < most <= _FEW_BYTES + (4 << 20)  # and the block that is being drawn into


def mapped_bytes() -> int:
    """Return how much of the memory that the drawing process shares is mapped here."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    found = re.findall(r"^(\w+)-(\w+) .*/memfd:practika", maps, re.MULTILINE)
    return sum(int(end, 16) - int(start, 16) for start, end in found)


def test_what_comes_next_is_drawn_while_one_reads(qtbot: QtBot, pane: ScorePane, tmp_path: Path) -> None:
    open_score(qtbot, pane, make_engraved(tmp_path / "score.pdf", 8))
    acts: list[tuple[Mode, Callable[[int], None], int]] = [
        (Mode.SINGLE, pane.turn, 1),
        (Mode.SINGLE, pane.turn_half, 1),
        (Mode.FACING, pane.turn, 1),
        (Mode.CONTINUOUS, pane.turn_half, 1),
        (Mode.CONTINUOUS, pane.turn_half, -1),
    ]
    for mode, act, direction in acts:
        pane.set_mode(mode)
        wait_until_idle(qtbot, pane)
        act(direction)
        assert not pane.view.stands_in


def test_what_is_in_sight_is_kept_though_it_takes_more_than_all_may(
    qtbot: QtBot, small: ScorePane, tmp_path: Path
) -> None:
    small._renderer.cache_bytes = 1 << 20
    open_score(qtbot, small, make_engraved(tmp_path / "score.pdf", 8))
    small.view.set_zoom(Zoom(Fit.FREE, 4.0))
    wait_until_sharp(qtbot, small)
    wait_until_idle(qtbot, small)
    assert not small.view.stands_in  # nothing in sight had to give way to what was drawn ahead
