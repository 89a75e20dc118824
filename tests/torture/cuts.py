"""Power cuts: a sitting is recorded once, operation by operation, and cut at any moment of it."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from practika_desktop import system
from practika_desktop.store.library import Library
from tests.torture.acts import ACTS
from tests.torture.children import child
from tests.torture.drive import Drive, Loss, files_of, write_out
from tests.torture.hands import hands_on
from tests.torture.operations import Operation, Shown
from tests.torture.tapping import tap
from tests.torture.verdict import HALF_DONE, LOST, look

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_SHARED_MEMORY = "library.sqlite-shm"
_SHARED_BYTES = 32_768
_A_DAY = 10


class Planted(Enum):
    """A mistake to plant in the program, to see that the cuts find it."""

    NO_SYNC = "SQLite commits without a sync"
    NO_FILE_SYNC = "a file's row is written before its bytes are synced"
    NO_FOLDER_SYNC = "a file's row is written before its name is synced"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was asked of the drive in a sitting, in order, what was in the folder before it, and what was after it."""

    before: Drive
    operations: tuple[Operation, ...]
    after: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut: before which operation, what it took, and what was wrong at the next start."""

    operation: str
    loss: Loss
    wrong: tuple[str, ...]


def record(folder: Path, acts: Sequence[str], planted: Planted | None = None) -> Sitting:
    """Let a child do acts on the library in a folder, a few a day, and return what it asked of the drive.

    At the end of each day the desk is idle, and closed.
    """
    before = Drive.of(folder)

    def work(pipe: "Connection[Any, Any]") -> None:
        _plant(planted)
        tap(folder, pipe.send)
        for first in range(0, len(acts), _A_DAY):
            with hands_on(folder, folder.with_name("scratch"), pipe.send) as hands:
                hands.show("start")
                for name in acts[first : first + _A_DAY]:
                    ACTS[name](hands)()
                _upkeep(hands.library)

    with child(work) as at_work:
        told = at_work.told()
    return Sitting(before, tuple(told), files_of(folder))


def cuts(sitting: Sitting, count: int, room: Path, chance: random.Random) -> Iterator[Cut]:
    """Cut the power so many times, each at a moment of its own, and return what each start afterwards finds.

    `room` is a folder that is not there yet.
    """
    shown = [(n, one) for n, one in enumerate(sitting.operations) if isinstance(one, Shown)]
    moments = sorted(chance.randrange(shown[0][0], len(sitting.operations)) for _ in range(count))
    drive, heard = sitting.before, 0
    for number, moment in enumerate(moments):
        for operation in sitting.operations[heard:moment]:
            drive.hear(operation)
        heard = moment
        loss = list(Loss)[number % len(Loss)]
        write_out({**drive.cut(loss, chance), _SHARED_MEMORY: chance.randbytes(_SHARED_BYTES)}, room)
        last = [one for n, one in shown if n <= moment][-1]
        following = [one for n, one in shown if n > moment][:1]
        held, wrong = look(room)
        wrong += _judge(held, last, following)
        shutil.rmtree(room)
        yield Cut(sitting.operations[moment].name, loss, tuple(wrong))


def _judge(held: Shown | None, last: Shown, following: Sequence[Shown]) -> list[str]:
    """Return what is wrong with what is held: it must be what was shown last, or what was about to be shown."""
    if held is None:
        return [f"{LOST}: the library does not open"]
    if held.digest in {one.digest for one in (last, *following)}:
        return []
    if held.mutations < last.mutations:
        return [f"{LOST}: {last.path} was shown with {last.mutations} mutations, {held.mutations} are there"]
    return [f"{HALF_DONE}: {held.mutations} mutations between {last.path} and what followed"]


def _upkeep(library: Library) -> None:
    library.checkpoint()
    library.back_up_daily()


def _plant(planted: Planted | None) -> None:
    """Plant a mistake in this process, which is to end soon."""
    patch = pytest.MonkeyPatch()

    def forget(_path: Path) -> None:
        pass

    match planted:
        case Planted.NO_SYNC:
            patch.setattr(sqlite3, "connect", _without_sync(sqlite3.connect))
        case Planted.NO_FILE_SYNC:
            patch.setattr(system, "fsync_file", forget)
        case Planted.NO_FOLDER_SYNC:
            patch.setattr(system, "fsync_folder", forget)


def _without_sync(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    def allow(action: int, what: str | None, value: str | None, *_where: str | None) -> int:
        is_set = action == sqlite3.SQLITE_PRAGMA and what == "synchronous" and value is not None
        return sqlite3.SQLITE_IGNORE if is_set else sqlite3.SQLITE_OK

    def connected(*where: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401 - as `sqlite3` itself
        connection = connect(*where, **more)
        connection.execute("PRAGMA synchronous = OFF")
        connection.set_authorizer(allow)
        return connection

    return connected
