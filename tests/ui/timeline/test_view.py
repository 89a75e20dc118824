"""The timeline as a widget: what it paints, and what it asks for when it is touched."""

import time

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.times import Times
from practika_desktop.ui.theme.theme import Appearance, Theme
from practika_desktop.ui.timeline.hover import HoverCard
from practika_desktop.ui.timeline.measured import Measured
from practika_desktop.ui.timeline.view import TimelineView
from tests.model.measures.making import measure, measures
from tests.support.frame_times import ListedFrames
from tests.support.hands import Hand
from tests.support.markers import marker

pytestmark = pytest.mark.desktop

DURATION = 10_000


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """Give a window with a timeline of ten seconds, and room above it for the hover card."""
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 220, 0, 0)
    timeline = TimelineView(theme, window)
    layout.addWidget(timeline)
    qtbot.addWidget(window)
    window.resize(1_000, 400)
    window.show()
    timeline.set_length(DURATION, ListedFrames(tuple(range(0, DURATION, 40))))
    timeline.set_markers([marker("dot", 1_000), marker("bar", 4_000, 6_000), marker("far", 9_000)])
    timeline.set_position(5_000)
    return window


@pytest.fixture
def timeline(window: QWidget) -> TimelineView:
    found = window.findChild(TimelineView)
    assert isinstance(found, TimelineView)
    return found


def place(timeline: TimelineView, name: str, share: float = 0.5) -> tuple[float, float]:
    """Return a pixel on a marker, at a share of its width."""
    spot = next(spot for spot in timeline.scene.spots if spot.marker.id == name)
    return spot.x + spot.width * share, spot.y + spot.height / 2


def on_wave(timeline: TimelineView, ms: int) -> tuple[float, float]:
    """Return a pixel of the waveform at a time."""
    return timeline.scale.x(ms), timeline.scene.rows.wave_y + 5


def painted(timeline: TimelineView, x: float, y: float) -> QColor:
    return timeline.grab().toImage().pixelColor(round(x), round(y))


def near(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(abs(part) for part in apart) < 24


def escape(timeline: TimelineView) -> bool:
    """Press Esc as the system does; return whether the window's shortcuts were kept from it."""
    ask = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    ask.ignore()
    QApplication.sendEvent(timeline, ask)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(timeline, key)
    return ask.isAccepted()


def test_a_click_seeks_and_a_drag_scrubs(timeline: TimelineView, qtbot: QtBot) -> None:
    asked: list[int] = []
    timeline.seek_requested.connect(asked.append)
    with qtbot.waitSignals([timeline.scrub_began, timeline.scrub_ended]):
        Hand(timeline).drag(on_wave(timeline, 3_000), on_wave(timeline, 3_500), on_wave(timeline, 7_000))
    assert [round(ms, -1) for ms in asked] == [3_000, 3_500, 7_000]


def test_a_click_on_a_marker_chooses_it_and_does_not_seek(timeline: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.marker_chosen) as chosen, qtbot.assertNotEmitted(timeline.seek_requested):
        Hand(timeline).click(*place(timeline, "dot"))
    assert chosen.args == ["dot"]


@pytest.mark.parametrize(
    ("name", "share", "to_ms", "moved"),
    [
        ("dot", 0.5, 2_000, ["dot", 2_000, None]),
        ("bar", 0.5, 6_000, ["bar", 5_000, 7_000]),
        ("bar", 0.0, 3_000, ["bar", 3_000, 6_000]),
        ("bar", 1.0, 8_000, ["bar", 4_000, 8_000]),
    ],
)
def test_markers_and_both_ends_of_ranges_are_dragged(
    timeline: TimelineView, qtbot: QtBot, name: str, share: float, to_ms: int, moved: list[object]
) -> None:
    start = place(timeline, name, share)
    with qtbot.waitSignal(timeline.marker_moved) as signal:
        Hand(timeline).drag(start, (timeline.scale.x(to_ms), start[1]))
    assert signal.args == moved


def test_esc_gives_a_drag_up_and_is_kept_from_the_window(timeline: TimelineView, qtbot: QtBot) -> None:
    hand, start = Hand(timeline), place(timeline, "dot")
    with qtbot.assertNotEmitted(timeline.marker_moved):
        hand.press(*start)
        hand.move(timeline.scale.x(3_000), start[1])
        assert timeline.scene.content.markers[0].start_ms == 3_000
        assert escape(timeline)
        assert timeline.scene.content.markers[0].start_ms == 1_000
        hand.release(timeline.scale.x(3_000), start[1])


def test_esc_is_the_windows_own_while_nothing_is_held(timeline: TimelineView) -> None:
    assert not escape(timeline)


def test_the_loops_ends_are_dragged(timeline: TimelineView, qtbot: QtBot) -> None:
    timeline.set_loop(2_000, None, on=True)
    y = timeline.scene.rows.ruler_h / 2
    with qtbot.waitSignal(timeline.loop_moved) as moved:
        Hand(timeline).drag((timeline.scale.x(DURATION), y), (timeline.scale.x(8_000), y))
    assert moved.args == [2_000, 8_000]


def test_the_wheel_pans_and_zooms_at_the_pointer(timeline: TimelineView) -> None:
    hand, x = Hand(timeline), timeline.scale.x(2_500)
    hand.wheel(x, 40, 240, Qt.KeyboardModifier.ControlModifier)
    assert timeline.scale.span_ms == pytest.approx(DURATION / 1.5**2)
    assert timeline.scale.x(2_500) == pytest.approx(x)
    before = timeline.scale.start_ms
    hand.wheel(x, 40, -120)
    assert timeline.scale.start_ms > before


def test_zooming_by_keys_keeps_the_playhead_and_fit_shows_all(timeline: TimelineView) -> None:
    x = timeline.scale.x(5_000)
    timeline.zoom_in()
    timeline.zoom_in()
    assert timeline.scale.x(5_000) == pytest.approx(x)
    timeline.zoom_out()
    assert timeline.scale.span_ms == pytest.approx(DURATION / 1.5)
    timeline.fit()
    assert timeline.scale.is_fitted


@pytest.mark.parametrize(
    ("keys", "span_ms"),
    [
        ([Qt.Key.Key_Plus], DURATION / 1.5),
        ([Qt.Key.Key_Equal, Qt.Key.Key_Minus], DURATION),
        ([Qt.Key.Key_Plus, Qt.Key.Key_0], DURATION),
    ],
)
def test_with_the_keyboard_on_it_plus_minus_and_0_zoom(
    timeline: TimelineView, keys: list[Qt.Key], span_ms: float
) -> None:
    for key in keys:
        QApplication.sendEvent(timeline, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    assert timeline.scale.span_ms == pytest.approx(span_ms)


def test_the_page_is_turned_when_the_playhead_leaves_it_but_never_under_a_held_marker(timeline: TimelineView) -> None:
    for _ in range(5):
        timeline.zoom_in()
    timeline.set_position(9_500)
    assert timeline.scale.shows(9_500)
    hand = Hand(timeline)
    hand.press(*place(timeline, "far"))
    timeline.set_position(500)
    assert not timeline.scale.shows(500)
    hand.release(*place(timeline, "far"))


def test_selecting_a_marker_out_of_sight_brings_it_into_sight(timeline: TimelineView) -> None:
    for _ in range(6):
        timeline.zoom_in()
    assert not timeline.scale.shows(1_000)
    timeline.set_selected("dot")
    assert timeline.scale.shows(1_000)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("kind", list(MarkerKind))
def test_markers_are_painted_in_their_kinds_colour(
    timeline: TimelineView, theme: Theme, kind: MarkerKind, appearance: Appearance
) -> None:
    theme.set_appearance(appearance)
    timeline.set_markers([marker("dot", 3_000, kind=kind)])
    assert near(painted(timeline, *place(timeline, "dot")), painted_kind(theme, kind))


def painted_kind(theme: Theme, kind: MarkerKind) -> QColor:
    """Return the colour in the middle of a kind's own icon."""
    return theme.kind_icon(kind).pixmap(16, 16).toImage().pixelColor(8, 8)


def test_the_playhead_is_painted_where_the_take_is_and_leaves_nothing_behind(
    timeline: TimelineView, theme: Theme
) -> None:
    timeline.set_markers([])
    timeline.set_waveform([1.0] * 100)
    x, y = on_wave(timeline, 5_000)
    assert near(painted(timeline, x, y + 20), theme.tokens.playhead)
    timeline.set_position(7_000)
    assert not near(painted(timeline, x, y + 20), theme.tokens.playhead)
    assert near(painted(timeline, timeline.scale.x(7_000), y + 20), theme.tokens.playhead)


def test_loudness_is_painted_and_without_sound_there_is_a_calm_line(timeline: TimelineView, theme: Theme) -> None:
    timeline.set_markers([])
    rows = timeline.scene.rows
    box = QRect(100, round(rows.wave_y + 8), 300, 6)

    def loud() -> int:
        image = timeline.grab(box).toImage()
        return sum(near(image.pixelColor(x, 3), theme.tokens.waveform) for x in range(image.width()))

    assert loud() == 0
    timeline.set_waveform([1.0] * 1_000)
    assert loud() > 150
    timeline.set_waveform([])
    assert loud() == 0


def card(timeline: TimelineView) -> HoverCard:
    return next(child for child in timeline.window().children() if isinstance(child, HoverCard))


def test_hovering_asks_for_the_frame_there_and_shows_it_with_the_markers_text(
    timeline: TimelineView, qtbot: QtBot
) -> None:
    timeline.set_markers([marker("dot", 1_000, kind=MarkerKind.QUESTION, text="Which finger?")])
    hand = Hand(timeline)
    with qtbot.waitSignal(timeline.hovered) as hovered:
        hand.move(*place(timeline, "dot"))
    assert hovered.args == [1_000]
    assert card(timeline).words == "0:01.000\nQuestion\nWhich finger?"
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    timeline.show_hover_picture(image)
    assert card(timeline).isVisible()
    assert card(timeline).image is image
    hand.leave()
    assert not card(timeline).isVisible()
    timeline.show_hover_picture(image)
    assert not card(timeline).isVisible()


def test_a_scrub_asks_for_no_hover_picture(timeline: TimelineView) -> None:
    hand = Hand(timeline)
    hand.move(*on_wave(timeline, 2_000))
    asked: list[int | None] = []
    timeline.hovered.connect(asked.append)
    hand.press(*on_wave(timeline, 2_000))
    hand.move(*on_wave(timeline, 3_000))
    assert asked == [None, None]
    assert not card(timeline).isVisible()
    hand.release(*on_wave(timeline, 3_000))
    hand.move(*on_wave(timeline, 4_000))
    assert card(timeline).isVisible()


def test_the_hover_card_stays_within_its_window(timeline: TimelineView) -> None:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    for ms in (0, 5_000, DURATION):
        Hand(timeline).move(*on_wave(timeline, ms))
        timeline.show_hover_picture(image)
        assert timeline.window().rect().contains(card(timeline).geometry())


def test_it_says_in_words_where_it_is(timeline: TimelineView) -> None:
    assert timeline.accessibleName() == "Timeline"
    assert timeline.accessibleDescription() == "0:05.000 of 0:10.000, 3 markers"


def test_the_keyboards_focus_is_seen_and_the_pointers_is_not(
    timeline: TimelineView, theme: Theme, qtbot: QtBot
) -> None:
    timeline.window().activateWindow()
    qtbot.waitUntil(timeline.isActiveWindow)
    edge = (timeline.width() / 2, timeline.height() - 1)
    for reason, seen in ((Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)):
        timeline.clearFocus()
        assert not near(painted(timeline, *edge), theme.tokens.focus)
        timeline.setFocus(reason)
        assert near(painted(timeline, *edge), theme.tokens.focus) is seen


def test_without_a_take_nothing_can_be_touched(timeline: TimelineView, qtbot: QtBot) -> None:
    timeline.clear()
    with qtbot.assertNotEmitted(timeline.seek_requested), qtbot.assertNotEmitted(timeline.hovered):
        Hand(timeline).click(300, 40)
    assert not timeline.grab().isNull()


def test_a_playing_take_with_five_hundred_markers_is_painted_at_little_cost(timeline: TimelineView) -> None:
    kinds = list(MarkerKind)
    timeline.set_markers(
        [marker(str(n), n * 19, n * 19 + 400 if n % 3 == 0 else None, kind=kinds[n % 3]) for n in range(500)]
    )
    timeline.set_waveform([n * 37 % 100 / 100 for n in range(6_000)])
    timeline.grab()

    def cost(ms: int) -> float:
        timeline.set_position(ms)
        began = time.process_time()
        timeline.grab()
        return time.process_time() - began

    assert sorted(cost(ms) for ms in range(0, 4_000, 80))[25] < 0.005


def _measured() -> Measured | None:
    score = measures([measure("a", beats=4), measure("b"), measure("c")])
    return Measured.of(Times.of(Taps(((Tap(1_000, "a"), Tap(3_000, "b"), Tap(4_000, "c")),)), score), score)


def test_a_time_map_makes_room_for_the_measures_and_the_tempo_and_takes_it_away(timeline: TimelineView) -> None:
    least = timeline.minimumSizeHint().height()
    timeline.set_measured(_measured())
    rows = timeline.scene.rows
    assert timeline.minimumSizeHint().height() > least + rows.measures_h + rows.tempo_h - 1 > least
    assert rows.ruler_h == rows.measures_y < rows.tempo_y < rows.wave_y
    timeline.set_measured(None)
    assert timeline.minimumSizeHint().height() == least
    assert (timeline.scene.rows.measures_h, timeline.scene.rows.tempo_h) == (0, 0)


def test_segments_and_tempo_are_painted_where_they_were_tapped_and_nowhere_else(
    timeline: TimelineView, theme: Theme
) -> None:
    timeline.set_markers([])
    timeline.set_measured(_measured())
    rows, image = timeline.scene.rows, timeline.grab().toImage()
    ink = theme.tokens.accent_ink

    def inked(top: float, height: float, from_ms: int, to_ms: int) -> bool:
        columns = range(round(timeline.scale.x(from_ms)), round(timeline.scale.x(to_ms)))
        lines = range(round(top), round(top + height))
        return any(_near(image.pixelColor(x, y), ink) for x in columns for y in lines)

    for top, height in ((rows.measures_y, rows.measures_h), (rows.tempo_y, rows.tempo_h)):
        assert inked(top, height, 1_500, 3_500)
        assert not inked(top, height, 0, 900)
        assert not inked(top, height, 4_200, 10_000)


def _near(colour: QColor, other: QColor) -> bool:
    pairs = ((colour.red(), other.red()), (colour.green(), other.green()), (colour.blue(), other.blue()))
    return all(abs(a - b) < 24 for a, b in pairs)


def test_the_card_tells_the_measure_under_the_pointer(timeline: TimelineView, window: QWidget) -> None:
    timeline.set_measured(_measured())
    Hand(timeline).move(*on_wave(timeline, 3_500))
    card = window.findChild(HoverCard)
    assert card is not None
    assert card.words == "0:03.500\nmeasure 2 · 240 beats a minute"
