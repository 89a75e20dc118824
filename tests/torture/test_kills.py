"""Whatever is done to a library may be killed anywhere; the whole run is `tests.benchmarks.kills`."""

import random
import sqlite3
from pathlib import Path

import pytest

from practika_desktop.store import layout
from tests.torture.acts import ACTS, writers
from tests.torture.hands import hands_on
from tests.torture.kills import Executioner, Trial
from tests.torture.moments import killed_at_moments
from tests.torture.operations import Shown
from tests.torture.trials import all_trials
from tests.torture.verdict import judge, look

_MOMENTS = 4


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Give the folder of a library with a take."""
    with hands_on(tmp_path / "template", tmp_path / "scratch") as hands:
        hands.marker()
    return tmp_path / "template"


def test_every_way_of_changing_a_library_is_killed() -> None:
    assert set(writers()) == set(ACTS)


@pytest.mark.parametrize("trial", all_trials().values(), ids=lambda trial: str(trial.name))
def test_killed_at_a_step_nothing_is_lost_or_half_done(template: Path, tmp_path: Path, trial: Trial) -> None:
    executioner = Executioner(template, tmp_path / "room")
    known = executioner.course(trial)
    step = random.Random(trial.name).choice(known.steps)
    assert executioner.kill(trial, known, step).wrong == ()


def test_killed_at_any_moment_nothing_is_lost_or_half_done(template: Path) -> None:
    assert [one.wrong for one in killed_at_moments(template, _MOMENTS, random.Random(1))] == [()] * _MOMENTS


def test_what_is_lost_left_over_or_half_done_is_noticed(template: Path) -> None:
    before, found = look(template)
    assert before is not None
    assert found == []

    def wrong(before: Shown = before) -> str:
        held, found = look(template)
        return " ".join([*found, *judge(held, before, before.mutations + 1, before)])

    (template / "backups").mkdir(exist_ok=True)
    (template / "backups" / "copy.tmp").touch()
    assert "copy.tmp is left over" in wrong()
    (template / "backups" / "copy.tmp").unlink()
    with sqlite3.connect(layout.database(template)) as database:
        database.execute("UPDATE marker SET text = 'Another'")
    assert "other records" in wrong()
    with sqlite3.connect(layout.database(template)) as database:
        database.execute("DELETE FROM outbox WHERE n = (SELECT max(n) FROM outbox)")
    database.close()
    assert "lost" in wrong()
