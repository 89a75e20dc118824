"""How the library speaks to SQLite: settings of every connection, and when transactions begin and end."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_BUSY_SECONDS = 5
_CHECKPOINT_PAGES = 8192
_CACHE_KIB = 16_384
_COPY_PAGES = 1024


def connect(database: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on the SQLite file, which is made when absent unless read_only.

    Transactions are begun and ended by `reading` and `writing` alone; outside them each statement is its own.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _open(database, read_only=read_only),
        isolation_level="AUTOCOMMIT",
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection used last has the warm cache
    )
    event.listen(engine, "connect", _prepare_reading if read_only else _prepare_writing)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the library throughout, however others write meanwhile."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        try:
            yield connection
        finally:
            connection.exec_driver_sql("ROLLBACK")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a write transaction; commit, synced to the drive, at the end, or undo all on an error."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


def checkpoint(engine: Engine, *, truncate: bool = False) -> None:
    """Move what the write-ahead log holds into the file, as far as readers allow; with truncate, empty the log."""
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA wal_checkpoint({'TRUNCATE' if truncate else 'PASSIVE'})").all()


def copy(engine: Engine, target: Path, progress: Callable[[int, int], object] | None = None) -> None:
    """Write a copy of the library's present state to target, a new file; the caller syncs it.

    Others may write meanwhile. `progress` is called with the pages done and in all; what it raises stops the copying.
    """

    def report(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()  # from here on it sees one state
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError("the library is not on SQLite's own driver")
        into = sqlite3.connect(target)
        try:
            source.backup(into, pages=_COPY_PAGES, progress=report)
            into.execute("PRAGMA journal_mode = DELETE")
        finally:
            into.close()


def is_sound(database: Path) -> bool:
    """Tell whether a file that nobody has open holds a whole database; raise sqlite3.Error where it is none at all."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    finally:
        connection.close()


def _open(database: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    if (
        read_only
        and not os.access(database.parent, os.W_OK)
        and not database.with_name(database.name + "-wal").exists()
    ):
        mode = "ro&immutable=1"  # SQLite cannot make the files beside it that sharing needs, and nobody else can write
    address = f"{database.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None)


def _prepare_reading(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:  # noqa: ARG001 - a hook
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")


def _prepare_writing(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:  # noqa: ARG001 - a hook
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # a commit returns once the log is on the drive: it survives a power cut
        "fullfsync = ON",  # macOS: on the platters, not in the drive's cache
        "checkpoint_fullfsync = ON",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is erased is gone from the file, not only from sight
        "temp_store = MEMORY",
        f"cache_size = -{_CACHE_KIB}",
        f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",  # only a fence: the desk checkpoints when it is idle
    ):
        connection.execute(f"PRAGMA {pragma}")


def _roll_back(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection) and raw.in_transaction:  # SQLite itself ends one when the drive is full
        raw.execute("ROLLBACK")
