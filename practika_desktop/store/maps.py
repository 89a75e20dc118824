"""The measure maps of pieces and the time maps of takes, as they are kept."""

import sqlite3

from practika_desktop.model.errors import LibraryError
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.taps import Taps
from practika_desktop.model.measures.written import measures_from_json, taps_from_json
from practika_desktop.store.library import Library


def measure_map(library: Library, piece_id: str, sha256: str) -> Measures | None:
    """Return the map of a piece's PDF with this hash, None while none is kept; raise LibraryError if it is damaged."""
    query = "SELECT value FROM measure_map WHERE piece_id = ? AND sha256 = ?"
    with library.reading() as connection:
        value = _value(connection, query, piece_id, sha256)
    try:
        return None if value is None else measures_from_json(value)
    except ValueError as error:
        raise _unreadable("The measures of this score cannot be read.") from error


def time_map(library: Library, submission_id: str) -> Taps | None:
    """Return what was tapped along with a take, None where nothing was; raise LibraryError if it is damaged."""
    with library.reading() as connection:
        value = _value(connection, "SELECT value FROM time_map WHERE submission_id = ?", submission_id)
    try:
        return None if value is None else taps_from_json(value)
    except ValueError as error:
        raise _unreadable("What was tapped along with this take cannot be read.") from error


def _value(connection: sqlite3.Connection, query: str, *values: str) -> str | None:
    row = connection.execute(query, values).fetchone()
    return None if row is None else str(row["value"])


def _unreadable(what: str) -> LibraryError:
    return LibraryError(what, "Install the newest version of Practika; if that does not help, run “practika check”.")
