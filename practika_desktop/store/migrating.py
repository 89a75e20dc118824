"""Brings a library's file to the present shape, one revision a transaction, each after a backup."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from practika_desktop.model.errors import LibraryError
from practika_desktop.store.connecting import Connections, reading, transaction
from practika_desktop.store.migrations import REVISIONS

SCRIPTS = Path(__file__).parent / "migrations"


def pending(connections: Connections) -> tuple[str, ...]:
    """Return the revisions that the file still lacks; raise LibraryError for a file of a newer Practika."""
    present = _revision(connections)
    if present is None:
        return REVISIONS
    if present not in REVISIONS:
        raise LibraryError(
            "This library was made by a newer version of Practika.",
            "Install the newest version to open it; nothing was changed.",
        )
    return REVISIONS[REVISIONS.index(present) + 1 :]


def is_new(connections: Connections) -> bool:
    """Tell whether the file has no shape yet."""
    return _revision(connections) is None


def migrate(connections: Connections, revisions: tuple[str, ...], back_up: Callable[[str], object]) -> None:
    """Apply the revisions in turn, calling back_up with each one's name before it; a power cut leaves whole ones.

    Of a library that is made now there is nothing to back up.
    """
    is_made_now = is_new(connections)
    for revision in revisions:
        if not is_made_now:
            back_up(revision)
        _apply(connections, revision)


def _revision(connections: Connections) -> str | None:
    with reading(connections) as connection:
        if not _exists(connection, "alembic_version"):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row["version_num"])


def _exists(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None


def _apply(connections: Connections, revision: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    ours = connections.open()
    ours.row_factory = None
    engine = create_engine("sqlite+pysqlite://", creator=lambda: ours, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection, connection.begin():  # Alembic sees a transaction and makes none of its own
        ours.execute("PRAGMA foreign_keys = OFF")  # a table may be made anew; checked as a whole below
        config.attributes["connection"] = connection
        try:
            with transaction(ours):
                command.upgrade(config, revision)
                _check_references(ours)
        except DBAPIError as error:
            raise (error.orig or error) from error


def _check_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise LibraryError(
            "The library could not be brought to the present version.",
            f"{len(broken)} of its rows point to nothing; nothing was changed. Run “practika check”.",
        )
