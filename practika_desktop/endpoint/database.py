"""How the endpoint speaks to its database: SQLite or PostgreSQL, by the address alone."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

T = TypeVar("T")

_TRIES = 5
_BUSY_SECONDS = 30
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit returns once the log is on the drive: what was confirmed survives a power cut
    "fullfsync = ON",  # macOS: on the platters, not in the drive's cache
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is gone from the file, not only from sight
)
_TO_TRY_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for two transactions that got into each other's way."""


class Database:
    """The database at an address such as `sqlite:///endpoint.sqlite` or `postgresql+psycopg://...`; to be closed."""

    def __init__(self, address: str) -> None:
        self.engine = _sqlite(address) if address.startswith("sqlite") else create_engine(address)
        self._reading = self.engine.execution_options(is_writing=False)
        if self.engine.dialect.name == "postgresql":  # each statement would see a state of its own there
            self._reading = self._reading.execution_options(isolation_level="REPEATABLE READ")
        self._writing = self.engine.execution_options(is_writing=True)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state throughout, however others write meanwhile."""
        with self._reading.connect() as connection, connection.begin():
            yield connection

    def write(self, act: Callable[[Connection], T]) -> T:
        """Run an act in a write transaction and return what it returns: all of it is durable then, or none on an error.

        The act is run again from the start when others' transactions got in its way.
        """
        for left in range(_TRIES - 1, -1, -1):
            try:
                with self._writing.begin() as connection:
                    return act(connection)
            except DBAPIError as error:
                if not left or not _is_to_try_again(error):
                    raise
        raise AssertionError("the last try returns or raises")


def dumps(value: object) -> str:
    """Return a value as the JSON that lies in a column."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _is_to_try_again(error: DBAPIError) -> bool:
    """Tell whether it is the others' doing: a row that they made meanwhile, or locks taken crosswise."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _TO_TRY_AGAIN


def _sqlite(address: str) -> Engine:
    engine = create_engine(address, connect_args={"timeout": _BUSY_SECONDS})

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin and end here alone
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    def begins(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get("is_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begins)
    return engine
