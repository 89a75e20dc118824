"""Acts that are killed at each of their steps."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.torture.children import child, end_as_by_kill
from tests.torture.operations import Operation, Shown
from tests.torture.tapping import tap
from tests.torture.verdict import judge, look

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Tell = Callable[[Shown], object]


@dataclass(frozen=True, slots=True)
class Trial:
    """Something that may be killed.

    `begin(folder, tell)` makes ready, in the process that is to be killed, and returns the act; what it tells is what a
    person would have been shown. `look(folder)` is the next start: what it finds, and what is wrong.
    """

    name: str
    begin: Callable[[Path, Tell], Callable[[], object]]
    look: Callable[[Path], tuple[Shown | None, list[str]]] = look


@dataclass(frozen=True, slots=True)
class Step:
    """Operations of one name that follow each other: the first one's place among all, and how many they are."""

    name: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Killed:
    """A kill: before which step, and what was wrong afterwards."""

    step: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """An act that nobody killed: its steps, the last of which is its end, and the mutations that it made."""

    steps: tuple[Step, ...]
    mutations: int


class Executioner:
    """Lets acts be done in copies of a library (a folder), and kills them; `room` is a folder of its own."""

    def __init__(self, template: Path, room: Path) -> None:
        self._template = template
        self._folder = room / "library"
        self._room = room

    def course(self, trial: Trial) -> Course:
        """Let the act be done to its end and return its course."""
        before, told = self._run(trial, None)
        names = [one for one in told if isinstance(one, str)]
        return Course(_steps(names), _last(before, told).mutations - before.mutations)

    def kills(self, trial: Trial, known: Course, times: int = 3) -> Iterator[Killed]:
        """Kill the act so many times at each step: at its first operation, its last one, and between."""
        for step in known.steps:
            for time in range(times):
                yield self.kill(trial, known, step, time * (step.count - 1) // max(times - 1, 1))

    def kill(self, trial: Trial, known: Course, step: Step, offset: int = 0) -> Killed:
        """Kill the act before an operation of the step and return what was found at the next start."""
        before, told = self._run(trial, step.first + offset)
        held, wrong = trial.look(self._folder)
        wrong += judge(held, before, before.mutations + known.mutations, _last(before, told))
        return Killed(step.name, tuple(wrong))

    def _run(self, trial: Trial, operation: int | None) -> tuple[Shown, list[Any]]:
        """Do the act in a child and return what was shown before it and what it told.

        Without an operation to be killed at, it tells them all and is killed at its end.
        """
        shutil.rmtree(self._room, ignore_errors=True)
        shutil.copytree(self._template, self._folder)

        def work(pipe: "Connection[Any, Any]") -> None:
            countdown = _Countdown(pipe, operation)
            tap(self._folder, countdown.hear)
            act = trial.begin(self._folder, pipe.send)
            pipe.send(None)
            countdown.armed = True
            act()
            end_as_by_kill()

        with child(work) as at_work:
            told = at_work.told()
        begun = told.index(None)
        return told[begun - 1], told[begun + 1 :]


class _Countdown:
    """Ends the process before the operation with this number, or tells of them."""

    def __init__(self, pipe: "Connection[Any, Any]", left: int | None) -> None:
        self._pipe = pipe
        self._left = left
        self.armed = False

    def hear(self, operation: Operation) -> None:
        """Hear of an operation before it is carried out."""
        if not self.armed:
            return
        if self._left is None:
            self._pipe.send(operation.name)
        elif self._left == 0:
            end_as_by_kill()
        else:
            self._left -= 1


def _last(before: Shown, told: list[Any]) -> Shown:
    return [before, *(one for one in told if isinstance(one, Shown))][-1]


def _steps(names: list[str]) -> tuple[Step, ...]:
    found = []
    for name, same in groupby(enumerate([*names, "end"]), lambda one: one[1]):
        places = [place for place, _ in same]
        found.append(Step(name, places[0], len(places)))
    return tuple(found)
