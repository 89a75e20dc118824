"""Acts on a drive that fails at any of their steps, and is well again afterwards."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practika_desktop.edits.markers import add_marker
from practika_desktop.model.errors import PractikaError
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.library import Library
from tests.torture.acts import ACTS
from tests.torture.children import child, end_as_by_kill
from tests.torture.hands import Hands, shown
from tests.torture.operations import Operation, Remove, Shown, Statement
from tests.torture.tapping import tap
from tests.torture.verdict import HALF_DONE, LOST, look

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Failed:
    """An act on a drive that failed: at which operation, what was said, and what was wrong afterwards."""

    operation: str
    said: str
    wrong: tuple[str, ...]


def all_failures(name: str, code: int, template: Path, room: Path, *, every: int = 1) -> Iterator[Failed]:
    """Do an act of `ACTS` on a drive that answers with an error code from the first operation on, from the next, ...

    Afterwards the drive is well, something else is done, and the process is killed. `every` leaves operations out.
    """
    number = 0
    while (failed := _failure(name, code, number, template, room)) is not None:
        yield failed
        number += every


def _failure(name: str, code: int, number: int, template: Path, room: Path) -> Failed | None:
    """Return what became of the act on a drive that fails from this operation on; None when it has fewer."""
    shutil.rmtree(room, ignore_errors=True)
    folder = room / "library"
    shutil.copytree(template, folder)

    def work(pipe: "Connection[Any, Any]") -> None:
        drive = _FailingDrive(number, code)
        tap(folder, drive.hear)
        (room / "scratch").mkdir()
        hands = Hands(Library.open(folder), room / "scratch", pipe.send)
        hands.silent = True
        act = ACTS[name](hands)
        before = shown(hands.library, "before")
        pipe.send(_try(act, drive))
        wrong = _differs(before, hands) if drive.failed_at else []
        pipe.send((drive.failed_at, wrong))
        hands.silent = False
        _go_on(hands)
        end_as_by_kill()

    with child(work) as at_work:
        said, (failed_at, wrong), *rest = at_work.told()
    if not failed_at:
        return None
    held, found = look(folder)
    if held is None or held.digest != rest[-1].digest:
        found.append(f"{LOST}: what was shown after the drive was well again")
    return Failed(failed_at, said, (*wrong, *found))


class _FailingDrive:
    """A drive that answers with an error from an operation on, while it is `armed`."""

    def __init__(self, well: int, code: int) -> None:
        self._well = well
        self._code = code
        self.armed = False
        self.failed_at = ""

    def hear(self, operation: Operation) -> None:
        """Raise OSError for an operation that finds the drive failing; what only reads or removes goes on."""
        if not self.armed or isinstance(operation, Statement | Shown | Remove):
            return
        if self._well > 0:
            self._well -= 1
            return
        self.failed_at = self.failed_at or operation.name
        raise OSError(self._code, os.strerror(self._code))


def _try(act: Any, drive: _FailingDrive) -> str:  # noqa: ANN401 - an act may return anything
    """Do the act and return what the teacher is told."""
    drive.armed = True
    try:
        act()
    except PractikaError as error:
        return str(error)
    finally:
        drive.armed = False
    return ""


def _differs(before: Shown, hands: Hands) -> list[str]:
    now = shown(hands.library, "after")
    return [] if now.digest == before.digest else [f"{HALF_DONE}: the act failed and changed the library"]


def _go_on(hands: Hands) -> None:
    """Do something else with the same library."""
    take = hands.take()
    hands.do(add_marker, submission_id=take, start_ms=1, kind=MarkerKind.PRAISE, text="Well again")
