"""Memory that two processes share: both see the same bytes, and neither can take it away from the other."""

import os
import sys

import pytest

from practika_desktop.system import SharedBlock


def test_both_sides_see_the_same_bytes() -> None:
    ours = SharedBlock.make(4096)
    handed_over: list[int] = []
    ours.hand_over(handed_over.append)
    theirs = SharedBlock.attach(ours.name, handed_over.pop)
    ours.drop_name()
    theirs.bytes[:5] = b"notes"
    assert bytes(ours.bytes[:5]) == b"notes"
    assert theirs.size >= 4096
    theirs.close()
    assert bytes(ours.bytes[:5]) == b"notes"
    ours.close()
    ours.close()


def test_blocks_have_names_of_their_own() -> None:
    blocks = [SharedBlock.make(4096) for _ in range(3)]
    assert len({block.name for block in blocks}) == 3
    for block in blocks:
        block.drop_name()
        block.close()


def test_nobody_can_change_the_size() -> None:
    block = SharedBlock.make(4096)
    handed_over: list[int] = []
    block.hand_over(handed_over.append)
    if sys.platform == "linux":  # elsewhere there is no descriptor to try it with
        for size in (0, 1 << 20):
            with pytest.raises(PermissionError):
                os.ftruncate(handed_over[0], size)
    for descriptor in handed_over:
        os.close(descriptor)
    block.drop_name()
    block.close()
