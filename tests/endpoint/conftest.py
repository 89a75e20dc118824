"""Every test of the endpoint runs on each database that the machine has: SQLite always, PostgreSQL where installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.migrating import migrate
from tests.support import postgres
from tests.support.endpoint import Studio

KINDS = ("sqlite", "postgresql") if postgres.is_there() else ("sqlite",)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """Give a PostgreSQL server for the whole run."""
    with postgres.running() as server:
        yield server


@contextmanager
def new_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """Give a new database with the endpoint's tables, of the kind that is the fixture's parameter."""
    address = f"sqlite:///{folder / 'endpoint.sqlite'}"
    if request.param == "postgresql":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        address = server.new_database()
    database = Database(address)
    migrate(database)
    yield database
    database.close()


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a new database with the endpoint's tables."""
    with new_database(request, tmp_path) as made:
        yield made


@pytest.fixture
def studio(database: Database) -> Studio:
    """Give a studio with people in it."""
    return Studio(database)
