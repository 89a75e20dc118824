"""The pane with a real player and real files: what is painted is what it says is painted."""

from collections.abc import Iterator
from multiprocessing import active_children

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.player.state import Phase
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.hover import HoverCard
from tests.support.hands import Hand
from tests.support.markers import marker
from tests.support.panes import Stage, read_picture
from tests.support.videos import broken, made

pytestmark = pytest.mark.desktop

# (where to click, as a share of the take; how many frames to step then)
JUMPS = ((0.93, -1), (0.02, 1), (0.51, -3), (0.99, 1), (0.0, -1), (0.37, 2))


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    stage = Stage(qtbot, theme)
    yield stage
    stage.close()


def on_wave(stage: Stage, ms: int) -> tuple[float, float]:
    """Return a pixel of the timeline's waveform at a time."""
    timeline = stage.pane.timeline
    return timeline.scale.x(ms), timeline.scene.rows.wave_y + 5


@pytest.mark.parametrize(
    "kind", ["h264-pyramid", "h264-long-gop", "h264-uneven", "h264-edit", "h264-late-picture", "h264-90"]
)
def test_after_seeks_and_steps_the_frame_painted_is_the_one_it_says(stage: Stage, kind: str) -> None:
    video = made(kind)
    stage.open(video)
    assert stage.truthful(video)
    for share, step in JUMPS:
        x, y = on_wave(stage, round(share * stage.pane.state.duration_ms))
        Hand(stage.pane.timeline).click(x, y)
        index = stage.pane.state.index
        assert index is not None
        frame = index.frame_at_ms(stage.pane.timeline.scale.ms(x))
        stage.wait_for(frame)
        assert stage.truthful(video)
        stage.player.step(step)
        stage.pane.tick()
        stage.wait_for(min(max(frame + step, 0), len(index) - 1))
        assert stage.truthful(video)


def test_a_scrub_shows_the_frame_under_the_pointer_all_along(stage: Stage) -> None:
    video = made("h264-pyramid")
    stage.open(video)
    hand, index = Hand(stage.pane.timeline), stage.pane.state.index
    assert index is not None
    hand.press(*on_wave(stage, 500))
    for ms in (1_000, 3_000, 2_200, 4_900, 100):
        x, y = on_wave(stage, ms)
        hand.move(x, y)
        stage.wait_for(index.frame_at_ms(stage.pane.timeline.scale.ms(x)))
        assert stage.truthful(video)
    hand.release(*on_wave(stage, 100))


def test_every_picture_painted_while_it_plays_is_the_one_it_says(stage: Stage) -> None:
    video = made("h264-uneven")
    stage.open(video)
    wrong: list[tuple[int, int | None]] = []
    painted: list[int] = []

    def look(n: int) -> None:
        painted.append(n)
        number = read_picture(stage.pane.view._image)
        if number != video.numbers[n] or n != stage.pane.state.frame:
            wrong.append((n, number))

    stage.pane.view.frame_painted.connect(look)
    stage.player.play()
    stage.wait_past(20)
    stage.player.pause()
    stage.pane.tick()
    assert wrong == []
    assert painted == sorted(painted)


def test_a_pause_stays_on_exactly_the_picture_that_was_painted(stage: Stage) -> None:
    video = made("h264")
    stage.open(video)
    for rate in (1.0, 2.0):
        stage.player.set_rate(rate)
        stage.player.play()
        began = stage.pane.painted_frame
        stage.wait_past(began)
        stage.player.pause()
        stage.pane.tick()
        QApplication.processEvents()
        paused_on = stage.pane.painted_frame
        assert stage.truthful(video)
        stage.pane.tick()
        QApplication.processEvents()
        assert stage.pane.painted_frame == paused_on


def test_an_order_to_the_player_is_carried_out_without_telling_the_pane(stage: Stage) -> None:
    stage.open(made("h264"))
    stage.player.seek_frame(70)
    stage.wait_for(70)


def test_a_click_on_the_picture_plays_and_pauses(stage: Stage) -> None:
    stage.open(made("h264"))
    Hand(stage.pane.view).click(300, 100)
    stage.wait_past(3)
    assert stage.pane.state.playing
    Hand(stage.pane.view).click(300, 100)
    stage.pane.tick()
    assert not stage.pane.state.playing


def test_a_click_while_it_plays_goes_there_and_plays_on(stage: Stage) -> None:
    stage.open(made("h264"))
    stage.player.play()
    stage.wait_past(2)
    Hand(stage.pane.timeline).click(*on_wave(stage, 2_500))
    stage.wait_past(76)
    assert stage.pane.state.playing
    stage.player.pause()


def test_a_marker_that_is_clicked_is_chosen_and_shown(stage: Stage, qtbot: QtBot) -> None:
    video = made("h264-pyramid")
    stage.open(video)
    index = stage.pane.state.index
    assert index is not None
    stage.pane.set_markers([marker("here", index.ms(101)), marker("there", index.ms(20))])
    spot = stage.pane.timeline.scene.spots[0]
    with qtbot.waitSignal(stage.pane.marker_selected) as selected:
        Hand(stage.pane.timeline).click(spot.x + spot.width / 2, spot.y + spot.height / 2)
    assert selected.args == ["here"]
    assert stage.pane.selected == "here"
    stage.wait_for(101)
    assert stage.truthful(video)


def test_a_dragged_marker_comes_to_rest_on_a_frame(stage: Stage, qtbot: QtBot) -> None:
    stage.open(made("h264-uneven"))
    stage.pane.set_markers([marker("here", 0)])
    spot = stage.pane.timeline.scene.spots[0]
    y = spot.y + spot.height / 2
    with qtbot.waitSignal(stage.pane.marker_moved) as moved:
        Hand(stage.pane.timeline).drag((spot.x + spot.width / 2, y), (on_wave(stage, 3_333)[0], y))
    index = stage.pane.state.index
    assert index is not None
    assert index.ms(index.frame_at_ms(moved.args[1])) == moved.args[1]


def test_the_loop_is_shown_and_its_ends_are_dragged(stage: Stage) -> None:
    stage.open(made("h264"))
    stage.player.set_loop(1_000_000, 2_000_000)
    stage.player.set_loop_on(True)
    stage.pane.tick()
    timeline = stage.pane.timeline
    y = timeline.scene.rows.ruler_h / 2
    Hand(timeline).drag((timeline.scale.x(2_000), y), (timeline.scale.x(3_000), y))
    stage.pane.tick()
    assert stage.pane.state.loop_in_ms == 1_000
    assert abs((stage.pane.state.loop_out_ms or 0) - 3_000) < 60


def test_what_is_known_of_a_take_before_it_is_open_is_there_once_it_is(stage: Stage) -> None:
    video = made("h264")
    stage.pane.show_take("take", video.path, [marker("a", 1_000)])
    stage.pane.set_selected("a")
    stage.pane.set_waveform("take", [1.0] * 500)
    stage.pane.set_waveform("another", None)
    stage.wait_for(0)
    timeline = stage.pane.timeline
    assert [spot.marker.id for spot in timeline.scene.spots] == ["a"]
    assert stage.pane.selected == "a"
    x, y = on_wave(stage, 2_000)
    colour = timeline.grab().toImage().pixelColor(round(x), round(y) + 15)
    assert colour.lightness() < stage.theme.tokens.sunken.lightness() - 40


def test_the_next_take_and_back_show_their_own_pictures(stage: Stage) -> None:
    one, other = made("h264-edit"), made("h264-90")
    stage.open(one, "one")
    stage.player.prefetch("other", other.path)
    stage.player.seek_frame(30)
    stage.wait_for(30)
    for video, key in ((other, "other"), (one, "one")):
        stage.open(video, key)
        assert stage.pane.state.key == key
        assert stage.truthful(video)


@pytest.mark.parametrize("kind", ["empty", "truncated"])
def test_what_is_no_picture_is_said_in_its_place_and_the_next_take_plays(stage: Stage, qtbot: QtBot, kind: str) -> None:
    stage.pane.show_take("bad", broken(kind))
    qtbot.waitUntil(lambda: stage.pane.state.phase is Phase.FAILED, timeout=9_000)
    notice, error = stage.pane.view.notice, stage.pane.state.error
    assert notice is not None
    assert error is not None
    assert (notice.title, notice.advice) == (error.title, error.advice)
    stage.open(made("h264"), "good")
    assert stage.truthful(made("h264"))


def test_sound_alone_has_words_and_a_timeline(stage: Stage, qtbot: QtBot) -> None:
    stage.pane.show_take("sound", broken("sound-only"))
    qtbot.waitUntil(lambda: stage.pane.state.phase is Phase.READY, timeout=9_000)
    notice = stage.pane.view.notice
    assert notice is not None
    assert notice.title == "Sound only"
    assert stage.pane.timeline.content.duration_ms == pytest.approx(3_000, abs=50)
    stage.player.play()
    qtbot.waitUntil(lambda: stage.pane.state.time_ms > 200, timeout=9_000)
    stage.player.pause()


def test_a_take_that_is_closed_leaves_words_and_an_empty_timeline(stage: Stage) -> None:
    stage.open(made("h264"))
    stage.pane.close_take()
    assert stage.pane.view.notice is not None
    assert stage.pane.timeline.content.duration_ms == 0
    assert stage.seen() is None


def test_closing_a_take_ends_its_own_process_alone(stage: Stage, qtbot: QtBot) -> None:
    stage.open(made("h264"))
    stage.player.prefetch("ahead", made("h264-edit").path)
    qtbot.waitUntil(lambda: len(active_children()) == 3, timeout=9_000)  # the take's, the next one's and a spare one
    before = {child.pid for child in active_children()}
    stage.pane.close_take()
    qtbot.waitUntil(lambda: len(active_children()) == 2, timeout=9_000)
    assert {child.pid for child in active_children()} < before


def test_hovering_shows_the_frame_there_and_leaves_the_take_alone(stage: Stage, qtbot: QtBot) -> None:
    video = made("h264-pyramid")
    stage.open(video)
    x, y = on_wave(stage, 3_000)
    Hand(stage.pane.timeline).move(x, y)
    card = stage.pane.findChild(HoverCard)
    assert isinstance(card, HoverCard)
    qtbot.waitUntil(lambda: card.image is not None, timeout=9_000)
    index, image = stage.pane.state.index, card.image
    assert index is not None
    assert image is not None
    assert read_picture(image) == video.numbers[index.frame_at_ms(stage.pane.timeline.scale.ms(x))]
    assert stage.pane.state.frame == 0
    assert stage.truthful(video)


def test_pictures_come_in_the_size_of_the_view(stage: Stage, qtbot: QtBot) -> None:
    stage.open(made("h264"))
    stage.pane.resize(400, 560)
    view = stage.pane.view

    def fits() -> bool:
        image, ratio = view._image, view.devicePixelRatioF()
        return image.width() == round(view.width() * ratio) or image.height() == round(view.height() * ratio)

    qtbot.waitUntil(fits)
    assert stage.truthful(made("h264"))
