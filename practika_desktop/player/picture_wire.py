"""What a take's worker says, as bytes: plain data, so that a file which has taken it over can do no more than lie.

What the desk says to the worker needs no such care and is pickled.
"""

import json

from practika_desktop.model.errors import MediaError
from practika_desktop.player.picture_messages import Alive, Attached, Failed, Opened, Painted, ToDesk

_INDEX = b"index"  # in front of the one message that is no JSON


def to_bytes(message: ToDesk) -> bytes:
    """Return the message as bytes for the pipe."""
    match message:
        case Opened(index_bytes, is_new):
            return b"%b%d%b" % (_INDEX, is_new, index_bytes)
        case Failed(error):
            return json.dumps(["Failed", error.title, error.advice]).encode()
        case _:
            return json.dumps([type(message).__name__, *message]).encode()


def to_desk_from(data: bytes) -> ToDesk:
    """Return the message that the bytes are; raise ValueError for anything else."""
    if data.startswith(_INDEX):
        return Opened(data[len(_INDEX) + 1 :], data[len(_INDEX) :].startswith(b"1"))
    match json.loads(data):
        case ["Painted", int(number), int(slot), int(n), [int(width), int(height)], bool(is_stand_in)]:
            return Painted(number, slot, n, (width, height), is_stand_in)
        case ["Attached", int(number)]:
            return Attached(number)
        case ["Alive"]:
            return Alive()
        case ["Failed", str(title), str(advice)]:
            return Failed(MediaError(title, advice))
    raise ValueError("no message of a take's worker")
