"""Correcting the measures at the real window: each act by key and by pointer, one step of undo each."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import or_
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from practika_desktop.edits.done import Verb
from practika_desktop.model.measures.correcting import merge
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.signs import Jump, Sign
from practika_desktop.store import take
from practika_desktop.ui.theme.theme import Appearance
from tests.support.desks import DeskBench
from tests.support.engraving import Line, engrave
from tests.support.measured import MeasuredDesk

pytestmark = pytest.mark.desktop

Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page of music, of three lines of four measures, and a second page's worth of nothing."""
    path = tmp_path_factory.mktemp("score") / "page.pdf"
    lines = [Line("k n | n | n | n |"), Line("k n | n | n | n |", number=5), Line("k n | n | n | n |]", number=9)]
    engrave(path, lines)
    return path


@pytest.fixture
def desk(bench: DeskBench, qtbot: QtBot, page: Path) -> MeasuredDesk:
    """Give a desk in correction mode, the first measure chosen."""
    desk = MeasuredDesk(bench, qtbot, page)
    bench.hands.press(Key.Key_G, _SHIFT)
    assert desk.correcting.is_on
    return desk


_BRACKET = [(), (1, 2), (1, 2), ()]
_LONG = {"Del": "Delete"}
_HELD = {"Shift": _SHIFT, "Ctrl": _CONTROL}


def _press(desk: MeasuredDesk, *keys: Key | tuple[Key, Qt.KeyboardModifier]) -> None:
    for key in keys:
        desk.hands.press(*(key if isinstance(key, tuple) else (key,)))


def _chosen(desk: MeasuredDesk) -> list[str]:
    return [place.label for place in desk.correcting.places]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([], ["1"]),
        ([Key.Key_Right], ["2"]),
        ([Key.Key_Right] * 4, ["5"]),
        ([Key.Key_Right, Key.Key_Left, Key.Key_Left], ["1"]),
        ([Key.Key_Down], ["5"]),
        ([Key.Key_Right, Key.Key_Down, Key.Key_Down], ["10"]),
        ([Key.Key_Down, Key.Key_Up, Key.Key_Up], ["1"]),
        ([Key.Key_End], ["4"]),
        ([Key.Key_Down, Key.Key_Right, Key.Key_Home], ["5"]),
        ([(Key.Key_Right, _SHIFT), (Key.Key_Right, _SHIFT)], ["1", "2", "3"]),
        ([(Key.Key_Right, _SHIFT), (Key.Key_Left, _SHIFT), Key.Key_Right], ["2"]),
        ([Key.Key_End, (Key.Key_Right, _SHIFT)], ["4"]),
    ],
)
def test_arrows_walk(desk: MeasuredDesk, keys: list[Key], chosen: list[str]) -> None:
    _press(desk, *keys)
    assert _chosen(desk) == chosen


Check = Callable[[list[Place]], object]


@pytest.mark.parametrize(
    ("keys", "verb", "check"),
    [
        ("Right S", Verb.SPLIT_MEASURE, lambda at: len(at) == 13 and _width(at[1]) == pytest.approx(_width(at[2]))),
        ("Right M", Verb.MERGE_MEASURES, lambda at: len(at) == 11 and at[1].measure.box.x1 == at[2].measure.box.x0),
        ("Shift+Right Shift+Right M", Verb.MERGE_MEASURES, lambda at: len(at) == 10),
        ("Right Del", Verb.DELETE_MEASURE, lambda at: len(at) == 11 and at[3].page == 1),
        ("Down Shift+Del", Verb.DELETE_LINE, lambda at: len(at) == 8),
        ("Down Down L", Verb.ADD_LINE, lambda at: at[-1].label == "13" and at[-1].system is not at[-2].system),
        ("Right Ctrl+Left", Verb.MOVE_BARLINE, lambda at: round(at[1].measure.box.x0, 2) == 147.98),
        ("End Ctrl+Shift+Left", Verb.MOVE_BARLINE, lambda at: at[3].measure.box.x1 < at[3].system.box.x1 - 2),
        ("Right 1 7 Return", Verb.SET_MEASURE_NUMBER, lambda at: [one.label for one in at][1:4] == ["17", "18", "19"]),
        ("Right 1 7 Backspace 2 Return", Verb.SET_MEASURE_NUMBER, lambda at: at[1].label == "12"),
        ("P", Verb.MARK_PICK_UP, lambda at: [one.label for one in at][:2] == ["0", "1"]),
        ("Right A", Verb.MARK_CONTINUED, lambda at: [one.label for one in at][:3] == ["1", "1", "2"]),
        ("Right 4 R", Verb.MARK_REST, lambda at: [one.label for one in at][1:3] == ["2–5", "6"]),  # noqa: RUF001
        ("Right 3 B", Verb.SET_BEATS, lambda at: [one.beats for one in at][:3] == [None, 3, 3]),
        ("Right O", Verb.MARK_REPEAT, lambda at: at[1].measure.starts_repeat),
        ("Right C", Verb.MARK_REPEAT, lambda at: at[1].measure.plays == 2),
        ("Right 3 C", Verb.MARK_REPEAT, lambda at: at[1].measure.plays == 3),
        ("Right Shift+Right 1 2 E", Verb.MARK_ENDING, lambda at: [o.measure.endings for o in at][:4] == _BRACKET),
    ],
)
def test_each_key_is_a_step_that_is_undone(desk: MeasuredDesk, keys: str, verb: Verb, check: Check) -> None:
    before, history = desk.measures, desk.bench.open.history
    assert not check(list(before.places))
    for name in keys.split():
        modifiers, _, key = name.rpartition("+")
        held = [_HELD[name] for name in modifiers.split("+") if name]
        desk.hands.press(getattr(Key, f"Key_{_LONG.get(key, key)}"), reduce(or_, held, Qt.KeyboardModifier.NoModifier))
    assert check(list(desk.measures.places))
    assert history.undo_title == verb.title
    assert desk.correcting.head is not None
    _press(desk, (Key.Key_Z, _CONTROL))
    assert desk.measures == before
    assert desk.correcting.head is not None


def test_a_second_press_takes_a_mark_back(desk: MeasuredDesk) -> None:
    plain = desk.measures
    _press(desk, Key.Key_Down, Key.Key_O, Key.Key_C, Key.Key_1, Key.Key_E, Key.Key_P, Key.Key_2, Key.Key_R)
    assert desk.measures != plain
    _press(desk, Key.Key_O, Key.Key_C, Key.Key_E, Key.Key_P, Key.Key_R)
    assert desk.shown()[4] == "1"
    _press(desk, Key.Key_U)
    assert desk.measures == plain


def test_what_is_typed_is_shown_and_given_up(desk: MeasuredDesk) -> None:
    _press(desk, Key.Key_1, Key.Key_2)
    assert desk.correcting.typed == "12"
    _press(desk, Key.Key_Escape)
    assert (desk.correcting.typed, desk.correcting.is_on) == ("", True)
    _press(desk, Key.Key_3, Key.Key_Right)
    assert (desk.correcting.typed, _chosen(desk)) == ("", ["2"])
    _press(desk, Key.Key_Escape)
    assert not desk.correcting.is_on
    assert not desk.bench.open.panes.score.correction.strip.isVisible()


def test_the_keys_are_the_players_again_afterwards(desk: MeasuredDesk) -> None:
    _press(desk, Key.Key_Escape)
    assert not desk.bench.open.binder.action("correct.split").isEnabled()
    _press(desk, Key.Key_M)
    desk.hands.type("here")
    _press(desk, Key.Key_Return)
    assert len(take.markers(desk.bench.studio.library, desk.bench.studio.takes[0])) == 1


def test_the_keys_are_the_players_where_the_player_has_the_keyboard(desk: MeasuredDesk) -> None:
    before = desk.measures
    desk.bench.open.window.rooms.player()
    _press(desk, Key.Key_1, Key.Key_Delete)
    assert (desk.measures, desk.correcting.typed) == (before, "")


def test_enter_confirms_a_line_and_goes_to_the_next_in_doubt(desk: MeasuredDesk) -> None:
    [page] = desk.measures.pages
    doubted = Measures((replace(page, systems=tuple(replace(one, confidence=0.3) for one in page.systems)),))
    desk.bench.desk.measuring.correct(doubted, Verb.DELETE_LINE)
    strip = desk.bench.open.panes.score.correction.strip
    _press(desk, Key.Key_N)
    assert _chosen(desk) == ["5"]
    assert strip.words == "Measure 5 (in doubt) · 3 lines in doubt"
    _press(desk, Key.Key_Return)
    assert [one.is_sure for one in desk.measures.pages[0].systems] == [False, True, False]
    assert _chosen(desk) == ["9"]
    _press(desk, Key.Key_Return, Key.Key_Return)
    assert all(one.is_sure for one in desk.measures.pages[0].systems)
    assert strip.words.endswith("no line in doubt")


def test_a_correction_that_makes_no_sense_is_said_and_changes_nothing(desk: MeasuredDesk) -> None:
    before = desk.measures
    _press(desk, Key.Key_End, Key.Key_M)
    assert desk.measures == before
    assert desk.bench.open.window.toast.isVisible()
    _press(desk, Key.Key_Left)
    assert _chosen(desk) == ["3"]


def test_a_click_splits_and_the_new_part_is_chosen(desk: MeasuredDesk) -> None:
    place = desk.place(6)
    desk.click(place, across=0.4)
    left, right = desk.measures.places[5:7]
    assert (left.id, left.label, right.label) == (place.id, "6", "7")
    assert right.measure.box.x0 == pytest.approx(place.measure.box.x0 + 0.4 * _width(place), abs=1)
    assert _chosen(desk) == ["7"]


def test_s_splits_under_the_pointer_until_an_arrow_is_pressed(desk: MeasuredDesk) -> None:
    desk.hover(desk.place(6), across=0.3)
    _press(desk, Key.Key_S)
    assert desk.measures.places[6].measure.box.x0 == pytest.approx(desk.place(6).measure.box.x1)
    assert _chosen(desk) == ["7"]
    desk.hover(desk.place(2))
    _press(desk, Key.Key_Right, Key.Key_S)
    assert desk.measures.find(desk.place(2).id) == desk.place(2)
    assert _chosen(desk) == ["9"]


def test_numbers_are_clicked_to_choose_and_shift_chooses_a_run(desk: MeasuredDesk) -> None:
    before = desk.measures
    desk.click(desk.place(6), down=-0.5)
    assert (_chosen(desk), desk.measures) == (["6"], before)
    desk.click(desk.place(8), keys=_SHIFT)
    assert _chosen(desk) == ["6", "7", "8"]
    desk.click(desk.place(2), keys=_SHIFT)
    assert (_chosen(desk), desk.measures) == (["2"], before)


def test_a_barline_is_dragged_and_a_drag_is_given_up(desk: MeasuredDesk) -> None:
    before, place = desk.measures, desk.place(2)
    box = place.measure.box
    start, end = (box.x0, box.y0 + 5), (box.x0 + 12, box.y0 + 5)
    desk.drag(1, start, end, let_go=False)
    _press(desk, Key.Key_Escape)
    assert (desk.measures, desk.correcting.is_on) == (before, True)
    desk.drag(1, start, end)
    assert desk.place(2).measure.box.x0 == pytest.approx(box.x0 + 12, abs=0.5)
    assert desk.place(1).measure.box.x1 == desk.place(2).measure.box.x0
    assert desk.place(2).id == place.id


def test_a_line_is_drawn_where_none_was_found(desk: MeasuredDesk) -> None:
    desk.drag(1, (60, 500), (300, 520))
    assert desk.shown()[-1] == "13"
    assert desk.measures.places[-1].measure.box.x1 == pytest.approx(300, abs=1)
    assert _chosen(desk) == ["13"]


def test_the_menu_of_the_page_offers_what_can_be_done(desk: MeasuredDesk) -> None:
    desk.click(desk.place(7), button=Qt.MouseButton.RightButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Split the measure" in [action.text() for action in menu.actions()]
    menu.close()
    assert _chosen(desk) == ["7"]


def test_signs_and_jumps_are_chosen_from_a_menu(desk: MeasuredDesk) -> None:
    for words, wanted in (("&Segno", (Sign.SEGNO, None)), ("D.S. al Fine", (Sign.SEGNO, Jump.DS_AL_FINE))):
        _press(desk, Key.Key_J)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if words in action.text()).trigger()
        menu.close()
        first = desk.measures.places[0].measure
        assert (first.sign, first.jump) == wanted


def test_undo_brings_back_what_was_chosen_when_its_measure_is_gone(desk: MeasuredDesk) -> None:
    _press(desk, Key.Key_S, (Key.Key_Z, _CONTROL))
    assert _chosen(desk) == ["2"]
    assert desk.correcting.head is not None


def test_a_link_holds_through_corrections_and_shows_the_number_counted_now(desk: MeasuredDesk) -> None:
    _press(desk, Key.Key_Escape)
    desk.bench.open.window.rooms.player()
    _press(desk, Key.Key_M)
    desk.hands.type("late")
    _press(desk, Key.Key_Return, Key.Key_NumberSign)
    desk.hands.type("9")
    _press(desk, Key.Key_Return)
    linked = desk.place(9).id
    desk.bench.desk.measuring.correct(merge(desk.measures, desk.place(2).id, desk.place(3).id), Verb.MERGE_MEASURES)
    chip, layer = desk.bench.open.panes.score.chip, desk.bench.open.panes.score.layer
    assert chip.link is not None
    assert layer.linked is not None
    assert (layer.linked.id, chip.link.measure) == (linked, "8")


def test_the_mode_is_left_with_its_button_and_with_its_take(desk: MeasuredDesk) -> None:
    strip = desk.bench.open.panes.score.correction.strip
    strip.done.click()
    assert not desk.correcting.is_on
    _press(desk, (Key.Key_G, _SHIFT))
    desk.bench.desk.taking.clear()
    assert not desk.correcting.is_on


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_it_is_painted_in_both_appearances(desk: MeasuredDesk, appearance: Appearance) -> None:
    view = desk.view
    desk.bench.open.theme.set_appearance(appearance)
    plain = view.grab().toImage()
    _press(desk, Key.Key_Right, Key.Key_O, Key.Key_4, Key.Key_R, Key.Key_2, Key.Key_E, Key.Key_3, Key.Key_C)
    assert view.grab().toImage() != plain
    _press(desk, Key.Key_Escape)
    assert not desk.correcting.is_on


def _width(place: Place) -> float:
    return place.measure.box.x1 - place.measure.box.x0
