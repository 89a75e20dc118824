"""What a take's worker says arrives as it was said, and nothing else is taken for a message."""

import pickle

import pytest

from practika_desktop.model.errors import MediaError
from practika_desktop.player.picture_messages import Alive, Attached, Failed, Opened, Painted, ToDesk
from practika_desktop.player.picture_wire import to_bytes, to_desk_from


@pytest.mark.parametrize(
    "message",
    [Opened(b"\0\xff1", True), Opened(b"", False), Attached(3), Painted(1, 2, 3, (640, 360), True), Alive()],
)
def test_a_message_arrives_as_it_was_said(message: ToDesk) -> None:
    assert to_desk_from(to_bytes(message)) == message


def test_a_failure_arrives_with_its_words() -> None:
    arrived = to_desk_from(to_bytes(Failed(MediaError("It is damaged.", "Ask for it again."))))
    assert isinstance(arrived, Failed)
    assert (arrived.error.title, arrived.error.advice) == ("It is damaged.", "Ask for it again.")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b'["Painted", 1, 2]', b'["Attached", "1"]', b'["Opened"]', b"\xff\xfe", pickle.dumps(Attached(3))],
)
def test_nothing_else_is_a_message(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_desk_from(data)
