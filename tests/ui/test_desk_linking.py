"""The score by keyboard: a marker's measure, pages, and what else is about a page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.store import take
from tests.support.desks import DeskBench
from tests.support.scores import make_score

pytestmark = pytest.mark.desktop

Key = Qt.Key


@pytest.fixture
def marked(scored_bench: DeskBench) -> DeskBench:
    """Give a desk with a chosen marker and an open score."""
    bench = scored_bench
    bench.hands.press(Key.Key_M)
    bench.hands.type("too fast")
    bench.hands.press(Key.Key_Return)
    return bench


def _place(bench: DeskBench) -> tuple[int | None, str | None]:
    [marker] = take.markers(bench.studio.library, bench.studio.takes[0])
    return marker.page, marker.measure


def test_a_measure_is_typed_and_the_page_is_the_one_shown(marked: DeskBench) -> None:
    marked.hands.press(Key.Key_BracketRight)
    assert marked.open.panes.score.page == 2
    marked.hands.press(Key.Key_NumberSign)
    marked.hands.type("17")
    marked.hands.press(Key.Key_Return)
    assert _place(marked) == (2, "17")


def test_a_link_is_given_up_with_escape(marked: DeskBench) -> None:
    marked.hands.press(Key.Key_NumberSign)
    marked.hands.type("17")
    marked.hands.press(Key.Key_Escape)
    assert _place(marked) == (None, None)
    assert len(take.markers(marked.studio.library, marked.studio.takes[0])) == 1


def test_choosing_a_linked_marker_turns_the_score_there(marked: DeskBench) -> None:
    marked.hands.press(Key.Key_BracketRight)
    marked.hands.press(Key.Key_NumberSign)
    marked.hands.type("17")
    marked.hands.press(Key.Key_Return)
    marked.hands.press(Key.Key_BracketLeft)
    assert marked.open.panes.score.page == 1
    chosen = marked.desk.marking.chosen
    assert chosen is not None
    marked.desk.marking.choose(chosen.id)
    assert marked.open.panes.score.page == 2


def test_a_link_is_taken_away(marked: DeskBench) -> None:
    marked.hands.press(Key.Key_NumberSign)
    marked.hands.type("17")
    marked.hands.press(Key.Key_Return)
    marked.open.binder.action("mark.unlink").trigger()
    assert _place(marked) == (None, None)
    assert not marked.open.binder.action("mark.unlink").isEnabled()


def test_the_pages_end_where_the_score_ends(marked: DeskBench) -> None:
    for _ in range(5):
        marked.hands.press(Key.Key_BracketRight)
    assert marked.open.panes.score.page == 3


def test_a_mention_leads_to_its_take_and_marker(marked: DeskBench) -> None:
    marker = marked.desk.marking.chosen
    assert marker is not None
    marked.desk.taking.open(marked.studio.takes[1])
    marked.wait_for_take(marked.studio.takes[1])
    marked.open.panes.score.mention_chosen.emit(marked.studio.takes[0], marker.id)
    marked.wait_for_take(marked.studio.takes[0])
    assert marked.desk.marking.chosen == marker


def test_a_missing_score_is_chosen_at_the_desk(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> None:
    assert not bench.desk.linking.has_score()
    bench.open._scores.take(bench.studio.piece, make_score(tmp_path / "chosen.pdf", pages=2))
    qtbot.waitUntil(bench.desk.linking.has_score, timeout=10_000)
    qtbot.waitUntil(lambda: bench.open.panes.score.page_count == 2, timeout=10_000)
    bench.hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not bench.desk.linking.has_score()
