"""One user act on the library: its rows, what sync will send of them, and what it changed."""

import json
import sqlite3
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import ENTITY_OF, FIXED, changed_fields, plain, to_plain, value_hash
from practika_desktop.model.records import Media, Record, Submission
from practika_desktop.store import erasing, rows, search

R = TypeVar("R", bound=Record)

_ENQUEUE = """
    INSERT INTO outbox (n, mid, op, entity, row_id, channel, "values", saw, hold_until)
    SELECT last_n, :mid, :op, :entity, :row_id, :channel, :values, :saw, :hold_until FROM desk
"""

_NOUNS: dict[Entity, str] = {Entity.SUBMISSION: "take", Entity.MEDIA: "file"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: None before it was made, None after it was deleted."""

    entity: Entity
    id: str
    before: Record | None
    after: Record | None


class Transaction:
    """Made by `Library.writing` alone, and good until its end.

    Every change of a record also writes its outbox row and is noted in `changes`, in order. Rows made while
    `hold_until` (ms since 1970 UTC) is set are not sent before that moment.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changes: list[Change] = []
        self.hold_until: int | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed so far, in order."""
        return tuple(self._changes)

    def get(self, record_type: type[R], row_id: str) -> R | None:
        """Return the record with this id, or None."""
        return rows.find(self._connection, record_type, row_id)

    def need(self, record_type: type[R], row_id: str) -> R:
        """Return the record with this id; raise EditError when there is none."""
        record = self.get(record_type, row_id)
        if record is None:
            entity = ENTITY_OF[record_type]
            raise EditError(f"This {_NOUNS.get(entity, entity.value.replace('_', ' '))} is no longer there.")
        return record

    def select(self, record_type: type[R], **equals: object) -> list[R]:
        """Return the records whose fields equal these values (None: that have none), in the order they were made."""
        conditions = [f'"{name}" IS NULL' if value is None else f'"{name}" = :{name}' for name, value in equals.items()]
        return rows.fetch(self._connection, record_type, " AND ".join(conditions) or "TRUE", equals)

    def insert(self, record: R) -> R:
        """Add a new record and return it."""
        rows.insert(self._connection, record)
        if isinstance(record, Media):
            erasing.forget(self._connection, record.sha256)
        self._send(Op.PUT, record, plain(record), {})
        self._note(None, record)
        return record

    def update(self, record_type: type[R], row_id: str, **set_: Any) -> R:  # noqa: ANN401 - a field has its own type
        """Set fields of a record and return it as it is then; fields that keep their value are not touched.

        Raise EditError when there is no such record, ValueError for a field that never changes.
        """
        if FIXED & set_.keys():
            raise ValueError(f"{', '.join(sorted(FIXED & set_.keys()))} of a {record_type.__name__} never changes")
        before = self.need(record_type, row_id)
        after = replace(before, **set_)
        names = changed_fields(before, after)
        if names:
            values = {name: getattr(after, name) for name in names}
            rows.update(self._connection, record_type, row_id, values)
            self._send(Op.PUT, after, {name: to_plain(value) for name, value in values.items()}, _saw(before, names))
            self._note(before, after)
        return after

    def delete(self, record_type: type[R], row_id: str) -> R:
        """Remove a record and return what it was; raise EditError when there is none."""
        before = self.need(record_type, row_id)
        if isinstance(before, Submission):
            search.forget(self._connection, row_id)
        rows.delete(self._connection, record_type, row_id)
        self._send(Op.DELETE, before, {}, _saw(before, frozenset(plain(before)) - FIXED))
        self._note(before, None)
        if isinstance(before, Media):
            erasing.note(self._connection, before.sha256)
        return before

    def finish(self) -> None:
        """Bring along what hangs on the changes: the search index, and records that waited; called once, at the end."""
        search.follow(self._connection, [(change.before, change.after) for change in self._changes])
        came_or_went = [one.id for one in self._changes if one.before is None or one.after is None]
        waiting = [row_id for one in came_or_went for row_id in self._waiting_for(one)]
        if waiting:
            from practika_desktop.store.synced.settling import settle

            settle(self._connection, waiting)

    def _waiting_for(self, row_id: str) -> list[str]:
        found = self._connection.execute("SELECT id FROM waiting WHERE waits_for = ?", (row_id,))
        return [row["id"] for row in found]

    def _note(self, before: Record | None, after: Record | None) -> None:
        record = after or before
        if record is not None:
            self._changes.append(Change(ENTITY_OF[type(record)], record.id, before, after))

    def _send(self, op: Op, record: Record, values: dict[str, Any], saw: dict[str, str]) -> None:
        row = {
            "mid": new_id(),
            "op": op.value,
            "entity": ENTITY_OF[type(record)].value,
            "row_id": record.id,
            "channel": record.channel,
            "values": _json(values),
            "saw": _json(saw),
            "hold_until": self.hold_until,
        }
        self._connection.execute("UPDATE desk SET last_n = last_n + 1")
        self._connection.execute(_ENQUEUE, row)


def _saw(before: Record, names: frozenset[str]) -> dict[str, str]:
    return {name: value_hash(getattr(before, name)) for name in names}


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
