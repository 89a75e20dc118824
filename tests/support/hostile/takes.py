"""Hostile takes: every damage over every kind of video."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tests.support.hostile import flips, foreign, matroska, mp4
from tests.support.hostile.flips import Damage
from tests.support.videos import made

_MP4 = {".mp4", ".mov"}


@dataclass(frozen=True)
class Hostile:
    """A hostile file: what was done to it, and to which kind of file."""

    damage: str
    of: str
    path: Path


def hostile_takes(folder: Path, count: int, kinds: Sequence[str], seed: int = 7) -> Iterator[Hostile]:
    """Make so many hostile takes in the folder, one as it is asked for: each damage in turn, over the kinds in turn."""
    wholes = [made(kind).path for kind in kinds]
    turns = {suffix: cycle(_damages(suffix)) for suffix in {whole.suffix for whole in wholes}}
    for number, (kind, whole) in enumerate(islice(cycle(zip(kinds, wholes, strict=True)), count)):
        damage = next(turns[whole.suffix])
        path = folder / f"{number}-{damage.__name__}{whole.suffix}"
        path.write_bytes(damage(whole.read_bytes(), Random(f"{seed} {number}")))
        yield Hostile(damage.__name__.replace("_", " "), kind, path)


def _damages(suffix: str) -> tuple[Damage, ...]:
    lies = mp4.LIES if suffix in _MP4 else matroska.LIES
    return (*flips.ANYWHERE, *lies, *foreign.FOREIGN)
