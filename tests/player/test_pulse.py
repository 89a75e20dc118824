"""A take's worker says that it is getting on, and ends itself when it no longer is, even inside a library."""

import multiprocessing
import re
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from practika_desktop.player import picture_worker
from practika_desktop.player.picture_messages import Alive
from practika_desktop.player.picture_wire import to_desk_from


def _hang(desk: Connection, rests: bool) -> None:
    """Begin to work, and then hang as a library does that holds the interpreter, or wait for the desk."""
    picture_worker.PATIENCE_S = 0.3
    pulse = picture_worker._Pulse(desk)
    if rests:
        pulse.rest()
        desk.poll(1.0)
    else:
        re.match("(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize(("rests", "exitcode"), [(False, 1), (True, 0)])
def test_only_a_worker_that_hangs_ends_itself(rests: bool, exitcode: int) -> None:
    ours, theirs = Pipe()
    worker = multiprocessing.get_context("spawn").Process(target=_hang, args=(theirs, rests))
    worker.start()
    theirs.close()
    assert to_desk_from(ours.recv_bytes()) == Alive()
    worker.join(30)
    assert worker.exitcode == exitcode
    ours.close()
