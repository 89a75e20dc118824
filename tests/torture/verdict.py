"""What is found after a kill or a cut: a start as the desk makes it, then everything that must hold of a library."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

from practika_desktop.model.errors import PractikaError
from practika_desktop.store import layout
from practika_desktop.store.check import check
from practika_desktop.store.library import Library
from tests.support.library import replayed, visible
from tests.torture.hands import shown
from tests.torture.operations import Shown

LOST, HALF_DONE, FRIGHTENING = "lost", "half-done", "frightening"


def look(folder: Path) -> tuple[Shown | None, list[str]]:
    """Open the library as a desk does and return what it holds, None if it does not open, and what is wrong.

    Each wrong thing begins with the kind of wrong that it is.
    """
    wrong: list[str] = []
    with _listening(wrong):
        try:
            with Library.open(folder) as library:
                wrong += [f"{HALF_DONE}: {one}" for one in _half_done(library)]
                return shown(library, "after"), wrong
        except PractikaError as error:
            wrong.append(f"{FRIGHTENING}: {error}")
            return None, wrong
        finally:
            wrong += [f"{HALF_DONE}: {left} is left over" for left in _left_over(folder)]


def judge(held: Shown | None, before: Shown, after: int, last: Shown) -> list[str]:
    """Return what is wrong with what a library holds after an act that was cut.

    `before` is what it held before the act, `after` how many mutations the whole act makes it hold, `last` the last
    that was shown.
    """
    if held is None:
        return [f"{LOST}: the library does not open"]
    if held.mutations < last.mutations:
        return [f"{LOST}: {last.path} was shown with {last.mutations} mutations, {held.mutations} are there"]
    for known in (before, last):
        if held.mutations == known.mutations and held.digest != known.digest:
            return [f"{HALF_DONE}: as many mutations as before, but other records"]
    if held.mutations not in {before.mutations, after}:
        return [f"{HALF_DONE}: {held.mutations} mutations, neither {before.mutations} nor {after}"]
    return []


def _half_done(library: Library) -> Iterator[str]:
    findings = check(library)
    yield from findings.problems
    yield from findings.notes
    try:
        if replayed(library) != visible(library):
            yield "the outbox tells another story than the records"
    except AssertionError as error:
        yield f"the outbox cannot be replayed: {error}"


def _left_over(folder: Path) -> Iterator[str]:
    known = {layout.DATABASE, layout.LOCK}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_dir() or place.as_posix() in known:
            continue
        if place.parts[0] == layout.MEDIA or (place.parts[0] == layout.BACKUPS and path.suffix == ".sqlite"):
            continue  # `check` looks at the media
        yield place.as_posix()


@contextmanager
def _listening(wrong: list[str]) -> Iterator[None]:
    """Note all that the start says: log records above info, warnings, and anything on standard error."""
    logged, said = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(logged)
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as warned, redirect_stderr(said):
            yield
    finally:
        logging.getLogger().removeHandler(handler)
    heard = [logged.getvalue(), said.getvalue(), *(str(warning.message) for warning in warned)]
    wrong += [f"{FRIGHTENING}: {one}" for one in heard if one]
