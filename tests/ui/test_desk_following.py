"""The score follows the take that plays: from measure to measure, from page to page."""

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.edits.done import Verb
from practika_desktop.model.measures.taps import Tap, Taps
from tests.support.desks import DeskBench
from tests.support.engraving import Line, engrave
from tests.support.measured import MeasuredDesk

pytestmark = pytest.mark.desktop

_MEASURE_MS = 400


@pytest.fixture
def desk(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> MeasuredDesk:
    """Give a desk with a score of three pages, four measures on each; the take plays nine of them, 400 ms each."""
    desk = MeasuredDesk(bench, qtbot, _three_pages(tmp_path))
    taps = tuple(Tap(n * _MEASURE_MS, place.id, rate=0) for n, place in enumerate(desk.measures.places[:10]))
    bench.desk.timing.keep(Taps((taps,)), Verb.TAP_MEASURE)
    bench.open.window.rooms.player()
    return desk


def _three_pages(folder: Path) -> Path:
    whole = pymupdf.open()
    for page in range(3):
        engrave(folder / f"{page}.pdf", [Line("k n | n | n | n |", number=4 * page + 1 if page else None)])
        with pymupdf.open(folder / f"{page}.pdf") as one:
            whole.insert_pdf(one)
    whole.save(folder / "score.pdf")
    whole.close()
    return folder / "score.pdf"


def _seen(desk: MeasuredDesk) -> tuple[str | None, int]:
    """Return the highlighted measure, and the page that is shown."""
    score = desk.bench.open.panes.score
    return score.layer.sounding.label if score.layer.sounding is not None else None, score.page


def _go(desk: MeasuredDesk, ms: int) -> None:
    player = desk.bench.open.player
    player.seek_ms(ms)
    desk.bench.open.panes.player.tick()
    index = player.state.index
    assert index is not None
    desk.bench.wait_for_frame(index.frame_at_ms(ms))


def test_each_measure_is_highlighted_in_turn_and_pages_are_turned(desk: MeasuredDesk, qtbot: QtBot) -> None:
    pane, seen = desk.bench.open.panes.player, []
    pane.view.frame_painted.connect(lambda _frame: seen.append((*_seen(desk), pane.state.time_ms)))
    desk.hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane.state.time_ms >= 9 * _MEASURE_MS, timeout=20_000)
    assert len({sounding for sounding, _, _ in seen}) >= 9
    for sounding, page, ms in seen:
        number = ms // _MEASURE_MS + 1
        if number <= 9:
            assert (sounding, page) == (str(number), (number - 1) // 4 + 1)
    assert seen[-1][0] is None or seen[-1][2] < 9 * _MEASURE_MS


def test_a_paused_take_is_followed_where_it_is_sought(desk: MeasuredDesk) -> None:
    _go(desk, 2_100)
    assert _seen(desk) == ("6", 2)
    _go(desk, 100)
    assert _seen(desk) == ("1", 1)


def test_a_page_turned_by_hand_while_it_plays_stays_until_a_measure_on_it_sounds(
    desk: MeasuredDesk, qtbot: QtBot
) -> None:
    pane = desk.bench.open.panes.player
    desk.hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane.state.time_ms >= 300, timeout=5_000)
    desk.hands.press(Qt.Key.Key_BracketRight)
    desk.hands.press(Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: pane.state.time_ms >= 2_400, timeout=5_000)
    assert _seen(desk)[1] == 3
    desk.hands.press(Qt.Key.Key_Space)
    desk.hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _seen(desk)[1] == 2 or pane.state.time_ms >= 3_000, timeout=5_000)
    assert _seen(desk)[1] == 2
