"""Keeps the pages of a pull aside; with the last one they become the base, with their cursor, in one transaction."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from practika_desktop.model.invariants import invariant
from practika_desktop.store.library import Library
from practika_desktop.store.synced import queue
from practika_desktop.store.synced.queue import Outcome
from practika_desktop.store.synced.settling import settle

_NOT_THERE, _FORBIDDEN = "not_there", "forbidden"
"""Reasons for which a mutation is sent again by itself, once its row is there, or its channel may be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row as the endpoint has it; fields None: it has none any more, and erased: it must be forgotten here, too."""

    entity: str
    id: str
    channel: str
    fields: Mapping[str, Any] | None
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer to a pull: its rows, and how far they go by channel."""

    epoch: str
    rows: tuple[NewRow, ...]
    cursor: Mapping[str, int]
    from_zero: bool
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a library is: as a device, in the base, and with the pages that wait for the last one."""

    device_id: str
    epoch: str | None
    staged_epoch: str | None
    cursor: Mapping[str, int]


def reached(library: Library) -> Reached:
    """Return how far a library is; the cursor is that of the pages which wait, if there are any."""
    with library.reading() as connection:
        return _reached(connection)


def save_outcomes(library: Library, outcomes: tuple[Outcome, ...], now_ms: int) -> Reached:
    """Note what became of mutations; what was rejected goes into the tray, and its row is as if it had not been."""
    with library.syncing() as connection:
        settle(connection, queue.note(connection, outcomes, now_ms))
        return _reached(connection)


def save_page(library: Library, page: Page, now_ms: int) -> Reached:
    """Keep a page aside; with the last one all of them become the base, and the outbox is played over it anew."""
    with library.syncing() as connection:
        _stage(connection, page)
        if page.is_last:
            _promote(connection, page, now_ms)
        return _reached(connection)


def renumber(library: Library) -> Reached:
    """Make the library a new device, and number what is still to send from 1."""
    with library.syncing() as connection:
        queue.renumber(connection)
        return _reached(connection)


def _reached(connection: sqlite3.Connection) -> Reached:
    row = connection.execute("SELECT device_id, epoch, staged_epoch FROM desk, sync").fetchone()
    table = "cursor" if row["staged_epoch"] is None else "staged_cursor"
    return Reached(**row, cursor=_cursor(connection, table))


def _cursor(connection: sqlite3.Connection, table: str) -> dict[str, int]:
    return dict(map(tuple, connection.execute(f"SELECT channel, seq FROM {table}")))


def _stage(connection: sqlite3.Connection, page: Page) -> None:
    staged = connection.execute("SELECT staged_epoch FROM sync").fetchone()[0]
    if page.from_zero or staged is None:
        connection.execute("DELETE FROM staged")
        connection.execute("UPDATE sync SET staged_epoch = ?, from_zero = ?", (page.epoch, page.from_zero))
    else:
        invariant(staged == page.epoch, "the pages of a pull are of one epoch")
    connection.executemany(
        "INSERT OR REPLACE INTO staged (id, entity, channel, fields, erased) VALUES (?, ?, ?, ?, ?)",
        [
            (row.id, row.entity, row.channel, None if row.fields is None else json.dumps(dict(row.fields)), row.erased)
            for row in page.rows
        ],
    )
    connection.execute("DELETE FROM staged_cursor")
    connection.executemany("INSERT INTO staged_cursor (channel, seq) VALUES (?, ?)", list(page.cursor.items()))


def _promote(connection: sqlite3.Connection, page: Page, now_ms: int) -> None:
    epoch, from_zero = connection.execute("SELECT epoch, from_zero FROM sync").fetchone()
    before = {} if from_zero else _cursor(connection, "cursor")
    changed = _replace_base(connection, from_zero=bool(from_zero))
    changed |= queue.keep_confirmed(connection, queue.clock(connection, now_ms))
    queue.forget_erased(connection)
    if epoch not in {None, page.epoch}:
        changed |= {row["row_id"] for row in connection.execute("SELECT row_id FROM kept")}
        queue.refill(connection)
    changed |= _send_again(connection, changed)
    connection.execute("DELETE FROM cursor")
    connection.execute("INSERT INTO cursor SELECT * FROM staged_cursor")
    connection.execute("DELETE FROM staged")
    connection.execute("DELETE FROM staged_cursor")
    connection.execute("UPDATE sync SET epoch = ?, staged_epoch = NULL, from_zero = 0", (page.epoch,))
    after = _cursor(connection, "cursor")
    invariant(all(after[one] >= before[one] for one in after.keys() & before.keys()), "a cursor only moves on")
    settle(connection, sorted(changed))


def _replace_base(connection: sqlite3.Connection, *, from_zero: bool) -> set[str]:
    """Bring the staged rows into the base; return the ids of all rows that changed.

    From zero they are all there is; a channel that is not in their cursor may be read no more, and its rows go.
    """
    differs = (
        "SELECT staged.id FROM staged LEFT JOIN base ON base.id = staged.id WHERE base.fields IS NOT staged.fields"
    )
    changed = {row["id"] for row in connection.execute(differs)}
    gone = "channel NOT IN (SELECT channel FROM staged_cursor)"
    if from_zero:
        gone = f"id NOT IN (SELECT id FROM staged) OR {gone}"
    changed |= {row["id"] for row in connection.execute(f"SELECT id FROM base WHERE {gone}")}
    connection.execute(f"DELETE FROM base WHERE {gone}")
    connection.execute("DELETE FROM base WHERE id IN (SELECT id FROM staged WHERE fields IS NULL)")
    connection.execute(
        "INSERT OR REPLACE INTO base (id, entity, channel, fields) "
        "SELECT id, entity, channel, fields FROM staged "
        "WHERE fields IS NOT NULL AND channel IN (SELECT channel FROM staged_cursor)"
    )
    return changed


def _send_again(connection: sqlite3.Connection, changed: set[str]) -> set[str]:
    """Send again what was rejected for want of a row that is there now, or of a channel that may be read now.

    So it goes after a restore: one desk's change of a row may be sent before another desk's making of it, or of the
    student whom it is about. Return the ids of the rows that it is about.
    """
    query = """
        SELECT mid, row_id, reason FROM tray
        WHERE reason = ? AND row_id IN (SELECT id FROM base)
            OR reason = ? AND channel IN (SELECT channel FROM staged_cursor EXCEPT SELECT channel FROM cursor)
        ORDER BY place
    """
    found = connection.execute(query, (_NOT_THERE, _FORBIDDEN)).fetchall()
    wanted = [row["mid"] for row in found if row["reason"] == _FORBIDDEN or row["row_id"] in changed]
    return {queue.enqueue_again(connection, mid) for mid in wanted}
