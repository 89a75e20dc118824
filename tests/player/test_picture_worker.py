"""What a take's worker does unasked, seen from inside: it is run here, not in a process of its own."""

import os
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


@pytest.mark.parametrize(("roam", "frames_kept"), [(False, range(1, 9)), (True, range(40, 120))])
def test_only_a_take_that_is_looked_at_is_decoded_on(roam: bool, frames_kept: range) -> None:
    path = videos.made("h264-long-gop").path
    index = build_index(path)
    decoder = ExactDecoder(path, index)
    desk, theirs = Pipe()
    ends, their_ends = Pipe()
    slots = Slots(0, SIZE[0] * SIZE[1] * 4)
    pulse = _Pulse(theirs)
    worker = _PictureWorker(theirs, their_ends, index, decoder, pulse)
    try:
        slots.hand_over(lambda fd: system.send_descriptor(ends, fd, os.getpid()))
        worker._hear(UseSlots(slots.number, slots.name, slots.size, slots.count))
        worker._hear(Want(0, 1, 0, SIZE, (0, 0), roam))
        while worker._get_on():
            pass
        said = []
        while desk.poll():
            said.append(to_desk_from(desk.recv_bytes()))
        assert [message.n for message in said if isinstance(message, Painted)] == [0]
        assert sum(number in decoder.cache for number in range(len(index))) in frames_kept
    finally:
        pulse.rest()
        assert worker._slots is not None
        worker._slots.close()
        decoder.close()
        slots.end()
        for connection in (desk, theirs, ends, their_ends):
            connection.close()
