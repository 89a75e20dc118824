"""The list of takes: counted and read by windows, so that a hundred thousand scroll as smoothly as ten."""

import sqlite3
from dataclasses import dataclass, replace
from enum import StrEnum

from practika_desktop.store import search
from practika_desktop.store.library import Library


class TakeState(StrEnum):
    """Which takes a list shows."""

    WAITING = "waiting"
    REVIEWED = "reviewed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a list of takes is narrowed to; None and an empty search narrow nothing.

    Waiting takes come oldest first, all others newest first, both by the moment they were recorded.
    """

    student_id: str | None = None
    piece_id: str | None = None
    exercise_id: str | None = None
    state: TakeState = TakeState.WAITING
    search: str = ""

    @property
    def oldest_first(self) -> bool:
        """Whether the list begins with the oldest take."""
        return self.state is TakeState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSummary:
    """A take as one line of a list; `unread` is the number of others' messages that came since it was read."""

    submission_id: str
    student_id: str
    student_name: str
    piece_id: str | None
    piece_title: str | None
    exercise_id: str | None
    exercise_title: str | None
    recorded_at: int
    created_at: int
    duration_ms: int
    media_id: str
    reviewed_at: int | None
    mastered_at: int | None
    marker_count: int
    message_count: int
    unread: int


def count(library: Library, inbox: InboxFilter) -> int:
    """Return how many takes the list has; a search finds at most `search.MOST_FOUND`."""
    chosen = _Chosen(inbox)
    with library.reading() as connection:
        query = "SELECT count(*) FROM submission AS take"
        if chosen.condition != _EVERY:  # SQLite counts a whole table without looking at its rows
            query += f" WHERE {chosen.condition}"
        return int(connection.execute(query, chosen.values).fetchone()[0])


def page(library: Library, inbox: InboxFilter, offset: int, limit: int) -> list[TakeSummary]:
    """Return the takes from place `offset` (from 0) on, at most `limit`."""
    chosen = _Chosen(inbox)
    window = f"""
        take.number IN (SELECT take.number FROM submission AS take
                        WHERE {chosen.condition} ORDER BY {chosen.order} LIMIT :limit OFFSET :offset)
    """
    with library.reading() as connection:
        return _summaries(
            connection, library, window, chosen.order, {**chosen.values, "offset": offset, "limit": limit}
        )


def summary(library: Library, submission_id: str) -> TakeSummary | None:
    """Return one take's line, or None when there is no such take."""
    with library.reading() as connection:
        found = _summaries(connection, library, "take.id = :id", "take.number", {"id": submission_id})
    return found[0] if found else None


def position(library: Library, inbox: InboxFilter, submission_id: str) -> int | None:
    """Return the place of a take in the list, from 0, or None when it is not in it."""
    chosen = _Chosen(inbox)
    with library.reading() as connection:
        query = f"SELECT recorded_at, id FROM submission AS take WHERE {chosen.condition} AND take.id = :id"
        here = connection.execute(query, {**chosen.values, "id": submission_id}).fetchone()
        if here is None:
            return None
        before = f"""
            SELECT count(*) FROM submission AS take
            WHERE {chosen.condition} AND {_EARLIER if inbox.oldest_first else _LATER}
        """
        return int(connection.execute(before, {**chosen.values, **here}).fetchone()[0])


def next_waiting(
    library: Library,
    after_id: str | None,
    filter: InboxFilter | None = None,  # noqa: A002 - the word of the domain
) -> str | None:
    """Return the waiting take that comes after one (which need not wait any more), beginning again at the oldest.

    With after_id None it is the oldest. The filter's state is left aside. None: nothing else waits.
    """
    chosen = _Chosen(replace(filter or InboxFilter(), state=TakeState.WAITING))
    with library.reading() as connection:
        here = _place(connection, after_id)
        if here is None:
            return _first(connection, chosen, "TRUE", {})
        return _first(connection, chosen, _LATER, here) or _first(connection, chosen, "take.id <> :id", here)


def neighbour(library: Library, inbox: InboxFilter, submission_id: str, step: int) -> str | None:
    """Return the take `step` places further down the list (up when negative), or None beyond its ends.

    It is found by the take's own place in time, so it works for one that has left the list meanwhile.
    """
    if step == 0:
        return submission_id
    later = inbox.oldest_first is (step > 0)
    chosen = _Chosen(inbox)
    with library.reading() as connection:
        here = _place(connection, submission_id)
        if here is None:
            return None
        beyond, order = (_LATER, _OLDEST_FIRST) if later else (_EARLIER, _NEWEST_FIRST)
        return _first(connection, chosen, beyond, here, order=order, offset=abs(step) - 1)


_EVERY = "TRUE"
_OLDEST_FIRST = "take.recorded_at, take.id"
_NEWEST_FIRST = "take.recorded_at DESC, take.id DESC"
_LATER = "(take.recorded_at, take.id) > (:recorded_at, :id)"
_EARLIER = "(take.recorded_at, take.id) < (:recorded_at, :id)"


class _Chosen:
    """The takes that pass a filter: an SQL condition on `take`, which the indexes cover, its values, and the order."""

    def __init__(self, inbox: InboxFilter) -> None:
        links = {"student_id": inbox.student_id, "piece_id": inbox.piece_id, "exercise_id": inbox.exercise_id}
        narrowed = {name: row_id for name, row_id in links.items() if row_id is not None}
        conditions = [f"take.{name} = :{name}" for name in narrowed]
        conditions += _STATES[inbox.state]
        match = search.expression(inbox.search, [*narrowed.values(), *_state_links(inbox.state)])
        if match is not None:
            conditions.append(_FOUND)
        self.condition = " AND ".join(conditions) or _EVERY
        self.values: dict[str, object] = {**narrowed, "match": match, "most_found": search.MOST_FOUND}
        self.order = _OLDEST_FIRST if inbox.oldest_first else _NEWEST_FIRST


_STATES = {
    TakeState.WAITING: ["take.reviewed_at IS NULL"],
    TakeState.REVIEWED: ["take.reviewed_at IS NOT NULL"],
    TakeState.ALL: [],
}
_FOUND = """
    take.number IN (SELECT rowid FROM search_take WHERE search_take MATCH :match ORDER BY rowid DESC LIMIT :most_found)
"""


def _state_links(state: TakeState) -> list[str]:
    return [] if state is TakeState.ALL else [state.value]


def _place(connection: sqlite3.Connection, submission_id: str | None) -> dict[str, object] | None:
    query = "SELECT recorded_at, id FROM submission WHERE id = ?"
    row = connection.execute(query, (submission_id,)).fetchone()
    return None if row is None else dict(row)


def _first(
    connection: sqlite3.Connection,
    chosen: _Chosen,
    condition: str,
    values: dict[str, object],
    *,
    order: str | None = None,
    offset: int = 0,
) -> str | None:
    query = f"""
        SELECT take.id FROM submission AS take WHERE {chosen.condition} AND {condition}
        ORDER BY {order or chosen.order} LIMIT 1 OFFSET :offset
    """
    row = connection.execute(query, {**chosen.values, **values, "offset": offset}).fetchone()
    return None if row is None else str(row["id"])


_SUMMARIES = """
    SELECT take.id AS submission_id, take.student_id, student.display_name AS student_name,
        take.piece_id, piece.title AS piece_title, take.exercise_id, exercise.title AS exercise_title,
        take.recorded_at, take.created_at, take.duration_ms, take.media_id, take.reviewed_at, take.mastered_at,
        (SELECT count(*) FROM marker WHERE marker.submission_id = take.id) AS marker_count,
        (SELECT count(*) FROM message WHERE message.submission_id = take.id) AS message_count,
        (SELECT count(*) FROM message
         WHERE message.submission_id = take.id AND message.sender_id <> :reader
             AND message.created_at > coalesce(read_state.read_at, 0)) AS unread
    FROM submission AS take
    JOIN student ON student.id = take.student_id
    LEFT JOIN piece ON piece.id = take.piece_id
    LEFT JOIN exercise ON exercise.id = take.exercise_id
    LEFT JOIN read_state ON read_state.submission_id = take.id AND read_state.teacher_id = :reader
"""


def _summaries(
    connection: sqlite3.Connection, library: Library, condition: str, order: str, values: dict[str, object]
) -> list[TakeSummary]:
    query = f"{_SUMMARIES} WHERE {condition} ORDER BY {order}"
    found = connection.execute(query, {**values, "reader": library.teacher_id})
    return [TakeSummary(**row) for row in found]
