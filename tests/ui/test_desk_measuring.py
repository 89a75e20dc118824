"""The score's measures on the desk: found, kept, known again, and quietly missing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from practika_desktop.edits.done import Verb
from practika_desktop.model.measures import marks
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box
from practika_desktop.store import maps, take
from tests.support.desks import DeskBench
from tests.support.engraving import Line, engrave
from tests.support.measured import MeasuredDesk
from tests.support.scores import make_score

pytestmark = pytest.mark.desktop

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page of music, of three lines of four measures; one file, so that its measures are found once."""
    path = tmp_path_factory.mktemp("score") / "page.pdf"
    lines = [Line("k n | n | n | n |"), Line("k n | n | n | n |", number=5), Line("k n | n | n | n |]", number=9)]
    engrave(path, lines)
    return path


@pytest.fixture
def desk(bench: DeskBench, qtbot: QtBot, page: Path) -> MeasuredDesk:
    """Give a desk with that page, its measures found."""
    return MeasuredDesk(bench, qtbot, page)


def _kept(desk: MeasuredDesk) -> object:
    detail = desk.bench.desk.taking.detail
    assert detail is not None
    assert detail.score_media is not None
    return maps.measure_map(desk.bench.studio.library, desk.bench.studio.piece, detail.score_media.sha256)


def test_measures_are_found_and_kept_and_that_is_no_step_of_undo(desk: MeasuredDesk) -> None:
    assert desk.shown() == [str(number) for number in range(1, 13)]
    assert _kept(desk) == desk.measures
    assert desk.bench.open.history.undo_title == Verb.SET_SCORE.title


def test_another_take_of_the_piece_has_them_at_once(desk: MeasuredDesk) -> None:
    known = desk.measures
    desk.bench.desk.taking.open(desk.bench.studio.takes[1])
    assert desk.measures is known


def test_a_score_that_comes_back_has_its_corrected_measures(desk: MeasuredDesk, qtbot: QtBot) -> None:
    measuring = desk.bench.desk.measuring
    measuring.correct(marks.set_number(desk.measures, desk.place(1).id, 0), Verb.SET_MEASURE_NUMBER)
    corrected = desk.measures
    desk.hands.press(Qt.Key.Key_Z, _CONTROL)
    desk.hands.press(Qt.Key.Key_Z, _CONTROL)
    assert measuring.measures is None
    for _ in range(2):
        desk.hands.press(Qt.Key.Key_Z, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: measuring.measures == corrected, timeout=10_000)


def test_undo_and_redo_bring_the_map_back_as_it_was(desk: MeasuredDesk) -> None:
    before, measuring = desk.measures, desk.bench.desk.measuring
    measuring.correct(marks.set_number(before, desk.place(9).id, 19), Verb.SET_MEASURE_NUMBER)
    measuring.correct(marks.set_number(desk.measures, desk.place(5).id, 7), Verb.SET_MEASURE_NUMBER)
    after = desk.measures
    assert desk.shown()[3:9] == ["4", "7", "8", "9", "10", "19"]
    for _ in range(2):
        desk.hands.press(Qt.Key.Key_Z, _CONTROL)
    assert desk.measures == before
    for _ in range(2):
        desk.hands.press(Qt.Key.Key_Z, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.measures is after
    assert _kept(desk) == after


def test_a_pdf_without_music_is_a_quiet_sentence(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> None:
    bar = bench.open.panes.score.bar
    bench.open._scores.take(bench.studio.piece, make_score(tmp_path / "words.pdf", pages=1))
    qtbot.waitUntil(lambda: bar.words == "No staves were found in this PDF.", timeout=60_000)
    assert bench.desk.measuring.measures is None
    assert not bench.desk.measuring.is_under_way
    bench.desk.taking.clear()
    assert bar.words == ""
    bench.desk.taking.open(bench.studio.takes[1])
    assert bar.words == "No staves were found in this PDF."
    assert not bench.desk.measuring.is_under_way


def test_lines_that_cannot_be_found_are_drawn(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> None:
    measuring, score = bench.desk.measuring, bench.open.panes.score
    bench.open._scores.take(bench.studio.piece, make_score(tmp_path / "by-hand.pdf", pages=2))
    qtbot.waitUntil(lambda: measuring.are_missing and score.page_count == 2, timeout=60_000)
    bench.hands.press(Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    assert bench.desk.correcting.is_on
    score.correction.layer.line_drawn.emit(1, Box(50, 100, 500, 140))
    assert measuring.measures is not None
    assert [place.label for place in measuring.measures.places] == ["1"]
    bench.hands.press(Qt.Key.Key_S)
    drawn = measuring.measures
    assert [place.label for place in drawn.places] == ["1", "2"]
    bench.desk.taking.clear()
    bench.desk.taking.open(bench.studio.takes[0])
    qtbot.waitUntil(lambda: measuring.measures == drawn, timeout=10_000)


def test_looking_for_measures_can_be_stopped_and_begun_again(bench: DeskBench, qtbot: QtBot, page: Path) -> None:
    measuring, bar = bench.desk.measuring, bench.open.panes.score.bar

    def stop_at_once() -> None:
        if measuring.is_under_way:
            measuring.stop()

    stopping = measuring.changed.connect(stop_at_once)
    bench.open._scores.take(bench.studio.piece, page)
    qtbot.waitUntil(lambda: bar.words == "The measures were not looked for to the end.", timeout=10_000)
    measuring.changed.disconnect(stopping)
    assert measuring.measures is None
    bench.hands.press(Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: measuring.measures is not None, timeout=60_000)
    assert bar.words == ""


def _marked(desk: MeasuredDesk) -> str:
    desk.hands.press(Qt.Key.Key_M)
    desk.hands.type("late")
    desk.hands.press(Qt.Key.Key_Return)
    marker = desk.bench.desk.marking.chosen
    assert marker is not None
    return marker.id


def _link(desk: MeasuredDesk) -> tuple[int | None, str | None, str | None]:
    [marker] = take.markers(desk.bench.studio.library, desk.bench.studio.takes[0])
    return marker.page, marker.measure, marker.measure_id


def test_a_typed_number_links_to_the_measure_itself(desk: MeasuredDesk) -> None:
    _marked(desk)
    desk.hands.press(Qt.Key.Key_NumberSign)
    desk.hands.type("7")
    desk.hands.press(Qt.Key.Key_Return)
    place = desk.place(7)
    assert _link(desk) == (1, "7", place.id)
    layer = desk.bench.open.panes.score.layer
    assert layer.linked == place
    desk.bench.desk.measuring.correct(marks.set_number(desk.measures, desk.place(5).id, 15), Verb.SET_MEASURE_NUMBER)
    chip = desk.bench.open.panes.score.chip.link
    assert chip is not None
    assert (layer.linked, chip.measure) == (desk.place(17), "17")


def test_a_click_links_in_one_step_where_the_measure_was_asked_for(desk: MeasuredDesk) -> None:
    heard: list[str] = []
    desk.bench.desk.linking.measure_chosen.connect(lambda measure_id, _keys: heard.append(measure_id))
    _marked(desk)
    desk.hands.press(Qt.Key.Key_NumberSign)
    desk.click(desk.place(6))
    assert _link(desk) == (1, "6", desk.place(6).id)
    assert heard == []
    desk.hands.press(Qt.Key.Key_Z, _CONTROL)
    assert _link(desk) == (None, None, None)


def test_a_click_links_nothing_unless_it_was_asked_for(desk: MeasuredDesk) -> None:
    heard: list[str] = []
    desk.bench.desk.linking.measure_chosen.connect(lambda measure_id, _keys: heard.append(measure_id))
    _marked(desk)
    desk.hands.press(Qt.Key.Key_NumberSign)
    desk.hands.press(Qt.Key.Key_Escape)
    desk.click(desk.place(6))
    assert (_link(desk), heard) == ((None, None, None), [desk.place(6).id])


@pytest.mark.parametrize("by_click", [False, True])
def test_a_line_in_doubt_is_linked_to_once_it_was_confirmed(desk: MeasuredDesk, by_click: bool) -> None:
    desk.bench.desk.measuring.correct(_doubted(desk), Verb.DELETE_LINE)
    place = desk.place(6)
    _marked(desk)
    desk.hands.press(Qt.Key.Key_NumberSign)
    if by_click:
        desk.click(place)
    else:
        desk.hands.type("6")
        desk.hands.press(Qt.Key.Key_Return)
    assert _link(desk)[2] is None
    desk.hands.press(Qt.Key.Key_Y)
    assert _link(desk) == (1, "6", place.id)
    assert desk.place(6).is_sure
    assert not desk.bench.open.binder.action("mark.link_sure").isEnabled()


def _doubted(desk: MeasuredDesk) -> Measures:
    page = desk.measures.pages[0]
    first, second, third = page.systems
    return Measures((replace(page, systems=(first, replace(second, confidence=0.2), third)),))
