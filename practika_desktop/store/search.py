"""The full-text index over takes: who and what they are about, and every text said about them.

It is derived from the tables, kept in the same transaction, and can be made again at any time (`rebuild`). One entry
a take, in two columns: `texts` has the names of its student, piece and exercise, its notes, markers and messages;
`links` the ids of the three and its review state, so that a search narrowed to them never leaves the index.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from practika_desktop.model.records import Exercise, Marker, Message, Piece, Record, Student, Submission

MOST_FOUND = 1000
"""A search finds at most so many takes, the newest; whoever wants others types another word."""

_WORD = re.compile(r"[^\W_\u19b0-\u19c9\u1cf2\u1cf3]+")
"""Letters and digits, but for the letters that were still marks in the edition of Unicode of SQLite's tokenizer."""

_OF: dict[type[Record], str] = {
    Student: "student_id = :id",
    Piece: "piece_id = :id",
    Exercise: "exercise_id = :id",
    Submission: "id = :id",
}

_REINDEX = """
    INSERT INTO search_take (rowid, links, texts)
    SELECT s.number,
        replace(s.student_id || ' ' || coalesce(s.piece_id, '') || ' ' || coalesce(s.exercise_id, ''), '-', '')
            || iif(s.reviewed_at IS NULL, ' waiting', ' reviewed'),
        t.display_name || ' '
            || coalesce(p.title || ' ' || p.composer, '') || ' '
            || coalesce(e.title || ' ' || e.category, '') || ' '
            || s.notes || ' '
            || coalesce((SELECT group_concat(m.text, ' ') FROM marker m
                         WHERE m.submission_id = s.id AND m.text <> ''), '') || ' '
            || coalesce((SELECT group_concat(m.text, ' ') FROM message m WHERE m.submission_id = s.id), '')
    FROM submission s
    JOIN student t ON t.id = s.student_id
    LEFT JOIN piece p ON p.id = s.piece_id
    LEFT JOIN exercise e ON e.id = s.exercise_id
"""


def follow(connection: sqlite3.Connection, changes: Iterable[tuple[Record | None, Record | None]]) -> None:
    """Bring the index up to date after rows changed from one state to another (None: not there)."""
    touched: dict[tuple[type[Record], str], None] = {}
    for before, after in changes:
        record = after or before
        if record is None or _indexed(before) == _indexed(after):
            continue
        if isinstance(record, Marker | Message):
            touched[Submission, record.submission_id] = None
        elif before is not None or isinstance(record, Submission):  # nothing is about a new piece or person yet
            touched[type(record), record.id] = None
    for kind, row_id in touched:
        _drop(connection, kind, row_id)
        connection.execute(f"{_REINDEX} WHERE s.{_OF[kind]}", {"id": row_id})


def forget(connection: sqlite3.Connection, submission_id: str) -> None:
    """Take a submission's entry out of the index; to be called while its row is still there."""
    _drop(connection, Submission, submission_id)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index again from the tables."""
    connection.execute("DELETE FROM search_take")
    connection.execute(_REINDEX)
    connection.execute("INSERT INTO search_take (search_take) VALUES ('optimize')")


def words_of(typed: str) -> list[str]:
    """Return the words of what a person typed, each one that SQLite's tokenizer takes for one too."""
    composed = unicodedata.normalize("NFC", typed)
    return _WORD.findall("".join(one for one in composed if not unicodedata.combining(one)))


def expression(typed: str, links: Sequence[str] = ()) -> str | None:
    """Return the index's query for takes that hold each typed word, or one beginning with it, and all links.

    A link is an id or `waiting` or `reviewed`. Return None when nothing was typed that could be searched for.
    """
    words = words_of(typed)
    if not words:
        return None
    parts = [f'texts : "{word}" *' for word in words]
    parts += [f'links : "{link.replace("-", "")}"' for link in links]
    return " AND ".join(parts)


def _drop(connection: sqlite3.Connection, kind: type[Record], row_id: str) -> None:
    numbers = f"SELECT number FROM submission WHERE {_OF[kind]}"
    connection.execute(f"DELETE FROM search_take WHERE rowid IN ({numbers})", {"id": row_id})


def _indexed(record: Record | None) -> tuple[object, ...] | None:
    """Return what the index holds of a record, so that other changes leave it alone."""
    match record:
        case Student():
            return (record.display_name,)
        case Piece():
            return (record.title, record.composer)
        case Exercise():
            return (record.title, record.category)
        case Submission():
            waiting = record.reviewed_at is None
            return (record.student_id, record.piece_id, record.exercise_id, record.notes, waiting)
        case Marker() | Message():
            return (record.text,)
        case _:
            return None
