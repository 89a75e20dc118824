"""The list of queries is whole, and none of them walks through a table that grows with the years."""

import inspect
import re
from pathlib import Path

import pytest

from practika_desktop.store import takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState
from tests.support.queries import MODULES, Sample, filters, queries, sample_of
from tools.big_library import make

GROWING = ("submission", "take", "marker", "message", "media", "read_state", "draft", "measure_map", "time_map")
_WALK = re.compile(rf"SCAN ({'|'.join(GROWING)})\b(?!.*USING)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a library large enough for SQLite to prefer its indexes."""
    folder = tmp_path_factory.mktemp("big") / "library"
    make(folder, takes=2_000, markers=10_000, waiting=1_000, students=20, pieces=30)
    return folder


@pytest.fixture(scope="module")
def asked(folder: Path) -> dict[str, list[str]]:
    """Ask every query and return the plans of its statements, a line each, by its name."""
    with Library.open(folder, read_only=True) as library:
        calls = queries(library, sample(library))
        plans: dict[str, list[str]] = {}
        for name, call in calls.items():
            statements: list[str] = []
            with library._connections.one() as connection:
                connection.set_trace_callback(statements.append)
            call()
            with library._connections.one() as connection:
                connection.set_trace_callback(None)
                explained = [f"EXPLAIN QUERY PLAN {one}" for one in statements if one.lstrip().startswith("SELECT")]
                assert explained
                plans[name] = [row["detail"] for one in explained for row in connection.execute(one)]
    return plans


def sample(library: Library) -> Sample:
    reviewed = InboxFilter(state=TakeState.REVIEWED)
    return sample_of(library, takes.page(library, reviewed, 500, 1)[0].submission_id)


def test_every_query_of_the_store_is_in_the_list(asked: dict[str, list[str]]) -> None:
    named = {re.split(r"[: ]", name)[0] for name in asked} - {"rows.find"}
    public = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert named == public


def test_no_query_walks_through_a_table_that_grows(asked: dict[str, list[str]]) -> None:
    walks = {name: [line for line in plan if _WALK.search(line)] for name, plan in asked.items()}
    assert {name: lines for name, lines in walks.items() if lines} == {}


def test_a_list_that_is_not_searched_is_read_in_the_order_of_its_index(
    asked: dict[str, list[str]], folder: Path
) -> None:
    with Library.open(folder, read_only=True) as library:
        plain = [name for name, inbox in filters(sample(library)).items() if not inbox.search]
    for name in plain:
        for query in ("count", "position", "neighbour"):
            assert not [line for line in asked[f"takes.{query}: {name}"] if "TEMP B-TREE" in line]
        assert sum("TEMP B-TREE" in line for line in asked[f"takes.page: {name}"]) <= 1  # the page's own few rows
