"""How the library speaks to SQLite: its connections, their settings, and when transactions begin and end.

Statements are SQL: they begin at once and a reader sees what is asked for, and loading a mapper costs a fifth of a
second that every start of the desk would wait for.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_BUSY_SECONDS = 5
_CHECKPOINT_PAGES = 8192
_CACHE_KIB = 16_384
_COPY_PAGES = 1024


class Connections:
    """Connections to the SQLite file, made by `connect`; any thread may use them, each by one thread at a time.

    Those that rest are kept for the next one who asks, until `close`.
    """

    def __init__(self, database: Path, *, read_only: bool) -> None:
        self._database = database
        self._read_only = read_only
        self._resting: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._closed = False

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """Give a connection outside of any transaction; rows have their columns' names (`sqlite3.Row`)."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def open(self) -> sqlite3.Connection:
        """Return a new connection, the caller's to close."""
        connection = _open(self._database, read_only=self._read_only)
        connection.row_factory = sqlite3.Row
        try:
            for pragma in _READING if self._read_only else _WRITING:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Close those that rest, and the others as soon as they do."""
        with self._lock:
            self._closed = True
            resting, self._resting = self._resting, []
        for connection in resting:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._resting:
                return self._resting.pop()  # the one used last has the warm cache
        return self.open()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._resting.append(connection)
                return
        connection.close()


def connect(database: Path, *, read_only: bool = False) -> Connections:
    """Return connections to the SQLite file, which is made when absent unless read_only.

    Transactions are begun and ended by `reading` and `writing` alone; outside them each statement is its own.
    """
    return Connections(database, read_only=read_only)


@contextmanager
def reading(connections: Connections) -> Iterator[sqlite3.Connection]:
    """Give a connection that sees one state of the library throughout, however others write meanwhile."""
    with connections.one() as connection:
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            if connection.in_transaction:  # SQLite itself ends one when the drive fails
                connection.execute("ROLLBACK")


@contextmanager
def writing(connections: Connections) -> Iterator[sqlite3.Connection]:
    """Give a connection in a write transaction; commit, synced to the drive, at the end, or undo all on an error."""
    with connections.one() as connection, transaction(connection):
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold a connection in a write transaction; commit at the end, or undo all on an error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself ends one when the drive is full
            connection.execute("ROLLBACK")
        raise


def checkpoint(connections: Connections, *, truncate: bool = False) -> None:
    """Move what the write-ahead log holds into the file, as far as readers allow; with truncate, empty the log."""
    with connections.one() as connection:
        connection.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if truncate else 'PASSIVE'})").fetchall()


def copy(connections: Connections, target: Path, progress: Callable[[int, int], object] | None = None) -> None:
    """Write a copy of the library's present state to target, a new file; the caller syncs it.

    Others may write meanwhile. `progress` is called with the pages done and in all; what it raises stops the copying.
    """

    def report(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with reading(connections) as source:
        source.execute("SELECT 1 FROM sqlite_master").fetchone()  # from here on it sees one state
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


_READING = ("query_only = ON", f"cache_size = -{_CACHE_KIB}")
_WRITING = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit returns once the log is on the drive: it survives a power cut
    "fullfsync = ON",  # macOS: on the platters, not in the drive's cache
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is gone from the file, not only from sight
    "temp_store = MEMORY",
    f"cache_size = -{_CACHE_KIB}",
    f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",  # only a fence: the desk checkpoints when it is idle
)
