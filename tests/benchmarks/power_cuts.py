"""What a power cut costs: a recorded sitting, cut at any moment, with any part of what was not synced lost or torn."""

import random
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Row, Section, run
from tests.torture.acts import ACTS
from tests.torture.cuts import Cut, Planted, cuts, record
from tests.torture.drive import Loss
from tests.torture.hands import hands_on
from tests.torture.verdict import FRIGHTENING, HALF_DONE, LOST

_SITTINGS, _CUTS = 5, 400
_PLANTED_CUTS = 100
_WORDS = (
    "Everything that a sitting with every verb, imports, undo, checkpoints and backups asks of the drive is recorded by"
    " a shim under SQLite and Python. The power is cut at a random operation of it; of what was not synced, each write,"
    " each sector of 512 bytes and each name is lost or kept by chance, and the library is opened from what is left:"
    " it must be what was shown last or the next act whole. With nothing lost the replay is, byte by byte, what was"
    " really written. Limit: 0. Below, the same with mistakes planted in the program, which the cuts must find."
)


def measure() -> Section:
    """Cut the power of sittings without and with planted mistakes."""
    with tempfile.TemporaryDirectory(prefix="practika-cuts-") as name:
        room = Path(name)
        found = [cut for number in range(_SITTINGS) for cut in _cut(room / str(number), number, _CUTS)]
        rows = [_row(loss.value, [cut for cut in found if cut.loss is loss]) for loss in Loss]
        for planted in Planted:
            spoiled = _cut(room / planted.name, 0, _PLANTED_CUTS, planted)
            row = _row(f"planted: {planted.value}", spoiled)
            rows.append(Row(row.cells, not row.holds))
    return Section(
        "power_cuts", "Power cuts", _WORDS, ("lost by the cut", "cuts", "lost", "half-done", "frightening"), tuple(rows)
    )


def _cut(folder: Path, seed: int, count: int, planted: Planted | None = None) -> list[Cut]:
    chance = random.Random(seed)
    with hands_on(folder / "library", folder / "scratch") as hands:
        hands.take()
    acts = chance.sample(list(ACTS), len(ACTS))
    return list(cuts(record(folder / "library", acts, planted), count, folder / "room", chance))


def _row(name: str, found: list[Cut]) -> Row:
    """Count the cuts after which something was wrong, by kind of wrong."""
    counts = [
        sum(any(one.startswith(kind) for one in cut.wrong) for cut in found) for kind in (LOST, HALF_DONE, FRIGHTENING)
    ]
    return Row((name, str(len(found)), *map(str, counts)), not any(counts))


if __name__ == "__main__":
    run(measure)
