"""A share of the simulator's runs, and the test of the tester; docs/contributing.md has the command of the long run."""

import pytest

from tests.simulator.bugs import BUGS, Bug, planted
from tests.simulator.runs import first_found, log_of, violation
from tests.simulator.world import Templates

STEPS = 300
SHARE = 10
ENOUGH, ENOUGH_FOR_RARE = 100, 5_000
"""Each bug is found within so many seeds; most are by the first."""


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Give what runs begin with."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.mark.parametrize("first", range(0, 100, SHARE))
def test_nothing_is_lost_doubled_or_left_behind(templates: Templates, first: int) -> None:
    found = [one for seed in range(first, first + SHARE) if (one := violation(seed, STEPS, templates)) is not None]
    assert not found, found[0]


def test_the_same_seed_gives_the_same_log(templates: Templates) -> None:
    assert log_of(7, STEPS, templates) == log_of(7, STEPS, templates)
    assert log_of(7, STEPS, templates) != log_of(8, STEPS, templates)


COMMON = [bug for bug in BUGS if not bug.is_rare]
RARE = [bug for bug in BUGS if bug.is_rare]


@pytest.mark.parametrize("bug", COMMON, ids=[bug.what for bug in COMMON])
def test_a_planted_bug_is_found(templates: Templates, bug: Bug) -> None:
    with planted(bug):
        assert first_found(range(ENOUGH), STEPS, templates) is not None


@pytest.mark.slow
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("bug", RARE, ids=[bug.what for bug in RARE])
def test_a_rare_planted_bug_is_found(templates: Templates, bug: Bug) -> None:
    with planted(bug):
        assert first_found(range(ENOUGH_FOR_RARE), STEPS, templates) is not None


def test_the_bugs_are_many() -> None:
    assert len({bug.what for bug in COMMON}) >= 20
