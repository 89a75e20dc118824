"""The full-text index over takes: who and what they are about, and every text said about them.

It is derived from the tables, kept in the same transaction, and can be made again at any time (`rebuild`). One entry
a take, in two columns: `links` has the ids of its student, piece and exercise and its review state, `texts` its
notes, markers and messages. A word is looked up among names first and then searched as itself or as one of the ids
found, so that renaming a student with thousands of takes changes one entry.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from practika_desktop.model.records import Exercise, Marker, Message, Piece, Record, Student, Submission

MOST_FOUND = 1000
"""A search finds at most so many takes, the newest; whoever wants others types another word."""

_MOST_NAMES = 100
_WORD = re.compile(r"[^\W_\u19b0-\u19c9\u1cf2\u1cf3]+")
"""Letters and digits, but for the letters that were still marks in the edition of Unicode of SQLite's tokenizer."""

_REINDEX = """
    INSERT INTO search_take (rowid, links, texts)
    SELECT s.number,
        replace(s.student_id || ' ' || coalesce(s.piece_id, '') || ' ' || coalesce(s.exercise_id, ''), '-', '')
            || iif(s.reviewed_at IS NULL, ' waiting', ' reviewed'),
        s.notes
            || ' ' || coalesce((SELECT group_concat(m.text, ' ') FROM marker m
                         WHERE m.submission_id = s.id AND m.text <> ''), '')
            || ' ' || coalesce((SELECT group_concat(m.text, ' ') FROM message m WHERE m.submission_id = s.id), '')
    FROM submission s
"""
_NAMES = """
    SELECT id, display_name AS words FROM student
    UNION ALL SELECT id, title || ' ' || composer FROM piece
    UNION ALL SELECT id, title || ' ' || category FROM exercise
"""


def follow(connection: Connection, changes: Iterable[tuple[Record | None, Record | None]]) -> None:
    """Bring the index up to date after rows changed from one state to another (None: not there)."""
    takes: dict[str, None] = {}
    names: dict[str, None] = {}
    for before, after in changes:
        record = after or before
        if record is None or _words(before) == _words(after):
            continue
        if isinstance(record, Student | Piece | Exercise):
            names[record.id] = None
        elif isinstance(record, Submission):
            takes[record.id] = None
        elif isinstance(record, Marker | Message):
            takes[record.submission_id] = None
    for row_id in names:
        connection.execute(text("DELETE FROM search_name WHERE id = :id"), {"id": row_id})
        connection.execute(
            text(f"INSERT INTO search_name (id, words) SELECT id, words FROM ({_NAMES}) WHERE id = :id"),
            {"id": row_id},
        )
    for row_id in takes:
        forget(connection, row_id)
        connection.execute(text(f"{_REINDEX} WHERE s.id = :id"), {"id": row_id})


def forget(connection: Connection, submission_id: str) -> None:
    """Take a submission's entry out of the index; to be called while its row is still there."""
    connection.execute(
        text("DELETE FROM search_take WHERE rowid = (SELECT number FROM submission WHERE id = :id)"),
        {"id": submission_id},
    )


def rebuild(connection: Connection) -> None:
    """Make the whole index again from the tables."""
    connection.execute(text("DELETE FROM search_take"))
    connection.execute(text("DELETE FROM search_name"))
    connection.execute(text(f"INSERT INTO search_name (id, words) {_NAMES}"))
    connection.execute(text(_REINDEX))
    connection.execute(text("INSERT INTO search_take (search_take) VALUES ('optimize')"))


def words_of(typed: str) -> list[str]:
    """Return the words of what a person typed, each one that SQLite's tokenizer takes for one too."""
    composed = unicodedata.normalize("NFC", typed)
    return _WORD.findall("".join(one for one in composed if not unicodedata.combining(one)))


def expression(connection: Connection, typed: str, links: Sequence[str] = ()) -> str | None:
    """Return the index's query for takes that hold each typed word, or one beginning with it, and all links.

    A link is an id or `waiting` or `reviewed`. Return None when nothing was typed that could be searched for.
    """
    words = words_of(typed)
    if not words:
        return None
    parts = [_either(word, _named(connection, word)) for word in words]
    parts += [f'links : "{link.replace("-", "")}"' for link in links]
    return " AND ".join(parts)


def _named(connection: Connection, word: str) -> list[str]:
    found = connection.execute(
        text("SELECT id FROM search_name WHERE search_name MATCH :match LIMIT :most"),
        {"match": f'words : "{word}" *', "most": _MOST_NAMES},
    )
    return [str(row_id).replace("-", "") for row_id in found.scalars()]


def _either(word: str, ids: Sequence[str]) -> str:
    here = f'texts : "{word}" *'
    if not ids:
        return f"({here})"
    return f"({here} OR links : ({' OR '.join(ids)}))"


def _words(record: Record | None) -> tuple[object, ...] | None:
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
