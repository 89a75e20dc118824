"""What one transaction does to a studio's rows: looked at and changed in memory, numbered and written at its end."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from practika_desktop.endpoint import rows, tables
from practika_desktop.endpoint.database import dumps
from practika_desktop.endpoint.rows import StoredRow
from practika_desktop.model.invariants import invariant
from practika_desktop.model.kinds import Entity
from practika_desktop.model.mutations import value_hash
from practika_desktop.sync.protocol import Json
from practika_desktop.sync.reconcile import Life


class Book:
    """The rows of one studio within one transaction; `close` numbers and writes what was changed."""

    def __init__(self, connection: Connection, studio_id: str, now_ms: int) -> None:
        self.studio_id = studio_id
        self._connection = connection
        self._now_ms = now_ms
        self._rows: dict[str, StoredRow] = {}
        self._absent: set[str] = set()
        self._changed: dict[str, None] = {}
        self._history: list[tuple[str, str, Json]] = []

    def lock(self, ids: Iterable[str]) -> None:
        """Read rows and let nobody else change them until the end."""
        wanted = set(ids) - self._rows.keys()
        self._keep(rows.load(self._connection, wanted, lock=True))
        self._absent |= wanted - self._rows.keys()

    def get(self, row_id: str) -> StoredRow | None:
        """Return a row as it is by now; None where none ever had this id, in this studio or another."""
        if row_id not in self._rows and row_id not in self._absent:
            self.lock([row_id])
        return self._rows.get(row_id)

    def change(self, row: StoredRow) -> None:
        """Put a row in the place of what it was."""
        self._rows[row.id] = row
        self._changed.pop(row.id, None)
        self._changed[row.id] = None

    def remember(self, row_id: str, history: Iterable[tuple[str, Json]]) -> None:
        """Keep values that a row has no more, by field."""
        self._history += [(row_id, name, value) for name, value in history]

    def find_text(self, row_id: str, name: str, seen: str) -> str | None:
        """Return the text that a field once had, by its hash, None when nobody knows it."""
        for known_id, field, value in self._history:
            if (known_id, field) == (row_id, name) and isinstance(value, str) and value_hash(value) == seen:
                return value
        columns = tables.history.c
        query = select(columns.value).where(columns.row_id == row_id, columns.field == name, columns.hash == seen)
        found = self._connection.scalars(query.limit(1)).first()
        value = None if found is None else json.loads(found)
        return value if isinstance(value, str) else None

    def erase(self, row: StoredRow) -> None:
        """Erase a row, all that belongs to it and everything that was ever written there."""
        left = [row]
        while left:
            one = left.pop()
            self.change(replace(one, life=Life.ERASED, fields={}))
            self._history = [entry for entry in self._history if entry[0] != one.id]
            if one.seq:
                self._connection.execute(delete(tables.history).where(tables.history.c.row_id == one.id))
            left += self._belonging_to(one)

    def close(self) -> None:
        """Write the changed rows, numbered in the order in which they were changed last.

        The number is the transaction's last lock: who waits for it waits until the commit, so whoever reads in order
        never sees a number before a smaller one is there.
        """
        if not self._changed:
            return
        studio = tables.studio
        taken = update(studio).where(studio.c.id == self.studio_id).values(seq=studio.c.seq + len(self._changed))
        last = self._connection.scalars(taken.returning(studio.c.seq)).one()
        for seq, row_id in enumerate(self._changed, start=last - len(self._changed) + 1):
            row = self._rows[row_id]
            invariant(seq > row.seq, "a row's number only grows")
            self._write(replace(row, seq=seq), is_new=row.seq == 0)
        self._write_history()

    def _keep(self, found: Iterable[StoredRow]) -> None:
        for one in found:
            self._rows.setdefault(one.id, one)

    def _belonging_to(self, owner: StoredRow) -> Iterator[StoredRow]:
        """Give the rows that go with another, as they are by now, those that are gone already left out."""
        if owner.seq:
            self._keep(rows.owned_by(self._connection, owner.id))
        channel = f"st:{owner.id}" if owner.entity == Entity.STUDENT else None
        if channel is not None:
            self._keep(rows.in_channel(self._connection, channel))
        for one in list(self._rows.values()):
            if one.life is not Life.ERASED and (one.owner_id == owner.id or one.channel == channel):
                yield one

    def _write(self, row: StoredRow, *, is_new: bool) -> None:
        values = {
            "id": row.id,
            "studio_id": row.studio_id,
            "entity": row.entity,
            "channel": row.channel,
            "seq": row.seq,
            "life": row.life.value,
            "author_id": row.author_id,
            "owner_id": row.owner_id,
            "fields": dumps(dict(row.fields)),
        }
        if is_new:
            self._connection.execute(insert(tables.row).values(values))
        else:
            self._connection.execute(update(tables.row).where(tables.row.c.id == row.id).values(values))
        if row.entity == Entity.STUDENT:
            self._write_teaching(row)

    def _write_teaching(self, student: StoredRow) -> None:
        self._connection.execute(delete(tables.teaching).where(tables.teaching.c.student_id == student.id))
        pairs = [{"teacher_id": one, "student_id": student.id} for one in sorted(teachers_of(student))]
        if pairs:
            self._connection.execute(insert(tables.teaching), pairs)

    def _write_history(self) -> None:
        if self._history:
            entries = [
                {"row_id": row_id, "field": name, "hash": value_hash(value), "value": dumps(value), "at": self._now_ms}
                for row_id, name, value in self._history
            ]
            self._connection.execute(insert(tables.history), entries)


def teachers_of(student: StoredRow | None) -> frozenset[str]:
    """Return who teaches a student; nobody one who is erased or not there."""
    found = None if student is None else student.fields.get("teacher_ids")
    return frozenset(str(one) for one in found) if isinstance(found, list) else frozenset()
