"""Correcting what a take is of, and deleting one, with all that undo owes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.messages import send_message
from practika_desktop.edits.pieces import add_piece
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store import take
from practika_desktop.store.take import TakeDetail
from practika_desktop.ui.records.take import TakeDialog
from practika_desktop.ui.theme.theme import Theme
from tests.support.desks import DeskBench, open_bench

pytestmark = pytest.mark.desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot) -> Iterator[DeskBench]:
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=3, score=True) as opened:
        yield opened


def detail(bench: DeskBench, number: int = 0) -> TakeDetail | None:
    return take.detail(bench.studio.library, bench.studio.takes[number])


def dialog_of(bench: DeskBench) -> TakeDialog:
    bench.hands.press(Key.Key_E, CTRL)
    (dialog,) = bench.open.window.findChildren(TakeDialog)
    return dialog


def press(dialog: TakeDialog, which: QDialogButtonBox.StandardButton) -> None:
    QTest.mouseClick(dialog.buttons.button(which), Qt.MouseButton.LeftButton)


def test_what_a_take_is_of_is_corrected_as_one_act(bench: DeskBench) -> None:
    library = bench.studio.library
    other = bench.open.history.run(add_piece, title="Sarabande").id
    study = bench.open.history.run(add_exercise, title="Slow bow", piece_id=other).id
    before = detail(bench)
    assert before is not None
    dialog = dialog_of(bench)
    assert (dialog.piece.currentText(), dialog.exercise.count()) == ("Minuet in G", 1)
    dialog.piece.setCurrentText("Sarabande")
    dialog.exercise.setCurrentText("Slow bow")
    dialog.recorded.setDateTime(QDateTime.fromMSecsSinceEpoch(1_700_000_000_000))
    dialog.page.setValue(2)
    dialog.notes.setPlainText(" second try \n")
    unchanged = detail(bench)
    assert unchanged == before
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    after = take.detail(library, bench.studio.takes[0])
    assert after is not None
    assert after.submission == replace(
        before.submission,
        piece_id=other,
        exercise_id=study,
        recorded_at=1_700_000_000_000,
        page=2,
        notes="second try",
    )
    bench.hands.press(Key.Key_Z, CTRL)
    assert detail(bench) == before


def test_the_score_follows_the_page(bench: DeskBench, qtbot: QtBot) -> None:
    dialog = dialog_of(bench)
    dialog.page.setValue(3)
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(lambda: bench.open.panes.score.page == 3)


@pytest.mark.parametrize("way", ["cancel", "esc", "nothing changed"])
def test_what_is_not_accepted_or_not_changed_is_no_act(bench: DeskBench, way: str) -> None:
    before = bench.open.history.undo_title
    dialog = dialog_of(bench)
    if way != "nothing changed":
        dialog.notes.setPlainText("never mind")
    if way == "esc":
        QTest.keyClick(dialog, Key.Key_Escape)
    else:
        standard = QDialogButtonBox.StandardButton
        press(dialog, standard.Cancel if way == "cancel" else standard.Ok)
    assert not dialog.isVisible()
    assert bench.open.history.undo_title == before


def delete(bench: DeskBench, button: str) -> QMessageBox:
    bench.desk.amending.ask_to_delete()
    (box,) = bench.open.window.findChildren(QMessageBox)
    (pressed,) = [each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == button]
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    return box


def test_a_deleted_take_is_gone_and_undo_brings_everything_back(bench: DeskBench, qtbot: QtBot) -> None:
    library, run = bench.studio.library, bench.open.history.run
    gone, following = bench.studio.takes[:2]
    run(add_marker, submission_id=gone, start_ms=500, kind=MarkerKind.PRAISE, text="here")
    run(send_message, submission_id=gone, text="Thank you")
    bench.hands.press(Key.Key_Return)
    bench.hands.type("half a reply")
    before = detail(bench)
    asked = delete(bench, "Delete the take")
    assert "1 marker and 1 message" in asked.informativeText()
    bench.wait_for_take(following)
    assert detail(bench) is None
    bench.open.window.activateWindow()  # a desktop does so when a dialog closes
    qtbot.waitUntil(bench.open.panes.player.timeline.hasFocus)
    bench.hands.press(Key.Key_Z, CTRL)
    bench.wait_for_take(gone)
    assert detail(bench) == before
    assert [marker.text for marker in take.markers(library, gone)] == ["here"]
    assert [message.text for message in take.messages(library, gone)] == ["Thank you"]
    assert bench.open.panes.thread.text == "half a reply"
    bench.hands.press(Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    bench.wait_for_take(following)
    assert detail(bench) is None


def test_the_toast_brings_it_back_though_other_things_were_done_since(bench: DeskBench) -> None:
    gone, following = bench.studio.takes[:2]
    delete(bench, "Delete the take")
    bench.wait_for_take(following)
    bench.open.history.run(add_marker, submission_id=following, start_ms=100, kind=MarkerKind.QUESTION)
    bench.open.window.toast.take_back()
    bench.wait_for_take(gone)
    assert len(take.markers(bench.studio.library, following)) == 1


def test_deleting_is_asked_first(bench: DeskBench) -> None:
    delete(bench, "Cancel")
    assert detail(bench) is not None
