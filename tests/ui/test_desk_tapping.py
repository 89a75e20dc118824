"""Tapping along with a take by keys, and what follows from it: markers, the score, loops."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.edits.done import Verb
from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.ids import id_of_one
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.reaction import Heard
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.records import Marker, TimeMap
from practika_desktop.store import maps, take
from tests.support.desks import DeskBench
from tests.support.engraving import Line, engrave
from tests.support.hands import Hand
from tests.support.measured import MeasuredDesk

pytestmark = pytest.mark.desktop

Key = Qt.Key
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


_UNEVEN_MS = (280, 640, 900, 1_290, 1_530, 1_900, 2_180, 2_500, 2_740)


class TappedDesk(MeasuredDesk):
    """A desk on whose take, of four seconds, measures are tapped."""

    def go(self, ms: int) -> None:
        """Go to a time of the take and wait until it is seen."""
        self.bench.open.player.seek_ms(ms)
        self.bench.open.panes.player.tick()
        index = self.bench.open.player.state.index
        assert index is not None
        self.bench.wait_for_frame(index.frame_at_ms(ms))

    def has_come_to(self, ms: int) -> bool:
        """Tell whether the frame that is shown is at a time, or beyond it."""
        return self.bench.open.player.state.time_ms >= ms

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key with the keyboard in the player."""
        self.bench.open.window.rooms.player()
        self.hands.press(key, keys)

    def answer(self, text: str) -> None:
        """Type into the line that asks."""
        self.hands.type(text)
        self.hands.press(Key.Key_Return)

    def tap_at(self, *times: int) -> None:
        """Tap measures at times of the paused take."""
        for ms in times:
            self.go(ms)
            self.press(Key.Key_T)

    @property
    def taps(self) -> Taps:
        """What is kept in the library."""
        return maps.time_map(self.bench.studio.library, self.bench.studio.takes[0]) or Taps()

    @property
    def told(self) -> list[str]:
        """Each segment as "1@0 2@500": measure and time to the nearest 100 ms."""
        return [
            " ".join(f"{self.number(tap.measure_id)}@{round(tap.ms, -2)}" for tap in segment)
            for segment in self.taps.segments
        ]

    def number(self, measure_id: str) -> str:
        """Return a measure's number."""
        place = self.measures.find(measure_id)
        assert place is not None
        return place.label

    @property
    def strip(self) -> str:
        """What the strip says."""
        return self.bench.open.panes.player.tap_strip.words

    @property
    def markers(self) -> list[Marker]:
        """The take's markers."""
        return take.markers(self.bench.studio.library, self.bench.studio.takes[0])

    @property
    def at_ms(self) -> int:
        """The time of the frame that keys act on."""
        return self.bench.open.player.state.target_ms

    @property
    def sounding(self) -> str | None:
        """The number of the measure that is highlighted."""
        place = self.bench.open.panes.score.layer.sounding
        return place.label if place is not None else None


@pytest.fixture
def desk(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> TappedDesk:
    """Give a desk with a score of twelve measures; the keyboard is in the player."""
    lines = [Line("k n | n | n | n |"), Line("k n | n | n | n |", number=5), Line("k n | n | n | n |]", number=9)]
    engrave(tmp_path / "page.pdf", lines)
    return TappedDesk(bench, qtbot, tmp_path / "page.pdf")


@pytest.fixture
def tapped(desk: TappedDesk) -> TappedDesk:
    """Give a desk with measures 1 to 4 in the first two seconds, and 3 to 5 in the last ones."""
    desk.press(Key.Key_T)
    desk.tap_at(0, 500, 1_000, 1_500, 2_000)
    desk.press(Key.Key_T, _SHIFT)
    desk.answer("3")
    desk.tap_at(2_500, 3_000, 3_500)
    return desk


def test_downbeats_are_tapped_while_it_plays_and_each_is_kept_at_once(desk: TappedDesk, qtbot: QtBot) -> None:
    player = desk.bench.open.player
    for rate in (1.0, 2.0):
        player.set_rate(rate)
        desk.go(0)
        desk.press(Key.Key_Space)
        for ms in (500, 1_100, 1_700):
            qtbot.waitUntil(partial(desk.has_come_to, ms), timeout=5_000)
            desk.press(Key.Key_T)
            assert abs(desk.taps.segments[-1][-1].ms - ms) < 200 * rate
        desk.press(Key.Key_Space)
        assert [tap.rate for tap in desk.taps.segments[0]] == [rate] * 3
        assert [desk.number(tap.measure_id) for tap in desk.taps.segments[0]] == ["1", "2", "3"]
        for _ in range(3):
            desk.press(Key.Key_Z, _CONTROL)
        assert desk.taps == Taps()


def test_a_tap_is_where_the_take_was_when_the_key_was_pressed_not_at_the_last_frame(
    desk: TappedDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = desk.bench.open.player
    desk.press(Key.Key_Space)
    qtbot.waitUntil(lambda: player.state.time_ms >= 500, timeout=5_000)
    heard: list[int] = []
    position = player.position_ms

    def noted(at_ns: int) -> int:
        heard.append(position(at_ns))
        return heard[-1]

    monkeypatch.setattr(player, "position_ms", noted)
    desk.press(Key.Key_T)
    assert desk.taps.segments[0][0].ms in heard


def test_the_first_press_on_a_paused_take_only_shows_what_comes(desk: TappedDesk) -> None:
    desk.press(Key.Key_T)
    assert desk.strip == "T taps measure 1 · begins anew"
    assert desk.taps == Taps()
    desk.tap_at(0, 500)
    assert desk.told == ["1@0 2@500"]
    assert desk.strip == "T taps measure 3"


def test_the_mode_is_left_by_its_key_and_with_the_take(desk: TappedDesk) -> None:
    strip, tapping = desk.bench.open.panes.player.tap_strip, desk.bench.desk.tapping
    seen = []
    for _ in range(2):
        desk.press(Key.Key_T, _CONTROL)
        seen.append((tapping.is_on, strip.isVisible(), desk.bench.open.binder.action("time.mode").text()))
    assert seen == [(True, True, "Done tapping"), (False, False, "Tap measures")]
    desk.press(Key.Key_T, _CONTROL)
    desk.bench.desk.taking.open(desk.bench.studio.takes[1])
    assert not tapping.is_on


def test_the_measure_of_the_chosen_marker_is_tapped_first(desk: TappedDesk) -> None:
    desk.press(Key.Key_M)
    desk.answer("here")
    desk.press(Key.Key_NumberSign)
    desk.answer("6")
    desk.press(Key.Key_T)
    assert desk.strip == "T taps measure 6 · begins anew"


def test_continuing_at_a_measure_makes_a_gap_in_which_nothing_sounds(tapped: TappedDesk) -> None:
    assert tapped.told == ["1@0 2@500 3@1000 4@1500 5@2000", "3@2500 4@3000 5@3500"]
    tapped.go(2_200)
    assert tapped.sounding is None
    tapped.go(2_600)
    assert tapped.sounding == "3"


def test_a_measure_that_is_not_there_is_said(desk: TappedDesk) -> None:
    desk.press(Key.Key_T, _SHIFT)
    desk.answer("99")
    assert desk.bench.open.window.toast.words == "This score has no measure 99."
    assert not desk.bench.desk.tapping.is_on


def test_undo_takes_a_tap_back_and_the_cursor_with_it(desk: TappedDesk) -> None:
    desk.press(Key.Key_T)
    desk.tap_at(0, 500, 1_000)
    desk.press(Key.Key_Z, _CONTROL)
    assert desk.told == ["1@0 2@500"]
    assert desk.strip == "T taps measure 4"  # at a second the third has begun, at the pace of the first
    desk.press(Key.Key_Z, _CONTROL | _SHIFT)
    assert desk.told == ["1@0 2@500 3@1000"]


def test_where_another_place_is_sought_the_cursor_goes_along(tapped: TappedDesk) -> None:
    tapped.go(700)
    assert tapped.strip == "T taps measure 3"
    tapped.press(Key.Key_T)
    assert tapped.told[0] == "1@0 2@500 3@700 4@1500 5@2000"


def test_tapping_again_from_here(tapped: TappedDesk) -> None:
    tapped.go(1_200)
    tapped.press(Key.Key_T, _ALT)
    assert tapped.told == ["1@0 2@500 3@1000", "3@2500 4@3000 5@3500"]
    assert tapped.strip == "T taps measure 4"


def test_only_every_second_measure_is_tapped(desk: TappedDesk) -> None:
    desk.press(Key.Key_T)
    strip = desk.bench.open.panes.player.tap_strip
    strip.every.setCurrentIndex(strip.every.findData(2))
    strip.every.activated.emit(strip.every.currentIndex())
    desk.tap_at(0, 1_000)
    assert desk.told == ["1@0 3@1000"]


def test_a_click_on_a_measure_sets_one_point_while_tapping_is_paused(tapped: TappedDesk) -> None:
    tapped.go(600)
    tapped.click(tapped.place(2))
    assert tapped.told[0] == "1@0 2@600 3@1000 4@1500 5@2000"
    assert tapped.taps.segments[0][1].rate == 0


def test_a_click_goes_to_the_measure_and_a_second_one_to_its_next_sounding(tapped: TappedDesk) -> None:
    tapped.bench.desk.tapping.leave()
    for ms in (1_000, 2_500, 1_000):
        tapped.click(tapped.place(3))
        assert tapped.at_ms == ms
    tapped.click(tapped.place(5))
    assert tapped.at_ms == 1_000  # it has a beginning, but no end: nothing is known of how it sounds
    tapped.click(tapped.place(9))
    assert tapped.at_ms == 1_000
    assert tapped.told == ["1@0 2@500 3@1000 4@1500 5@2000", "3@2500 4@3000 5@3500"]


def test_g_goes_to_a_measure(tapped: TappedDesk) -> None:
    tapped.go(0)
    tapped.press(Key.Key_G)
    tapped.answer("4")
    assert tapped.at_ms == 1_500
    assert tapped.bench.open.panes.player.timeline.hasFocus()
    tapped.press(Key.Key_G)
    tapped.hands.type("2")
    tapped.hands.press(Key.Key_Escape)
    assert tapped.at_ms == 1_500


def test_letters_typed_into_the_line_run_no_action(tapped: TappedDesk) -> None:
    before = tapped.taps
    tapped.press(Key.Key_G)
    tapped.hands.type("tmg")
    assert tapped.taps == before
    assert not tapped.markers
    assert QApplication.focusWidget() is tapped.bench.open.panes.player.ask_line.field


def test_measures_are_looped(tapped: TappedDesk) -> None:
    tapped.go(0)
    tapped.press(Key.Key_G, _ALT)
    tapped.answer("2-3")
    state = tapped.bench.open.player.state
    assert (state.loop_in_ms, state.loop_out_ms, state.loop_on) == (500, 1_500, True)
    assert tapped.at_ms == 500
    tapped.go(2_700)
    tapped.press(Key.Key_G, _ALT)
    tapped.answer("4")
    state = tapped.bench.open.player.state
    assert (state.loop_in_ms, state.loop_out_ms) == (3_000, 3_500)


def test_what_was_not_tapped_in_one_go_is_not_looped(tapped: TappedDesk) -> None:
    tapped.press(Key.Key_G, _ALT)
    tapped.answer("4-7")
    assert tapped.bench.open.window.toast.words == "This take was not tapped through measures 4 to 7 in one go."
    assert not tapped.bench.open.player.state.loop_on


def test_a_new_marker_has_its_measure_and_the_time_that_it_sounds(tapped: TappedDesk) -> None:
    for ms in (1_100, 2_600, 2_200):
        tapped.go(ms)
        tapped.press(Key.Key_M)
        tapped.answer("listen")
    found = [(marker.page, marker.measure, marker.occurrence) for marker in tapped.markers]
    assert found == [(1, "3", 1), (None, None, None), (1, "3", 2)]
    assert tapped.markers[0].measure_id == tapped.place(3).id


def test_of_a_line_in_doubt_a_marker_gets_only_the_page(tapped: TappedDesk) -> None:
    measures = tapped.measures
    pages = [
        replace(page, systems=tuple(replace(system, confidence=0.3) for system in page.systems))
        for page in measures.pages
    ]
    tapped.bench.desk.measuring.correct(Measures(tuple(pages)), Verb.MOVE_BARLINE)
    tapped.go(1_100)
    tapped.press(Key.Key_M)
    tapped.answer("listen")
    [marker] = tapped.markers
    assert (marker.page, marker.measure, marker.measure_id, marker.occurrence) == (1, None, None, None)


def test_an_automatic_link_follows_its_marker_and_one_made_by_hand_stays(tapped: TappedDesk) -> None:
    tapped.go(1_100)
    tapped.press(Key.Key_M)
    tapped.answer("listen")
    _drag(tapped, 1_100, 600)
    assert [(one.measure, one.occurrence) for one in tapped.markers] == [("2", 1)]
    _drag(tapped, 600, 2_200)
    assert [(one.page, one.measure) for one in tapped.markers] == [(None, None)]
    tapped.press(Key.Key_NumberSign)
    tapped.answer("7")
    _drag(tapped, 2_200, 1_100)
    assert [one.measure for one in tapped.markers] == ["7"]


def _drag(desk: TappedDesk, from_ms: int, to_ms: int) -> None:
    """Drag the one marker along the timeline."""
    timeline = desk.bench.open.panes.player.timeline
    [spot] = timeline.scene.spots
    y = spot.y + spot.height / 2
    x = spot.x + spot.width / 2
    way = timeline.scale.x(to_ms) - timeline.scale.x(from_ms)
    Hand(timeline).drag((x, y), (x + way / 2, y), (x + way, y))


def test_the_ruler_is_there_with_the_first_measure_and_goes_with_it(desk: TappedDesk) -> None:
    desk.press(Key.Key_T)
    seen = []
    for act in (partial(desk.tap_at, 0), partial(desk.tap_at, 500), partial(desk.press, Key.Key_Z, _CONTROL)):
        act()
        seen.append(desk.bench.open.panes.player.timeline.content.measured is not None)
    assert seen == [False, True, False]


def test_taps_and_segments_are_taken_away_by_the_menu(tapped: TappedDesk) -> None:
    tapped.go(1_400)
    tapped.bench.open.binder.action("time.remove_tap").trigger()
    assert tapped.told[0] == "1@0 2@500 3@1000 5@2000"
    tapped.bench.open.binder.action("time.remove_segment").trigger()
    assert tapped.told == ["3@2500 4@3000 5@3500"]


def test_the_delay_is_set_by_hand(tapped: TappedDesk) -> None:
    tapped.bench.open.panes.player.tap_strip.delay.setValue(40)
    assert tapped.taps.reaction_ms == 40
    assert tapped.bench.open.history.undo_title == Verb.SET_TAPPING_DELAY.title
    assert tapped.at_ms == 3_500


def test_another_take_has_taps_of_its_own(tapped: TappedDesk) -> None:
    bench = tapped.bench
    bench.desk.taking.open(bench.studio.takes[1])
    assert bench.open.panes.player.timeline.content.measured is None
    assert not bench.desk.tapping.is_on
    bench.desk.taking.open(bench.studio.takes[0])
    bench.wait_for_take(bench.studio.takes[0])
    assert bench.open.panes.player.timeline.content.measured is not None


def test_the_hands_delay_becomes_part_of_the_last_taps_step(desk: TappedDesk, qtbot: QtBot) -> None:
    bench = desk.bench
    taps = tuple(Tap(ms, place.id) for ms, place in zip(_UNEVEN_MS, desk.measures.places, strict=False))
    bench.desk.timing.keep(Taps((taps,)), Verb.TAP_MEASURE)
    strengths = [0.0] * 400
    for tap in taps:
        strengths[tap.ms // 10 - 8] = 1.0
    bench.desk.tapping.heard_wanted.disconnect()  # what is really heard in the take says something else
    bench.desk.tapping.set_heard(Heard(strengths, 10))
    desk.press(Key.Key_T, _CONTROL)
    desk.tap_at(3_000)
    qtbot.waitUntil(lambda: desk.taps.reaction_ms != 0, timeout=5_000)
    assert desk.taps.reaction_ms == 80
    assert bench.open.panes.player.tap_strip.delay.value() == 80
    assert len(desk.taps.segments[0]) == 10
    desk.press(Key.Key_Z, _CONTROL)
    assert desk.taps == Taps((taps,))


def test_a_delay_that_was_set_by_hand_is_left_alone(desk: TappedDesk, qtbot: QtBot) -> None:
    bench = desk.bench
    taps = tuple(Tap(ms, place.id) for ms, place in zip(_UNEVEN_MS, desk.measures.places, strict=False))
    bench.desk.timing.keep(Taps((taps,)), Verb.TAP_MEASURE)
    bench.desk.tapping.heard_wanted.disconnect()  # what is really heard in the take says something else
    bench.desk.tapping.set_heard(Heard([0.0] * 20 + ([1.0] + [0.0] * 29) * 12, 10))
    desk.press(Key.Key_T, _CONTROL)
    bench.open.panes.player.tap_strip.delay.setValue(20)
    with qtbot.waitSignal(bench.desk.tapping.estimated, timeout=5_000):
        desk.tap_at(3_000)
    assert desk.taps.reaction_ms == 20


def test_a_measure_that_was_named_stays_due_while_the_take_is_wound_back(tapped: TappedDesk) -> None:
    tapped.go(3_900)
    tapped.press(Key.Key_T, _SHIFT)
    tapped.answer("9")
    tapped.go(2_200)
    tapped.go(3_800)
    assert tapped.strip == "T taps measure 9 · begins anew"
    tapped.press(Key.Key_T)
    assert tapped.told[-1] == "9@3800"


def test_a_snippet_has_its_measure_too(tapped: TappedDesk) -> None:
    bench = tapped.bench
    bench.open.history.run(set_snippet, position=1, text="Count", kind=MarkerKind.FEEDBACK)
    tapped.go(600)
    tapped.press(Key.Key_1)
    assert [(one.text, one.measure) for one in tapped.markers] == [("Count", "2")]


def test_a_time_map_that_cannot_be_read_is_said_and_not_written_over(desk: TappedDesk) -> None:
    bench = desk.bench
    desk.press(Key.Key_T)
    desk.tap_at(0, 500)
    bench.desk.taking.open(bench.studio.takes[1])
    with bench.studio.library.writing() as transaction:
        row_id = id_of_one(bench.studio.takes[0], "time map")
        transaction.update(TimeMap, row_id, value="of tomorrow")
    bench.desk.taking.open(bench.studio.takes[0])
    assert bench.open.window.toast.words == "What was tapped along with this take cannot be read."
    bench.wait_for_take(bench.studio.takes[0])
    desk.press(Key.Key_T)
    assert not bench.desk.tapping.is_on
    with pytest.raises(LibraryError):
        maps.time_map(bench.studio.library, bench.studio.takes[0])
