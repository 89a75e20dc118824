"""The power may go at any moment; the whole run is `tests.benchmarks.power_cuts`."""

import random
from pathlib import Path

import pytest

from tests.torture.acts import ACTS
from tests.torture.cuts import Planted, Sitting, cuts, record
from tests.torture.drive import Loss
from tests.torture.hands import hands_on

_CUTS = 40


def sitting(folder: Path, planted: Planted | None = None) -> Sitting:
    """Record all acts on a library with one take."""
    with hands_on(folder / "library", folder / "scratch") as hands:
        hands.take()
    return record(folder / "library", list(ACTS), planted)


def test_all_that_is_written_is_heard_of(tmp_path: Path) -> None:
    recorded = sitting(tmp_path)
    for operation in recorded.operations:
        recorded.before.hear(operation)
    assert recorded.before.cut(Loss.NOTHING, random.Random(1)) == recorded.after


def test_a_power_cut_loses_nothing_that_was_shown(tmp_path: Path) -> None:
    found = list(cuts(sitting(tmp_path), _CUTS, tmp_path / "room", random.Random(2)))
    assert [cut for cut in found if cut.wrong] == []


@pytest.mark.parametrize("planted", Planted)
def test_a_planted_mistake_is_found(tmp_path: Path, planted: Planted) -> None:
    found = cuts(sitting(tmp_path, planted), _CUTS, tmp_path / "room", random.Random(3))
    assert any(cut.wrong for cut in found)
