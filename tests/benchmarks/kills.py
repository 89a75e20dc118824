"""What kill -9 costs: at each step of everything that changes a library or the cache, and at any moment of work."""

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.figures import Row, Section, run
from tests.torture.desk_moments import desk_killed_at_moments
from tests.torture.hands import hands_on
from tests.torture.kills import Executioner
from tests.torture.moments import killed_at_moments
from tests.torture.trials import all_trials
from tests.torture.verdict import FRIGHTENING, HALF_DONE, LOST

_TIMES = 3
_MOMENTS = 500
_A_LIBRARY = 25  # moments, one after the other
_DESK_TAKES = 60  # more than are reviewed before the kills
_DESK_MOMENTS = 20
_WORDS = (
    "Real processes are killed. A step is a statement that changes the database, or what the drive is asked for next"
    " (write, sync, rename, ...); each is killed three times, at the first such operation, at the last and between."
    " Then the library is opened as the desk opens it. Lost: what was shown as done is not there. Half-done: records"
    " that differ from before and from after, an outbox that tells another story, a gap in its numbers, a file without"
    " a record or a record without its file, anything left over. Frightening: the start says anything at all. The limit"
    " is 0 everywhere. The verbs are taken from the code."
)


def measure() -> Section:
    """Kill everything everywhere."""
    with tempfile.TemporaryDirectory(prefix="practika-kills-") as name:
        room = Path(name)
        with hands_on(room / "template", room / "scratch") as hands:
            hands.marker()
        rows = [*_steps(room), _moments(room), _desk_moments(room)]
    header = ("what is killed", "steps", "kills", "lost", "half-done", "frightening")
    return Section("kills", "kill -9", _WORDS, header, tuple(rows))


def _steps(room: Path) -> list[Row]:
    executioner = Executioner(room / "template", room / "room")
    rows = []
    for name, trial in all_trials().items():
        known = executioner.course(trial)
        killed = [one.wrong for one in executioner.kills(trial, known, _TIMES)]
        rows.append(_row(name, str(len(known.steps)), killed))
    return rows


def _moments(room: Path) -> Row:
    wrong = []
    for number in range(_MOMENTS // _A_LIBRARY):
        folder = room / f"moments-{number}"
        with hands_on(folder / "library", folder / "scratch"):
            pass
        wrong += [one.wrong for one in killed_at_moments(folder / "library", _A_LIBRARY, random.Random(number))]
    return _row("any moment of verbs, imports, undo and redo", "", wrong)


def _desk_moments(room: Path) -> Row:
    folder = room / "desk"
    with hands_on(folder / "library", folder / "scratch") as hands:
        for _ in range(_DESK_TAKES):
            hands.take()
    killed = desk_killed_at_moments(folder / "library", _DESK_MOMENTS, random.Random(1))
    return _row("any moment of the real desk, worked on by keys", "", [one.wrong for one in killed])


def _row(name: str, steps: str, kills: Iterable[tuple[str, ...]]) -> Row:
    """Count the kills after which something was wrong, by kind of wrong."""
    found = list(kills)
    kinds = (LOST, HALF_DONE, FRIGHTENING)
    counts = [sum(any(one.startswith(kind) for one in wrong) for wrong in found) for kind in kinds]
    return Row((name, steps, str(len(found)), *map(str, counts)), not any(counts))


if __name__ == "__main__":
    run(measure)
