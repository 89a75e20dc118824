"""The player shows exactly the frame whose number it says: paused, playing, shuttling, looping and going elsewhere."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest

from practika_desktop.model.errors import MediaError
from practika_desktop.player.pictures import TakePictures
from practika_desktop.player.player import RATES, Phase
from tests.support.playing import Projector
from tests.support.videos import broken, made

LONG = "h264-long-gop"


@pytest.fixture
def projector() -> Iterator[Projector]:
    made_projector = Projector(with_sound=False)
    yield made_projector
    made_projector.close()


def assert_exact(projector: Projector, kind: str) -> None:
    """Hold that every picture handed out carries the number that the player said."""
    numbers = made(kind).numbers
    assert projector.painted
    assert [(frame.n, frame.bars) for frame in projector.painted] == [
        (frame.n, numbers[frame.n]) for frame in projector.painted
    ]


def numbers(projector: Projector) -> list[int]:
    return [frame.n for frame in projector.painted]


def test_nothing_is_open_at_first(projector: Projector) -> None:
    state = projector.player.state
    assert (state.phase, state.key, state.frame, state.playing) == (Phase.EMPTY, None, -1, False)
    assert projector.player.tick(0) is None
    assert projector.player.next_tick_ms() is None


def test_a_take_opens_on_its_first_frame(projector: Projector) -> None:
    video = made("h264-90")
    projector.open(video)
    state = projector.player.state
    assert (state.phase, state.key, state.frame) == (Phase.READY, video.path.name, 0)
    assert (state.duration_ms, state.has_sound, state.error) == (4000, True, None)
    assert_exact(projector, "h264-90")


@pytest.mark.parametrize("kind", ["h264-pyramid", "h264-uneven", "vp9", "h264-edit"])
def test_seeks_and_steps_land_on_the_frame(projector: Projector, kind: str) -> None:
    projector.open(made(kind))
    count = len(made(kind).numbers)
    for at in np.random.default_rng(7).integers(0, count, 12):
        projector.go_to(int(at))
        for k in (1, 1, -1, -2):
            projector.step(k)
    assert_exact(projector, kind)


def test_playing_shows_frame_after_frame_and_pause_stops_on_the_one_shown(projector: Projector) -> None:
    projector.open(made(LONG))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 25)
    projector.player.pause()
    stopped = projector.player.state.frame
    projector.run(0.2)
    assert (projector.player.state.frame, projector.player.state.playing) == (stopped, False)
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= stopped + 5)
    shown = numbers(projector)
    assert shown == sorted(set(shown))
    assert shown[shown.index(stopped) + 1] <= stopped + 2
    assert_exact(projector, LONG)


def test_playing_keeps_to_the_take_s_time(projector: Projector) -> None:
    projector.open(made("h264-uneven"))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 60)
    times_us, (first, *rest) = made("h264-uneven").times_us, projector.painted[1:]
    late_ms = sorted(
        (frame.at_ns - first.at_ns) / 1e6 - (times_us[frame.n] - times_us[first.n]) / 1000 for frame in rest
    )
    assert late_ms[0] > -20
    assert late_ms[len(late_ms) // 2] < 20


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_a_rate_changed_while_playing_keeps_the_place(projector: Projector, rate: float) -> None:
    projector.open(made(LONG))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 10)
    projector.player.set_rate(rate)
    at = projector.player.state.frame
    mark = len(projector.painted)
    projector.until(lambda: projector.player.state.frame >= at + 20)
    after = projector.painted[mark:]
    assert at <= after[0].n <= at + 3
    seconds = (after[-1].at_ns - after[0].at_ns) / 1e9
    assert (after[-1].n - after[0].n) / 30 / seconds == pytest.approx(rate, rel=0.2)
    assert_exact(projector, LONG)


def test_a_loop_goes_round_between_its_frames(projector: Projector) -> None:
    projector.open(made(LONG))
    index = projector.player.state.index
    assert index is not None
    projector.player.set_loop(index.pts_us[40], index.pts_us[50] + 900)
    projector.player.set_loop_on(True)
    state = projector.player.state
    assert (state.loop_in_ms, state.loop_out_ms, state.loop_on) == (index.ms(40), index.ms(50), True)
    projector.go_to(45)
    mark = len(projector.painted)
    projector.player.play()
    projector.until(lambda: numbers(projector)[mark:].count(49) >= 3)
    shown = numbers(projector)[mark:]
    assert set(shown) == set(range(40, 50))
    seams = [(old, new) for old, new in pairwise(shown) if new < old]
    assert len(seams) >= 2
    assert_exact(projector, LONG)


def test_a_loop_to_the_end_of_the_take_goes_on_from_the_last_still(projector: Projector) -> None:
    projector.open(made("h264"))
    index = projector.player.state.index
    assert index is not None
    projector.player.set_loop(index.pts_us[110], index.duration_us)
    projector.player.set_loop_on(True)
    projector.go_to(119)
    mark = len(projector.painted)
    projector.player.play()
    projector.until(lambda: numbers(projector)[mark:].count(119) >= 1)
    assert set(numbers(projector)[mark:]) <= set(range(110, 120))
    assert numbers(projector)[mark] < 119
    assert_exact(projector, "h264")


def test_the_end_stops_on_the_last_frame_and_play_starts_over(projector: Projector) -> None:
    projector.open(made("h264"))
    projector.go_to(110)
    projector.player.play()
    projector.until(lambda: not projector.player.state.playing)
    projector.until(lambda: projector.player.state.frame == 119)
    projector.player.play()
    projector.until(lambda: projector.player.state.frame == 3)
    assert_exact(projector, "h264")


def test_a_pause_before_playing_has_started_over_stays_on_the_last_frame(projector: Projector) -> None:
    projector.open(made("h264"))
    projector.go_to(119)
    projector.player.play()
    projector.player.pause()
    projector.run(0.2)
    assert projector.player.state.frame == projector.player.state.target == 119
    assert_exact(projector, "h264")


def test_shuttling_back_goes_to_the_beginning(projector: Projector) -> None:
    projector.open(made("h264"))
    projector.go_to(60)
    for _ in range(3):
        projector.player.shuttle_back()
    assert (projector.player.state.rate, projector.player.state.playing) == (-4, True)
    projector.until(lambda: not projector.player.state.playing)
    projector.until(lambda: projector.player.state.frame == 0)
    shown = numbers(projector)
    assert shown[shown.index(60) :] == sorted(shown[shown.index(60) :], reverse=True)
    assert_exact(projector, "h264")


def test_scrubbing_ends_on_the_last_place_that_was_asked_for(projector: Projector) -> None:
    projector.open(made(LONG))
    for n in range(0, 300, 7):
        projector.player.seek_frame(n)
        projector.tick()
    projector.until(lambda: projector.player.state.frame == 294)
    assert_exact(projector, LONG)


def test_what_is_asked_before_the_take_is_ready_is_done_then(projector: Projector) -> None:
    projector.player.set_box(320, 180)
    projector.player.open("take", made("h264").path)
    projector.player.seek_ms(2_000)
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 63)
    assert numbers(projector)[0] >= 60
    assert_exact(projector, "h264")


def test_a_pointer_that_scrubs_is_followed_by_pictures(projector: Projector) -> None:
    projector.open(made("h264-pyramid"))
    chance = np.random.default_rng(3)
    mark = len(projector.painted)
    for n in chance.integers(0, len(made("h264-pyramid").numbers), 60):
        projector.player.seek_frame(int(n))
        projector.tick()
    assert len(projector.painted) - mark > 5
    projector.until(lambda: projector.player.state.frame == projector.player.state.target)
    assert_exact(projector, "h264-pyramid")
    mark = len(projector.painted)
    projector.run(0.3)
    assert len(projector.painted) == mark


def test_a_step_from_a_frame_that_rests_is_there_at_once(projector: Projector) -> None:
    projector.open(made(LONG))
    projector.go_to(200)
    take = projector.player._deck.current
    assert take is not None
    projector.until(lambda: all(take.picture(n) is not None for n in range(197, 204)))
    for k in (1, 1, -1, -1, -1):
        mark = len(projector.painted)
        projector.player.step(k)
        projector.tick()
        assert len(projector.painted) == mark + 1
    assert_exact(projector, LONG)


def test_the_target_is_where_a_seek_went_and_while_playing_the_frame_shown(projector: Projector) -> None:
    player = projector.player
    player.open("take", made("h264").path)
    player.seek_ms(1_000)
    assert (player.state.target, player.state.target_ms) == (-1, 1_000)
    projector.until(lambda: player.state.frame == 30)
    player.seek_frame(70)
    player.step(-2)
    state = player.state
    assert state.index is not None
    assert (state.frame, state.target, state.target_ms) == (30, 68, state.index.ms(68))
    projector.until(lambda: player.state.frame == 68)
    player.play()
    while player.state.frame < 80:
        projector.tick()
        assert player.state.target == player.state.frame
    player.seek_frame(20)
    assert player.state.target == 20
    projector.until(lambda: player.state.frame in range(20, 40))
    player.pause()
    assert player.state.target == player.state.frame


def test_another_box_gives_another_picture_of_the_same_frame(projector: Projector) -> None:
    projector.open(made("h264"))
    projector.player.set_box(160, 90)
    mark = len(projector.painted)
    projector.until(lambda: len(projector.painted) > mark)
    assert projector.painted[-1].n == 0
    assert_exact(projector, "h264")


def test_a_prefetched_take_is_there_at_once(projector: Projector) -> None:
    projector.open(made("h264"))
    for kind in ("hevc", "h264-edit", "vp9"):
        projector.player.prefetch(kind, made(kind).path)
    projector.until(lambda: projector.player.is_at_hand("h264-edit") and projector.player.is_at_hand("vp9"))
    assert not projector.player.is_at_hand("hevc")
    for kind in ("vp9", "h264-edit"):
        projector.player.open(kind, made(kind).path)
        mark = len(projector.painted)
        projector.tick()
        assert [(frame.n, frame.bars) for frame in projector.painted[mark:]] == [(0, made(kind).numbers[0])]


def test_a_take_opened_ahead_keeps_to_the_box(projector: Projector) -> None:
    projector.open(made("h264"))
    projector.player.prefetch("next", made("hevc").path)
    projector.until(lambda: projector.player.is_at_hand("next"))
    projector.player.set_box(160, 90)
    projector.tick()
    assert not projector.player.is_at_hand("next")
    projector.until(lambda: projector.player.is_at_hand("next"))


@pytest.mark.parametrize("kind", ["truncated", "empty", "noise"])
def test_what_cannot_be_played_is_said_and_the_next_take_plays(projector: Projector, kind: str) -> None:
    projector.player.open("bad", broken(kind))
    projector.player.play()
    projector.until(lambda: projector.player.state.phase is Phase.FAILED)
    assert isinstance(projector.player.state.error, MediaError)
    assert projector.player.next_tick_ms() is None
    assert not projector.player.state.playing
    projector.open(made("h264"))
    assert projector.player.state.phase is Phase.READY
    assert_exact(projector, "h264")


def test_no_call_keeps_the_window_waiting(projector: Projector) -> None:
    projector.open(made(LONG))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 60)
    took = sorted(frame.tick_ms for frame in projector.painted)
    assert took[len(took) * 9 // 10] < 8


def test_sound_alone_plays_by_its_time(projector: Projector) -> None:
    player = projector.player
    player.open("sound", broken("sound-only"))
    projector.until(lambda: player.state.frame == 0)
    player.seek_ms(1_000)
    projector.until(lambda: player.state.time_ms == 1_000)
    player.play()
    projector.until(lambda: player.state.time_ms > 1_400)
    player.pause()
    assert player.state.phase is Phase.READY
    assert player.state.has_sound
    assert player.state.duration_ms == pytest.approx(3_000, abs=50)


def test_a_worker_that_dies_is_replaced_while_it_plays(projector: Projector) -> None:
    projector.open(made(LONG))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 5)
    take = projector.player._deck.current
    assert take is not None
    _kill(take)
    at = projector.player.state.frame
    projector.until(lambda: take.restarts == 1 and projector.player.state.frame > at + 10)
    assert projector.player.state.playing
    assert projector.player.state.error is None
    assert_exact(projector, LONG)


def _kill(take: TakePictures) -> None:
    assert take.worker_pid is not None
    os.kill(take.worker_pid, signal.SIGKILL)


def test_a_worker_that_dies_twice_is_said_and_the_next_take_plays(projector: Projector) -> None:
    projector.open(made(LONG))
    projector.player.play()
    projector.until(lambda: projector.player.state.frame >= 5)
    take = projector.player._deck.current
    assert take is not None
    first = take.worker_pid
    _kill(take)
    projector.until(lambda: take.worker_pid not in {None, first})
    _kill(take)
    projector.until(lambda: projector.player.state.phase is Phase.FAILED)
    projector.until(lambda: not projector.player.state.playing)
    assert projector.player.state.error is not None
    projector.open(made("h264"))
    projector.go_to(50)
    assert projector.painted[-1].bars == made("h264").numbers[50]


@pytest.mark.parametrize(("kind", "seed"), [("h264-uneven", 1), ("h264-open-gop", 2)])
def test_whatever_keys_are_pressed_the_number_is_the_picture_s(projector: Projector, kind: str, seed: int) -> None:
    projector.open(made(kind))
    player, chance = projector.player, np.random.default_rng(seed)
    index = player.state.index
    assert index is not None
    keys: list[Callable[[int], None]] = [
        lambda _: player.toggle(),
        lambda _: player.shuttle_back(),
        lambda _: player.shuttle_forward(),
        lambda _: player.shuttle_stop(),
        player.seek_frame,
        lambda n: player.step(n % 5 - 2),
        lambda n: player.jump_us((n % 7 - 3) * 300_000),
        lambda n: player.set_rate(RATES[n % len(RATES)]),
        lambda n: player.set_loop(index.pts_us[n // 2], index.pts_us[n]),
        lambda n: player.set_loop_on(n % 2 == 0),
    ]
    for key, n in zip(chance.integers(0, len(keys), 80), chance.integers(0, len(index), 80), strict=True):
        keys[int(key)](int(n))
        projector.run(0.04)
        assert player.state.frame == projector.painted[-1].n
    assert_exact(projector, kind)


def test_clear_leaves_nothing_and_the_player_goes_on(projector: Projector) -> None:
    projector.open(made("h264"))
    projector.player.clear()
    assert (projector.player.state.phase, projector.player.state.frame) == (Phase.EMPTY, -1)
    projector.open(made("h264"))
    assert projector.player.state.frame == 0
