"""The score by keyboard: a marker's measure, pages, and what else is about a page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.submissions import edit_submission
from practika_desktop.store import people, take
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
    assert not bench.desk.paging.has_score()
    bench.open._scores.take(bench.studio.piece, make_score(tmp_path / "chosen.pdf", pages=2))
    qtbot.waitUntil(bench.desk.paging.has_score, timeout=10_000)
    qtbot.waitUntil(lambda: bench.open.panes.score.page_count == 2, timeout=10_000)
    bench.hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not bench.desk.paging.has_score()


def test_what_else_is_about_a_page_is_reached_by_keyboard(marked: DeskBench, qtbot: QtBot) -> None:
    marker = marked.desk.marking.chosen
    assert marker is not None
    marked.hands.press(Key.Key_NumberSign)
    marked.hands.type("4")
    marked.hands.press(Key.Key_Return)
    first, second = marked.studio.takes
    marked.desk.taking.open(second)
    marked.wait_for_take(second)
    score = marked.open.panes.score
    _press_until(marked, Key.Key_F6, score.view)
    _press_until(marked, Key.Key_Tab, score.mentions.heading)
    marked.hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: score.mentions.model.rowCount() == 3)
    _press_until(marked, Key.Key_Tab, score.mentions.list)
    words = [score.mentions.model.index(row, 0).data() for row in range(score.mentions.model.rowCount())]
    [row] = [n for n, said in enumerate(words) if said.startswith("m. 4 · too fast")]
    marked.hands.press(Key.Key_Home)
    for _ in range(row):
        marked.hands.press(Key.Key_Down)
    marked.hands.press(Key.Key_Return)
    marked.wait_for_take(first)
    assert marked.desk.marking.chosen is not None
    assert marked.desk.marking.chosen.id == marker.id


def test_a_take_opens_the_score_at_its_own_page(scored_bench: DeskBench) -> None:
    bench = scored_bench
    first, second = bench.studio.takes
    bench.open.history.run(edit_submission, submission_id=second, page=3)
    bench.desk.taking.open(second)
    assert bench.open.panes.score.page == 3
    bench.desk.taking.open(first)
    assert bench.open.panes.score.page == 1


def test_a_take_without_a_page_opens_where_its_exercise_starts(scored_bench: DeskBench) -> None:
    bench = scored_bench
    history, second = bench.open.history, bench.studio.takes[1]
    history.run(add_exercise, title="Second part", piece_id=bench.studio.piece, start_page=2)
    [exercise] = people.exercises(bench.studio.library)
    history.run(edit_submission, submission_id=second, page=None, exercise_id=exercise.id)
    bench.desk.taking.open(second)
    assert bench.open.panes.score.page == 2


def _press_until(bench: DeskBench, key: Key, wanted: QWidget) -> None:
    """Press a key until a widget has the keyboard, eight times at most."""
    for _ in range(8):
        if QApplication.focusWidget() is wanted:
            return
        bench.hands.press(key)
    assert QApplication.focusWidget() is wanted
