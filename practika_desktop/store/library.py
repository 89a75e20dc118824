"""The library: one folder on the drive that holds a studio, open in one desk at a time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from practika_desktop import system
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.records import Media
from practika_desktop.store import backup, connecting, erasing, faults, founding, layout, migrating
from practika_desktop.store.connecting import Connections
from practika_desktop.store.faults import LibraryBusy
from practika_desktop.store.files import FileStore
from practika_desktop.store.transaction import Transaction

__all__ = ["Library", "LibraryBusy"]


class Library:
    """An open library, made by `Library.open`; queries and verbs take it as their first argument.

    Its methods may be called from any thread; writers wait for one another. Close it when done.
    """

    def __init__(
        self, folder: Path, connections: Connections, identity: founding.Identity, lock: system.FileLock | None
    ) -> None:
        self.folder = folder
        self.studio_id = identity.studio_id
        self.teacher_id = identity.teacher_id
        self.files = FileStore(folder, self._expect_file)
        self._connections = connections
        self._lock = lock
        self._writer = RLock()
        self._which = _which(layout.database(folder))

    @classmethod
    def open(cls, folder: Path, *, teacher_name: str = "", read_only: bool = False) -> Self:
        """Open the library in a folder; make it, with a studio and a teacher of this name, when there is none.

        An older library is brought to the present shape, after a backup. With read_only it may be open in a desk at
        the same time, and nothing is made or changed.
        Raise LibraryBusy when a desk has it open, LibraryError when it is of a newer version, damaged, not there or
        not reachable.
        """
        with faults.opening():
            return cls._open_to_read(folder) if read_only else cls._open_to_write(folder, teacher_name)

    def close(self) -> None:
        """Close the library and let another desk open it; closing twice is harmless."""
        lock, self._lock = self._lock, None
        try:
            if lock is not None:
                with faults.translated():
                    connecting.checkpoint(self._connections, truncate=True)
        finally:
            self._connections.close()
            if lock is not None:
                lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def device_id(self) -> str:
        """The device that this library is: another one once a copy of it has synced, or its endpoint was restored."""
        with self.reading() as connection:
            return str(connection.execute("SELECT device_id FROM desk").fetchone()["device_id"])

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the library; for the queries of `store` alone."""
        with faults.translated(), connecting.reading(self._connections) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Give the transaction of one verb: all of it is on the drive at the end, or, on an error, nothing.

        Raise EditError when it contradicts what the library holds, LibraryError when it cannot be written.
        """
        if self._lock is None:
            raise faults.read_only()
        with self._writer, faults.translated(), connecting.writing(self._connections) as connection:
            self._see_that_it_is_there()
            transaction = Transaction(connection)
            yield transaction
            transaction.finish()

    @contextmanager
    def syncing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in a write transaction, for what `store/synced` does alone: it goes into no outbox.

        Raise LibraryError when it cannot be written.
        """
        if self._lock is None:
            raise faults.read_only()
        with self._writer, faults.translated(), connecting.writing(self._connections) as connection:
            self._see_that_it_is_there()
            yield connection

    def media_path(self, media: Media) -> Path:
        """Return where the media's bytes lie; the file may be missing on a damaged drive."""
        return self.files.path_of(media.sha256, media.file_name)

    def checkpoint(self) -> None:
        """Tidy the write-ahead log; a background job calls this when the desk is idle, from any thread."""
        if self._lock is not None:
            with faults.translated():
                connecting.checkpoint(self._connections)

    def back_up_daily(self, report: Callable[[int, int], object] | None = None) -> Path | None:
        """Copy the library's file into backups/, once a day; a background job calls this, from any thread.

        Return the copy, None where there is one of the same day. Raise LibraryError, also for a damaged library.
        """
        if self._lock is None:
            raise faults.read_only()
        with faults.translated():
            return backup.back_up_daily(self._connections, self.folder, datetime.now(UTC), report)

    @classmethod
    def _open_to_read(cls, folder: Path) -> Self:
        if not layout.database(folder).exists():
            raise LibraryError(
                f"There is no library in {folder}.", "Name the folder of one, or open the desk to make it."
            )
        connections = connecting.connect(layout.database(folder), read_only=True)
        try:
            if migrating.pending(connections):
                raise LibraryError("This library is of an older version of Practika.", "Open it once in the desk.")
            with connecting.reading(connections) as connection:
                identity = founding.identity(connection)
            if identity is None:
                raise LibraryError("This library was never started.", "Open it once in the desk.")
            return cls(folder, connections, identity, None)
        except BaseException:
            connections.close()
            raise

    @classmethod
    def _open_to_write(cls, folder: Path, teacher_name: str) -> Self:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what is in it is about children: nobody else's to read
        lock = system.lock_file(layout.lock(folder))
        if lock is None:
            raise faults.busy()
        connections = connecting.connect(layout.database(folder))
        try:
            migrating.migrate(
                connections,
                migrating.pending(connections),
                lambda revision: backup.back_up(connections, folder, revision),
            )
            with connecting.writing(connections) as connection:
                identity = founding.identity(connection) or founding.found(connection, teacher_name)
            system.fsync_folder(folder)
            library = cls(folder, connections, identity, lock)
            library.files.clear_incoming()
            backup.clear_unfinished(folder)
            library._remove_erased()
        except BaseException:
            connections.close()
            lock.close()
            raise
        return library

    def _see_that_it_is_there(self) -> None:
        """Raise LibraryError when the file that is open is not the one that lies in the folder now, if there is any.

        An open file takes what is written to it even when its folder was deleted, or its drive taken away for good.
        """
        if _which(layout.database(self.folder)) != self._which:
            raise faults.gone()

    def _expect_file(self, sha256: str) -> None:
        """Note a file that is about to come in: a cut before its record is written leaves it to `_remove_erased`."""
        if self._lock is None:
            raise faults.read_only()
        with self._writer, connecting.writing(self._connections) as connection:
            erasing.note(connection, sha256)

    def _remove_erased(self) -> None:
        """Remove the noted files that no record names: of deleted takes, now beyond undo, and of cut imports."""
        with self.reading() as connection:
            noted = erasing.noted(connection)
            unwanted = erasing.unwanted(connection)
        if noted:
            self.files.remove(unwanted)
            with connecting.writing(self._connections) as connection:
                erasing.forget_all(connection)


def _which(path: Path) -> tuple[int, int]:
    """Return what tells a file from all others, whatever its name; raise OSError when it is not there."""
    found = path.stat()
    return found.st_dev, found.st_ino
