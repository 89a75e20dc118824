"""Shared picture memory: a slot belongs to one side at a time, for as long as its picture lives."""

import gc

import pytest

from practika_desktop.player.slots import Picture, Slots, WorkerSlots

SIZE = (64, 32)
PICTURE_BYTES = 64 * 32 * 4


def worker_side(slots: Slots) -> WorkerSlots:
    handed_over: list[int] = []
    slots.hand_over(handed_over.append)
    return WorkerSlots(slots.number, slots.name, slots.size, slots.count, handed_over.pop)


def paint(worker: WorkerSlots, n: int) -> int:
    slot, memory = worker.lend(n, SIZE)
    memory[:PICTURE_BYTES] = bytes([n]) * PICTURE_BYTES
    memory.release()
    return slot


def test_a_picture_keeps_its_bytes_until_it_is_let_go() -> None:
    slots = Slots(0, PICTURE_BYTES)
    worker = worker_side(slots)
    held = Picture(7, *SIZE, slots, paint(worker, 7), is_stand_in=False)
    for n in range(8, 8 + worker.free):
        picture = Picture(n, *SIZE, slots, paint(worker, n), is_stand_in=False)
        assert bytes(picture.rgb32) == bytes([n]) * PICTURE_BYTES
    del picture
    assert worker.free == 0
    worker.take_back(list(slots.freed))
    slots.freed.clear()
    assert worker.free == slots.count - 1
    assert worker.holds(7, SIZE)
    assert bytes(held.rgb32) == bytes([7]) * PICTURE_BYTES
    worker.close()
    slots.end()
    assert bytes(held.rgb32) == bytes([7]) * PICTURE_BYTES


def test_the_last_picture_takes_the_memory_along() -> None:
    slots = Slots(0, PICTURE_BYTES)
    worker = worker_side(slots)
    picture = Picture(1, *SIZE, slots, paint(worker, 1), is_stand_in=False)
    worker.close()
    slots.end()
    del picture
    gc.collect()
    with pytest.raises(ValueError, match="released"):
        slots.view(0, 1)


@pytest.mark.parametrize(("picture_bytes", "count"), [(1 << 16, 16), (1920 * 1080 * 4, 6), (3840 * 2160 * 4, 6)])
def test_larger_pictures_have_fewer_slots(picture_bytes: int, count: int) -> None:
    slots = Slots(0, picture_bytes)
    assert slots.count == count
    assert slots.suits(picture_bytes)
    assert not slots.suits(picture_bytes + (1 << 20))
    slots.end()


def test_a_slot_given_back_twice_is_free_once() -> None:
    slots = Slots(0, PICTURE_BYTES)
    worker = worker_side(slots)
    slot = paint(worker, 1)
    worker.take_back([slot, slot])
    assert worker.free == slots.count
    worker.close()
    slots.end()
