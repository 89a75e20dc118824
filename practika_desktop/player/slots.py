"""Pictures in memory that the desk and a take's worker share: slots, each lent to one side at a time."""

from collections import deque
from collections.abc import Callable

from practika_desktop.system import SharedBlock

PIXEL_BYTES = 4
_GRAIN = 1 << 20
_MEMORY = 48 << 20  # for one take; fewer slots for larger pictures
_FEWEST, _MOST = 6, 16


class Picture:
    """One painted frame: `rgb32` holds `height` rows of `stride` bytes, four a pixel (blue, green, red, unused).

    The bytes stay as they are for as long as this object lives, and no longer: keep it while its bytes are shown.
    `is_stand_in` says that frame `n` is damaged and an earlier picture stands in for it.
    """

    def __init__(self, n: int, width: int, height: int, slots: "Slots", slot: int, *, is_stand_in: bool) -> None:
        self.n = n
        self.width = width
        self.height = height
        self.stride = width * PIXEL_BYTES
        self.is_stand_in = is_stand_in
        self.rgb32 = slots.view(slot, self.stride * height).toreadonly()
        self._slots = slots
        self._slot = slot

    def __del__(self) -> None:
        self.rgb32.release()
        self._slots.give_back(self._slot)


class Slots:
    """The desk's side of one piece of shared memory; `count` slots of `size` bytes. Unlink and let go of it."""

    def __init__(self, number: int, picture_bytes: int) -> None:
        """Make memory for pictures of so many bytes; raise OSError when there is none to be had."""
        self.number = number
        self.size = -(-picture_bytes // _GRAIN) * _GRAIN
        self.count = min(max(_MEMORY // self.size, _FEWEST), _MOST)
        self._memory = SharedBlock.make(self.size * self.count)
        self._lent = 0
        self._is_over = False
        self.freed: deque[int] = deque()
        """Slots that were given back and of which the worker has not yet heard."""

    @property
    def name(self) -> str:
        """The name by which the worker finds the memory."""
        return self._memory.name

    def suits(self, picture_bytes: int) -> bool:
        """Tell whether pictures of so many bytes fit without wasting most of the memory."""
        return self.size // 4 <= picture_bytes <= self.size or (picture_bytes <= self.size == _GRAIN)

    def view(self, slot: int, length: int) -> memoryview:
        """Lend the first bytes of a slot until it is given back."""
        self._lent += 1
        return self._memory.bytes[slot * self.size : slot * self.size + length]

    def give_back(self, slot: int) -> None:
        """Take back a slot that was lent."""
        self._lent -= 1
        self.freed.append(slot)
        self._let_go()

    def hand_over(self, send: Callable[[int], None]) -> None:
        """Let `send` hand the memory to the worker where a name does not do it."""
        self._memory.hand_over(send)

    def drop_name(self) -> None:
        """Let nobody else find the memory, now that the worker has it: nothing of it outlives the two then."""
        self._memory.drop_name()

    def end(self) -> None:
        """Remove the memory as soon as no picture lies in it; the worker must have attached or have ended before."""
        self._is_over = True
        self.drop_name()
        self._let_go()

    def _let_go(self) -> None:
        if self._is_over and self._lent == 0:
            self._memory.close()


class WorkerSlots:
    """The worker's side: paints into slots that are free, and remembers what lies in those it lent to the desk."""

    def __init__(self, number: int, name: str, size: int, count: int, receive: Callable[[], int]) -> None:
        """Attach to the desk's memory, which `receive` gives where it has no name; raise OSError when it has gone."""
        self.number = number
        self._size = size
        self._memory = SharedBlock.attach(name, receive)
        self._free = list(range(count))
        self._lent: dict[int, tuple[int, int, int]] = {}

    @property
    def free(self) -> int:
        """How many slots may be painted into."""
        return len(self._free)

    def holds(self, number: int, size: tuple[int, int]) -> bool:
        """Tell whether the desk has that frame's picture in that size."""
        return (number, *size) in self._lent.values()

    def lend(self, number: int, size: tuple[int, int]) -> tuple[int, memoryview]:
        """Take a free slot for a frame's picture: its place and its bytes."""
        slot = self._free.pop()
        self._lent[slot] = (number, *size)
        return slot, self._memory.bytes[slot * self._size : (slot + 1) * self._size]

    def take_back(self, slots: list[int]) -> None:
        """Hear which slots the desk needs no more."""
        for slot in slots:
            if self._lent.pop(slot, None) is not None:
                self._free.append(slot)

    def close(self) -> None:
        """Let go of the memory."""
        self._memory.close()
