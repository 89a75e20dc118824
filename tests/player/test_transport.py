"""What the keys of the transport mean."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.player.transport import RATES, Transport, next_rate

END_US = 8_000_000
KEYS: dict[str, Callable[[Transport], Transport]] = {
    " ": Transport.toggle,
    "j": Transport.shuttle_back,
    "k": Transport.shuttle_stop,
    "l": Transport.shuttle_forward,
    "s": lambda transport: transport.with_rate(0.5),
}


def typed(keys: str) -> Transport:
    transport = Transport()
    for key in keys:
        transport = KEYS[key](transport)
    return transport


@pytest.mark.parametrize(
    ("keys", "playing", "speed"),
    [
        ("", False, 1),
        (" ", True, 1),
        ("  ", False, 1),
        ("s", False, 0.5),
        ("s  ", False, 0.5),
        ("s ", True, 0.5),
        ("l", True, 1),
        ("ll", True, 2),
        ("lll", True, 4),
        ("llll", True, 8),
        ("lllll", True, 8),
        (" l", True, 2),
        ("s l", True, 1),
        ("j", True, -1),
        ("jj", True, -2),
        ("jjj", True, -4),
        ("jjjjj", True, -8),
        ("jl", True, 1),
        ("llj", True, -1),
        ("jjk", False, 1),
        ("s k", False, 1),
        ("sj ", False, 0.5),
        ("sj  ", True, 0.5),
        ("llls", True, 0.5),
    ],
)
def test_keys(keys: str, playing: bool, speed: float) -> None:
    assert (typed(keys).playing, typed(keys).speed) == (playing, speed)


@given(st.text("jkl s", max_size=30))
def test_sound_is_heard_exactly_at_the_speeds_that_it_is_made_for(keys: str) -> None:
    transport = typed(keys)
    assert transport.has_sound == (0.25 <= transport.speed <= 2)
    assert transport.speed != 0
    assert abs(transport.speed) <= 8


@pytest.mark.parametrize(("rate", "kept"), [(0.1, 0.25), (0.7, 0.7), (3, 2)])
def test_a_rate_stays_within_what_can_be_played(rate: float, kept: float) -> None:
    assert Transport().with_rate(rate).rate == kept


@given(st.floats(0.25, 2))
def test_the_next_rate_is_the_nearest_one_that_is_offered(rate: float) -> None:
    up, down = next_rate(rate, +1), next_rate(rate, -1)
    assert up in RATES
    assert down in RATES
    assert down < rate < up or rate in {RATES[0], RATES[-1]}
    assert not [other for other in RATES if down < other < up and other != rate]


@pytest.mark.parametrize(
    ("in_us", "out_us", "on", "loop"),
    [
        (None, None, True, None),
        (1, 5, False, None),
        (1, 5, True, (1, 5)),
        (None, 5, True, (0, 5)),
        (7, None, True, (7, END_US)),
        (1, END_US + 5, True, (1, END_US)),
        (END_US, None, True, None),
    ],
)
def test_the_loop_in_force(in_us: int | None, out_us: int | None, on: bool, loop: tuple[int, int] | None) -> None:
    assert Transport().with_loop(in_us, out_us).with_loop_on(on).loop(END_US) == loop


def test_ends_in_the_wrong_order_leave_the_one_that_was_set_last() -> None:
    both = Transport().with_loop(100, 200)
    late_in, early_out = both.with_loop(300, 200), both.with_loop(100, 50)
    assert (late_in.loop_in_us, late_in.loop_out_us) == (300, None)
    assert (early_out.loop_in_us, early_out.loop_out_us) == (None, 50)


@pytest.mark.parametrize(
    ("at_us", "keys", "start_us", "looping"),
    [
        (100, " ", 100, True),
        (2_500_000, " ", 2_500_000, True),
        (3_000_000, " ", 2_000_000, True),
        (7_000_000, " ", 2_000_000, True),
        (7_000_000, "j", 7_000_000, False),
    ],
)
def test_playing_with_a_loop_starts_where_it_is_or_at_the_loops_head(
    at_us: int, keys: str, start_us: int, looping: bool
) -> None:
    transport = typed(keys).with_loop(2_000_000, 3_000_000).with_loop_on(True)
    course = transport.course(at_us, END_US)
    assert (course.start_us, course.loop is not None) == (start_us, looping)


def test_playing_from_the_end_starts_over() -> None:
    assert typed(" ").course(END_US, END_US).start_us == 0
    assert typed("j").course(END_US, END_US).start_us == END_US
