"""Single, facing and continuous pages as they are painted, turned, scrolled and enlarged."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.ui.score.pane import ScorePane
from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import Fit, Zoom
from tests.support.scores import A4, make_pages_of, make_score, page_grey
from tests.ui.score.conftest import open_score, wait_until_sharp

pytestmark = pytest.mark.desktop


def grey_at(pane: ScorePane, page: int, x: float, y: float) -> int:
    """Return how bright a place of a page is painted."""
    to_view = pane.view.to_view(page)
    assert to_view is not None
    return QColor(pane.view.viewport().grab().toImage().pixel(to_view.map(QPointF(x, y)).toPoint())).red()


def shows(pane: ScorePane, *pages: int) -> bool:
    """Tell whether just these pages are in sight, the upper left quarter of each in its own grey."""
    in_sight = [laid.page for laid, _ in pane.view.seen]
    return in_sight == list(pages) and all(
        abs(grey_at(pane, page, A4[0] / 8, A4[1] / 8) - page_grey(page)) <= 1 for page in pages
    )


def pages_in_sight(pane: ScorePane) -> list[int]:
    return [laid.page for laid, _ in pane.view.seen]


def test_half_turned_the_next_upper_half_stands_over_the_lower_one(qtbot: QtBot, opened: ScorePane) -> None:
    opened.turn_half(1)
    assert (opened.page, pages_in_sight(opened)) == (1, [2, 1])
    qtbot.waitUntil(lambda: abs(grey_at(opened, 2, A4[0] / 8, A4[1] / 8) - page_grey(2)) <= 1)
    assert opened.view.point_at(QPointF(opened.view.viewport().rect().center()) - QPointF(0, 20)) is not None
    upper, lower = (opened.view.point_at(centre(opened) + QPointF(0, away)) for away in (-20, 20))
    assert (upper or (0,))[0] == 2
    assert (lower or (0,))[0] == 1
    opened.turn_half(1)
    qtbot.waitUntil(lambda: shows(opened, 2))
    opened.turn_half(-1)
    opened.turn_half(-1)
    qtbot.waitUntil(lambda: shows(opened, 1))


def test_a_half_turned_page_is_whole_again_when_it_is_asked_for_or_enlarged(opened: ScorePane) -> None:
    opened.turn_half(1)
    opened.set_page(1)
    assert pages_in_sight(opened) == [1]
    opened.turn_half(1)
    opened.view.set_zoom(Zoom(Fit.FREE, 3.0))
    assert pages_in_sight(opened) == [1]
    opened.set_fit(Fit.PAGE)
    assert pages_in_sight(opened) == [1]


def test_half_a_turn_scrolls_an_enlarged_page_and_misses_nothing(opened: ScorePane) -> None:
    opened.view.set_zoom(Zoom(Fit.FREE, 2.0))
    told: list[int] = []
    opened.page_changed.connect(told.append)
    before = opened.view.port
    for _ in range(30):
        opened.turn_half(1)
        now = opened.view.port
        assert opened.page != 1 or now.y <= before.y + before.height
        before = now
    assert told == [2, 3, 4, 5][: len(told)]
    assert len(told) >= 3
    at = opened.page
    opened.view.verticalScrollBar().setValue(0)
    opened.turn_half(-1)
    assert opened.page == at - 1
    assert opened.view.verticalScrollBar().value() == opened.view.verticalScrollBar().maximum()


def test_facing_pages_are_turned_in_pairs(qtbot: QtBot, opened: ScorePane) -> None:
    opened.set_mode(Mode.FACING)
    qtbot.waitUntil(lambda: shows(opened, 1, 2))
    opened.turn(1)
    qtbot.waitUntil(lambda: shows(opened, 3, 4))
    opened.set_page(4)
    assert (opened.page, pages_in_sight(opened)) == (4, [3, 4])
    opened.turn(1)
    qtbot.waitUntil(lambda: shows(opened, 5))
    assert not opened.bar.forward.isEnabled()


def test_the_page_named_follows_as_one_scrolls_through_all(qtbot: QtBot, opened: ScorePane) -> None:
    opened.set_mode(Mode.CONTINUOUS)
    opened.set_fit(Fit.WIDTH)
    told: list[int] = []
    opened.page_changed.connect(told.append)
    bar = opened.view.verticalScrollBar()
    for at in range(0, bar.maximum() + 40, 40):
        bar.setValue(at)
    assert told == [2, 3, 4, 5]
    assert opened.bar.field.text() == "5"
    wait_until_sharp(qtbot, opened)
    assert abs(grey_at(opened, 5, A4[0] / 8, A4[1] / 2 - 10) - page_grey(5)) <= 1


def test_a_page_gone_to_begins_at_the_top_and_keeps_its_number(opened: ScorePane) -> None:
    opened.set_mode(Mode.CONTINUOUS)
    opened.set_fit(Fit.WIDTH)
    for page in (4, 2, 5):
        opened.set_page(page)
        assert opened.page == page
        assert page in pages_in_sight(opened)
    opened.turn(-1)
    to_view = opened.view.to_view(4)
    assert opened.page == 4
    assert to_view is not None
    assert 0 <= to_view.map(QPointF(0, 0)).y() < 30


def test_a_way_of_laying_out_keeps_the_page(opened: ScorePane) -> None:
    opened.set_page(4)
    for mode in (Mode.CONTINUOUS, Mode.FACING, Mode.SINGLE):
        opened.set_mode(mode)
        assert opened.page == 4
        assert 4 in pages_in_sight(opened)


@pytest.mark.parametrize("mode", Mode)
def test_what_is_under_the_pointer_stays_there_when_enlarged(opened: ScorePane, mode: Mode) -> None:
    opened.set_mode(mode)
    opened.view.set_zoom(Zoom(Fit.FREE, 2.0))
    opened.set_page(3)
    opened.view.scroll_by(60, 250)
    at = centre(opened) + QPointF(-70, 40)
    before = opened.view.point_at(at)
    assert before is not None
    for direction in (1, 1, 1, -1):
        opened.view.zoom_step(direction, at)
        after = opened.view.point_at(at)
        assert after is not None
        assert after[0] == before[0]
        assert after[1:] == pytest.approx(before[1:], abs=4)  # each step rounds to a pixel


def test_a_column_in_another_room_has_the_same_lines_at_its_top(opened: ScorePane) -> None:
    opened.set_mode(Mode.CONTINUOUS)
    opened.set_fit(Fit.WIDTH)
    opened.set_page(3)
    opened.view.scroll_by(0, 200)
    before = opened.view.point_at(QPointF(opened.view.viewport().width() / 2, 0))
    opened.resize(700, 620)
    after = opened.view.point_at(QPointF(opened.view.viewport().width() / 2, 0))
    assert before is not None
    assert after is not None
    assert after[0] == before[0]
    assert after[2] == pytest.approx(before[2], abs=3)


def test_a_box_is_revealed_in_a_column_and_behind_a_half_turned_page(opened: ScorePane) -> None:
    opened.turn_half(1)
    opened.view.reveal(1, (100, 600, 200, 700))
    assert pages_in_sight(opened) == [2, 1]
    opened.view.reveal(1, (100, 100, 200, 200))
    assert pages_in_sight(opened) == [1]
    opened.set_mode(Mode.CONTINUOUS)
    opened.view.set_zoom(Zoom(Fit.FREE, 3.0))
    opened.view.reveal(4, (500, 700, 560, 760))
    to_view, room = opened.view.to_view(4), opened.view.viewport().rect()
    assert to_view is not None
    assert room.contains(to_view.map(QPointF(500, 700)).toPoint())
    assert room.contains(to_view.map(QPointF(560, 760)).toPoint())
    assert opened.page == 4


def test_hundreds_of_pages_of_any_size_are_one_widget(qtbot: QtBot, pane: ScorePane, tmp_path: Path) -> None:
    open_score(qtbot, pane, make_score(tmp_path / "short.pdf", pages=2))
    pane.set_mode(Mode.CONTINUOUS)
    few = len(pane.view.findChildren(QWidget))
    sizes = [(300.0 + 10 * (page % 7), 400.0 + 10 * (page % 11)) for page in range(400)]
    open_score(qtbot, pane, make_pages_of(tmp_path / "long.pdf", sizes))
    assert pane.page_count == 400
    assert len(pane.view.findChildren(QWidget)) == few
    pane.set_page(399)
    assert (pane.page, pages_in_sight(pane)[0]) == (399, 399)


def centre(pane: ScorePane) -> QPointF:
    """Return the middle of the viewport."""
    return QPointF(pane.view.viewport().rect().center())
