"""The pages of the score by key and by the bar, and what is remembered of how one likes them."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import Fit
from practika_desktop.ui.theme.theme import Theme
from tests.support.desks import DeskBench, open_bench

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.desktop


def pages(bench: DeskBench) -> list[int]:
    """Return the pages in sight."""
    return [laid.page for laid, _ in bench.open.panes.score.view.seen]


def test_the_score_is_fitted_by_key(scored_bench: DeskBench) -> None:
    bar = scored_bench.open.panes.score.bar
    scored_bench.hands.press(Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (bar.fit_width.isChecked(), bar.fit_page.isChecked()) == (True, False)
    assert "Ctrl+2" in bar.fit_width.toolTip()
    scored_bench.hands.press(Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (bar.fit_width.isChecked(), bar.fit_page.isChecked()) == (False, True)


def test_pages_are_turned_by_halves_by_key(scored_bench: DeskBench) -> None:
    seen = [pages(scored_bench)]
    for _ in range(3):
        scored_bench.hands.type("}")
        seen.append(pages(scored_bench))
    assert seen == [[1], [2, 1], [2], [3, 2]]
    scored_bench.hands.type("{")
    assert pages(scored_bench) == [2]


def test_a_way_of_laying_pages_out_is_chosen_by_key_and_ticked(scored_bench: DeskBench) -> None:
    binder, score = scored_bench.open.binder, scored_bench.open.panes.score
    for key, mode, seen in (
        (Key.Key_2, Mode.FACING, [1, 2]),
        (Key.Key_3, Mode.CONTINUOUS, [1]),
        (Key.Key_1, Mode.SINGLE, [1]),
        (Key.Key_1, Mode.SINGLE, [1]),
    ):
        scored_bench.hands.press(key, Alt)
        assert score.mode is mode
        assert pages(scored_bench)[: len(seen)] == seen
        assert [one for one in Mode if binder.action(f"score.{one.value}").isChecked()] == [mode]
        assert score.bar.modes.accessibleDescription() in binder.action(f"score.{mode.value}").text()


def test_the_bar_offers_the_ways_with_their_keys(scored_bench: DeskBench) -> None:
    offered = scored_bench.open.panes.score.bar.modes.menu().actions()
    assert [action.text() for action in offered] == ["One page", "Facing pages", "Continuous"]
    offered[1].trigger()
    assert scored_bench.open.panes.score.mode is Mode.FACING


def test_the_way_and_the_fit_are_remembered_and_an_enlargement_is_not(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path / "first", derived_cache, theme, qtbot, takes=1, score=True) as bench:
        qtbot.waitUntil(lambda: bench.open.panes.score.page == 1, timeout=10_000)
        bench.hands.press(Key.Key_3, Alt)
        bench.hands.press(Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        bench.desk.paging.keep()
        bench.hands.press(Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    shutil.copytree(tmp_path / "first" / "config", tmp_path / "second" / "config")
    with open_bench(tmp_path / "second", derived_cache, theme, qtbot, takes=0) as bench:
        score = bench.open.panes.score
        assert (score.mode, score.fit) == (Mode.CONTINUOUS, Fit.WIDTH)
