"""The real desk, killed at any moment of work by keys."""

import os
import random
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.torture.moments import Moment
from tests.torture.operations import Shown
from tests.torture.verdict import FRIGHTENING, judge, look

_LONGEST_S = 3.0


def desk_killed_at_moments(folder: Path, count: int, chance: random.Random) -> Iterator[Moment]:
    """Let the desk be worked on and kill it, so many times; after each kill another one starts, to look."""
    for _ in range(count):
        with _desk(folder, str(chance.randrange(1 << 32))) as desk:
            assert desk.stdout is not None
            first = desk.stdout.readline()
            if not first:
                raise AssertionError(f"the desk did not open: {desk.communicate()[1]}")
            select.select([], [], [], chance.uniform(0, _LONGEST_S))
            desk.kill()
            rest, _ = desk.communicate()
        told = [_shown(line) for line in [first, *rest.splitlines(keepends=True)] if line.endswith("\n")]
        held, wrong = look(folder)
        after = told[-1].mutations if held is None else max(held.mutations, told[-1].mutations)
        wrong += judge(held, told[-1], after, told[-1])
        yield Moment(len(told), (*wrong, *_next_start(folder)))


def _next_start(folder: Path) -> list[str]:
    with _desk(folder, "look") as desk:
        _, said = desk.communicate(timeout=60)
    return [f"{FRIGHTENING}: {said or desk.returncode}"] if said or desk.returncode else []


def _desk(folder: Path, what: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.torture.desk_at_work", str(folder), what]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def _shown(line: str) -> Shown:
    mutations, digest = line.split()
    return Shown("the desk", int(mutations), digest)
