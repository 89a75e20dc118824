"""The files that a record may name no more, or not yet: without one their bytes go at the next start, beyond undo."""

import sqlite3


def note(connection: sqlite3.Connection, sha256: str) -> None:
    """Note a file as one to remove."""
    connection.execute("INSERT OR IGNORE INTO erased_file (sha256) VALUES (?)", (sha256,))


def forget(connection: sqlite3.Connection, sha256: str) -> None:
    """Take the note of a file away, as a record names it."""
    connection.execute("DELETE FROM erased_file WHERE sha256 = ?", (sha256,))


def forget_all(connection: sqlite3.Connection) -> None:
    """Take all notes away, once what they spoke of is gone."""
    connection.execute("DELETE FROM erased_file")


def noted(connection: sqlite3.Connection) -> set[str]:
    """Return the hashes of all noted files."""
    return {row["sha256"] for row in connection.execute("SELECT sha256 FROM erased_file")}


def unwanted(connection: sqlite3.Connection) -> list[str]:
    """Return the hashes of the noted files that no record names."""
    query = "SELECT sha256 FROM erased_file WHERE sha256 NOT IN (SELECT sha256 FROM media)"
    return [row["sha256"] for row in connection.execute(query)]
