"""Everything that a run does not decide by itself: ids, moments and dice, all from one seed."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

START_MS = 1_700_000_000_000


class Chance:
    """The dice and the clock of a run. `calendar_offset_ms` is how wrong the calendar of whoever acts now is."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.now_ms = 1_000
        self.calendar_offset_ms = 0
        self._words = 0

    def calendar_ms(self) -> int:
        """Return the moment that whoever acts now takes for the present."""
        return START_MS + self.now_ms + self.calendar_offset_ms

    def word(self) -> str:
        """Return a word that nobody has said before."""
        self._words += 1
        return f"w{self._words}"

    def uuid7(self) -> str:
        """Return a UUIDv7 of the present."""
        digits = f"{(START_MS + self.now_ms) & (2**48 - 1):012x}7{self.dice.getrandbits(12):03x}"
        digits += f"{0b10 << 62 | self.dice.getrandbits(62):016x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    @contextmanager
    def rules(self) -> Iterator[None]:
        """Let this chance decide every id and moment while the block runs."""
        clock = SimpleNamespace(time_ns=lambda: self.calendar_ms() * 1_000_000)
        with patch("uuid_utils.uuid7", self.uuid7), patch("practika_desktop.model.moments.time", clock):
            yield
