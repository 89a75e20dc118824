"""What a take's worker does unasked, seen from inside: it is run here, not in a process of its own."""

import os
from collections.abc import Iterator
from multiprocessing import Pipe

import pytest

from practika_desktop import system
from practika_desktop.media.decoder import ExactDecoder
from practika_desktop.media.indexing import build_index
from practika_desktop.player.picture_messages import Painted, UseSlots, Want
from practika_desktop.player.picture_wire import to_desk_from
from practika_desktop.player.picture_worker import _PictureWorker, _Pulse
from practika_desktop.player.slots import Slots
from tests.support import videos

SIZE = (320, 180)


class Bench:
    """A worker that gets on when it is told to, with the desk's end of its connection."""

    def __init__(self, kind: str) -> None:
        path = videos.made(kind).path
        self.index = build_index(path)
        self.decoder = ExactDecoder(path, self.index)
        self._desk, theirs = Pipe()
        self._ends, their_ends = Pipe()
        self._connections = (self._desk, theirs, self._ends, their_ends)
        self._slots: list[Slots] = []
        self._pulse = _Pulse(theirs)
        self.worker = _PictureWorker(theirs, their_ends, self.index, self.decoder, self._pulse)
        self.use_slots(SIZE)

    def use_slots(self, size: tuple[int, int]) -> None:
        """Let the worker hear that pictures lie in new memory, in slots for pictures of that size."""
        slots = Slots(len(self._slots), size[0] * size[1] * 4)
        self._slots.append(slots)
        slots.hand_over(lambda fd: system.send_descriptor(self._ends, fd, os.getpid()))
        self.worker._hear(UseSlots(slots.number, slots.name, slots.size, slots.count))

    def want(
        self, n: int, *, ahead: int = 0, behind: int = 0, roam: bool = False, size: tuple[int, int] = SIZE
    ) -> None:
        """Let the worker hear of a frame that is wanted."""
        self.worker._hear(Want(n, 1, ahead, behind, size, (0, 0), roam))

    def painted(self) -> list[int]:
        """Let the worker turn until it rests, and return the frames that it has painted."""
        while self.worker._turn():
            pass
        said = []
        while self._desk.poll():
            said.append(to_desk_from(self._desk.recv_bytes()))
        return [message.n for message in said if isinstance(message, Painted)]

    def close(self) -> None:
        """End it."""
        self._pulse.rest()
        assert self.worker._slots is not None
        self.worker._slots.close()
        self.decoder.close()
        for slots in self._slots:
            slots.end()
        for connection in self._connections:
            connection.close()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench("h264-long-gop")
    yield made
    made.close()


@pytest.mark.parametrize(("roam", "frames_kept"), [(False, range(1, 9)), (True, range(40, 120))])
def test_only_a_take_that_is_looked_at_is_decoded_on(bench: Bench, roam: bool, frames_kept: range) -> None:
    bench.want(0, roam=roam)
    assert bench.painted() == [0]
    assert sum(number in bench.decoder.cache for number in range(len(bench.index))) in frames_kept


def test_a_frame_that_rests_has_its_neighbours_painted_the_nearest_first(bench: Bench) -> None:
    bench.want(100, ahead=2, behind=2)
    assert bench.painted() == [100, 101, 99, 102, 98]
    bench.want(0, ahead=2, behind=2)
    assert bench.painted() == [0, 1, 2]


def test_a_frame_that_was_begun_comes_before_the_one_that_a_scrub_wants_next(bench: Bench) -> None:
    for n in (30, 60, 90):
        bench.want(n, ahead=1, behind=1)
        bench.worker._turn()
    assert bench.painted()[:2] == [30, 90]


def test_what_plays_waits_for_no_frame_that_was_begun(bench: Bench) -> None:
    bench.want(30, ahead=1, behind=1)
    bench.worker._turn()
    bench.want(60, ahead=2)
    assert bench.painted() == [60, 61, 62]


def test_nothing_is_painted_into_new_slots_before_what_is_to_lie_there_is_wanted(bench: Bench) -> None:
    large = (1280, 720)
    bench.use_slots(large)
    bench.want(5, size=large)
    assert bench.painted() == [5]
    bench.use_slots(SIZE)
    assert bench.painted() == []
    bench.want(5)
    assert bench.painted() == [5]
