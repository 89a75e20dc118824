"""Moves mutations between the outbox, what is kept of it, and the tray."""

import sqlite3
from dataclasses import dataclass

from practika_desktop.model.ids import new_id
from practika_desktop.model.invariants import invariant

KEPT_MS = 35 * 24 * 3_600_000
"""For so long what an endpoint took is kept, to refill one that is restored from a backup."""

_MOST_AT_ONCE_MS = 24 * 3_600_000  # a clock that jumps makes the library a day older, not a year

_ASIDE = 2**60  # no device counts so far
_COLUMNS = 'mid, op, entity, row_id, channel, "values", saw'


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a mutation at the endpoint; `reason` for one that was rejected."""

    n: int
    mid: str
    verdict: str
    reason: str | None = None


def note(connection: sqlite3.Connection, outcomes: tuple[Outcome, ...], now_ms: int) -> set[str]:
    """Note what became of mutations; return the ids of the rows of those that are now in the tray.

    A result for what is not in the outbox, or has one already, is passed over: nothing leaves by its number alone.
    """
    rejected = set()
    for one in outcomes:
        found = connection.execute(
            "SELECT row_id FROM outbox WHERE n = ? AND mid = ? AND verdict IS NULL", (one.n, one.mid)
        ).fetchone()
        if found is None:
            continue
        if one.reason is None:
            connection.execute("UPDATE outbox SET verdict = ? WHERE n = ?", (one.verdict, one.n))
        else:
            connection.execute(
                f"INSERT INTO tray ({_COLUMNS}, reason, at_ms) SELECT {_COLUMNS}, ?, ? FROM outbox WHERE n = ?",
                (one.reason, now_ms, one.n),
            )
            connection.execute("DELETE FROM outbox WHERE n = ?", (one.n,))
            rejected.add(str(found["row_id"]))
    _see_order(connection)
    return rejected


def keep_confirmed(connection: sqlite3.Connection, clock_ms: int) -> set[str]:
    """Move what the endpoint has confirmed out of the outbox, as the base holds it now; return the ids of its rows."""
    found = {row["row_id"] for row in connection.execute("SELECT row_id FROM outbox WHERE verdict IS NOT NULL")}
    connection.execute(
        f"INSERT OR REPLACE INTO kept ({_COLUMNS}, at_ms) "
        f"SELECT {_COLUMNS}, ? FROM outbox WHERE verdict IS NOT NULL ORDER BY n",
        (clock_ms,),
    )
    connection.execute("DELETE FROM outbox WHERE verdict IS NOT NULL")
    connection.execute("DELETE FROM kept WHERE at_ms < ?", (clock_ms - KEPT_MS,))
    return found


def forget_erased(connection: sqlite3.Connection) -> None:
    """Take what was written in rows that are told to be erased out of what is kept; that they were deleted stays."""
    connection.execute("DELETE FROM kept WHERE op = 'put' AND row_id IN (SELECT id FROM staged WHERE erased)")


def refill(connection: sqlite3.Connection) -> None:
    """Put all that is kept before what is still to send, under a new device's numbers; all of it is to be confirmed."""
    left = connection.execute("SELECT count(*) FROM kept").fetchone()[0]
    _number(connection, first=left + 1, which="TRUE")
    connection.execute(
        f"INSERT INTO outbox (n, {_COLUMNS}) SELECT row_number() OVER (ORDER BY place), {_COLUMNS} FROM kept"
    )
    connection.execute("DELETE FROM kept")
    _be_a_new_device(connection)


def renumber(connection: sqlite3.Connection) -> None:
    """Give the library a new device id, and what is still to send numbers from 1; what is confirmed stays before it."""
    confirmed = connection.execute("SELECT count(*) FROM outbox WHERE verdict IS NOT NULL").fetchone()[0]
    _number(connection, first=1 - confirmed, which="verdict IS NOT NULL")
    _number(connection, first=1, which="verdict IS NULL")
    _be_a_new_device(connection)


def enqueue_again(connection: sqlite3.Connection, mid: str) -> str:
    """Put a mutation of the tray at the end of the outbox, by a new name, and return the id of its row."""
    row = connection.execute("SELECT row_id FROM tray WHERE mid = ?", (mid,)).fetchone()
    connection.execute("UPDATE desk SET last_n = last_n + 1")
    connection.execute(
        f"INSERT INTO outbox (n, {_COLUMNS}) "
        f"SELECT desk.last_n, ?, {_COLUMNS.removeprefix('mid, ')} FROM tray, desk WHERE mid = ?",
        (new_id(), mid),
    )
    connection.execute("DELETE FROM tray WHERE mid = ?", (mid,))
    return str(row["row_id"])


def clock(connection: sqlite3.Connection, now_ms: int) -> int:
    """Return how long the library has been in use, in ms, and go on counting."""
    connection.execute(
        "UPDATE sync SET clock_ms = clock_ms + max(0, min(:now - seen_ms, :most)), seen_ms = :now",
        {"now": now_ms, "most": _MOST_AT_ONCE_MS},
    )
    return int(connection.execute("SELECT clock_ms FROM sync").fetchone()[0])


def _number(connection: sqlite3.Connection, *, first: int, which: str) -> None:
    """Give new numbers to the mutations of the outbox that fulfil a condition, in their order."""
    connection.execute(f"UPDATE outbox SET n = n + {_ASIDE} WHERE {which}")
    found = connection.execute(f"SELECT n FROM outbox WHERE n > {_ASIDE // 2} AND {which} ORDER BY n").fetchall()
    numbered = [(place, n) for place, (n,) in enumerate(found, start=first)]
    connection.executemany("UPDATE outbox SET n = ? WHERE n = ?", numbered)


def _be_a_new_device(connection: sqlite3.Connection) -> None:
    last_n = connection.execute("SELECT coalesce(max(n), 0) FROM outbox WHERE verdict IS NULL").fetchone()[0]
    connection.execute("UPDATE desk SET device_id = ?, last_n = ?", (new_id(), last_n))
    _see_order(connection)


def _see_order(connection: sqlite3.Connection) -> None:
    """See that what is not confirmed yet follows what is, without a gap up to the last number."""
    query = """
        SELECT coalesce(max(n) FILTER (WHERE verdict IS NOT NULL), 0) AS confirmed,
            coalesce(min(n) FILTER (WHERE verdict IS NULL), (SELECT last_n + 1 FROM desk)) AS first,
            count(*) FILTER (WHERE verdict IS NULL) AS waiting,
            (SELECT last_n FROM desk) AS last
        FROM outbox
    """
    confirmed, first, waiting, last = connection.execute(query).fetchone()
    invariant(confirmed < first, "what is confirmed lies before what is not")
    invariant(first + waiting == last + 1, "what is to send has no gap")
