"""Work that is killed at any moment, step or no step."""

import random
import select
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.torture.acts import ACTS
from tests.torture.children import child
from tests.torture.hands import Hands, hands_on
from tests.torture.verdict import judge, look

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LONGEST_S = 0.6
_ONE_IN = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """A kill: how many acts had been shown since the start of the desk, and what was wrong afterwards."""

    shown: int
    wrong: tuple[str, ...]


def killed_at_moments(folder: Path, count: int, chance: random.Random) -> Iterator[Moment]:
    """Let a child work on the library in a folder and kill it at a random moment, so many times one after the other."""
    for number in range(count):
        seed = chance.randrange(1 << 32)

        def work(pipe: "Connection[Any, Any]", seed: int = seed, scratch: str = f"scratch-{number}") -> None:
            with hands_on(folder, folder.with_name(scratch), pipe.send) as hands:
                hands.show("start")
                _work(hands, random.Random(seed))

        with child(work) as at_work:
            first = at_work.pipe.recv()
            select.select([], [], [], chance.uniform(0, _LONGEST_S))
            at_work.kill()
            told = [first, *at_work.told()]
        held, wrong = look(folder)
        after = told[-1].mutations if held is None else max(held.mutations, told[-1].mutations)
        wrong += judge(held, told[-1], after, told[-1])
        yield Moment(len(told), tuple(wrong))


def _work(hands: Hands, chance: random.Random) -> None:
    """Do one act after the other, take some back and do some of these again, tidy up now and then; never end."""
    while True:
        ACTS[chance.choice(list(ACTS))](hands)()
        if chance.randrange(_ONE_IN) == 0:
            hands.history.undo()
            hands.show("Undo")
        if chance.randrange(_ONE_IN) == 0:
            hands.history.redo()
            hands.show("Redo")
        if chance.randrange(_ONE_IN) == 0:
            hands.library.checkpoint()
