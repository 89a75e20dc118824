"""Makes visible what is to be visible: the base with the outbox played over it, as far as it fits together.

A record whose owner is not there is kept and not shown until the owner comes; where a field only names a record that is
not there, the field is shown empty until it comes. Of two records of which there can be one only, the one with the
smaller id is shown, on every desk. So a pull never fails at what it brings, and nothing of it is thrown away.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation, from_plain
from practika_desktop.model.records import RECORD_OF, Media, Record, Submission
from practika_desktop.model.rules import HIGHEST
from practika_desktop.model.validity import is_valid
from practika_desktop.store import erasing, rows, search
from practika_desktop.store.synced.references import ONLY_ONE, REFERENCES, Reference

Values = dict[str, Any]
"""A record's fields as JSON has them."""


def settle(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Make the records with these ids visible as they are to be, and all that hangs on them."""
    Settling(connection).all(ids)


def replayed(fields_: Mapping[str, Any] | None, mutations: Iterable[Mutation]) -> Values | None:
    """Return what mutations make of a row's fields, None for no row: what this desk did comes over what it was told."""
    present = None if fields_ is None else dict(fields_)
    for one in mutations:
        if one.op is Op.DELETE:
            present = None
        elif present is not None or "id" in one.set:
            present = {**(present or {}), **_over(one, present or {})}
    return present


def _over(mutation: Mutation, present: Values) -> Values:
    highest = HIGHEST.get(mutation.entity, frozenset()) & mutation.set.keys() & present.keys()
    return {**mutation.set, **{name: max(mutation.set[name], present[name]) for name in highest}}


class Settling:
    """One settling: whatever becomes visible or goes takes along what hung on it, until nothing moves any more."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._left: dict[str, None] = {}
        self.changes: list[tuple[Record | None, Record | None]] = []

    def all(self, ids: Iterable[str]) -> None:
        """Settle the records with these ids."""
        self._left.update(dict.fromkeys(ids))
        while self._left:
            row_id = next(iter(self._left))
            del self._left[row_id]
            self._one(row_id)
        search.follow(self._connection, self.changes)

    def _one(self, row_id: str) -> None:
        entity, values = self._wanted(row_id)
        self._connection.execute("DELETE FROM waiting WHERE id = ?", (row_id,))
        if entity is None:
            return
        if values is None or not is_valid(entity, values) or not self._fits(entity, values):
            self._hide(entity, row_id)
            return
        names = {one.name for one in fields(RECORD_OF[entity])}
        self._show(from_plain(entity, {name: value for name, value in values.items() if name in names}))

    def _wanted(self, row_id: str) -> tuple[Entity | None, Values | None]:
        """Return of which kind a record is and what it is to be; no kind for one that only a newer version knows."""
        told = self._connection.execute("SELECT entity, fields FROM base WHERE id = ?", (row_id,)).fetchone()
        done = self._connection.execute("SELECT * FROM outbox WHERE row_id = ? ORDER BY n", (row_id,)).fetchall()
        kind = told["entity"] if told is not None else done[0]["entity"] if done else self._kind_shown(row_id)
        if kind is None or kind not in set(Entity):
            return None, None
        fields_ = None if told is None else json.loads(told["fields"])
        return Entity(kind), replayed(fields_, map(rows.to_mutation, done))

    def _kind_shown(self, row_id: str) -> Entity | None:
        shown = (one for one in Entity if self._find(one, row_id) is not None)
        return next(shown, None)

    def _find(self, entity: Entity, row_id: str) -> Record | None:
        return rows.find(self._connection, RECORD_OF[entity], row_id)

    def _fits(self, entity: Entity, values: Values) -> bool:
        """Tell whether a record can be shown beside what is; empty the fields that name what is not there."""
        fits, is_whole = True, True
        for one in REFERENCES.get(entity, ()):
            target = values.get(one.field)
            if target is None or self._is_shown(one, target):
                continue
            self._wait(values["id"], target)
            values[one.field] = None
            fits, is_whole = fits and not one.is_needed, False
        return fits and (is_whole or is_valid(entity, values)) and self._is_the_one(entity, values)

    def _is_shown(self, reference: Reference, row_id: str) -> bool:
        query = f"SELECT 1 FROM {reference.target.value} WHERE id = ?"
        return self._connection.execute(query, (row_id,)).fetchone() is not None

    def _is_the_one(self, entity: Entity, values: Values) -> bool:
        """Tell whether a record is the one to be shown of those of which there can be one only; hide another one."""
        names = ONLY_ONE.get(entity)
        if names is None:
            return True
        conditions = " AND ".join(f'"{name}" = :{name}' for name in names)
        query = f"SELECT id FROM {entity.value} WHERE {conditions} AND id <> :id"
        rival = self._connection.execute(query, {name: values[name] for name in (*names, "id")}).fetchone()
        if rival is None:
            return True
        if rival["id"] < values["id"]:
            self._wait(values["id"], rival["id"])
            return False
        self._hide(entity, rival["id"])
        self._wait(rival["id"], values["id"])
        return True

    def _wait(self, row_id: str, waits_for: str) -> None:
        self._connection.execute("INSERT OR IGNORE INTO waiting (id, waits_for) VALUES (?, ?)", (row_id, waits_for))

    def _show(self, record: Record) -> None:
        before = rows.find(self._connection, type(record), record.id)
        if before == record:
            return
        if before is None:
            rows.insert(self._connection, record)
            if isinstance(record, Media):
                erasing.forget(self._connection, record.sha256)
            self._stir(record.id)
        else:
            names = (one.name for one in fields(record) if one.name != "id")
            rows.update(self._connection, type(record), record.id, {name: getattr(record, name) for name in names})
        self.changes.append((before, record))

    def _hide(self, entity: Entity, row_id: str) -> None:
        before = self._find(entity, row_id)
        if before is None:
            return
        if isinstance(before, Submission):
            search.forget(self._connection, row_id)
        rows.delete(self._connection, type(before), row_id)
        if isinstance(before, Media):
            erasing.note(self._connection, before.sha256)
        self.changes.append((before, None))
        self._stir(row_id)
        for other, references in REFERENCES.items():
            for one in references:
                if one.target is entity:
                    query = f'SELECT id FROM {other.value} WHERE "{one.field}" = ?'
                    self._left.update({found["id"]: None for found in self._connection.execute(query, (row_id,))})

    def _stir(self, row_id: str) -> None:
        """Settle again whatever waited for a record that has come or gone."""
        waiting = self._connection.execute("SELECT id FROM waiting WHERE waits_for = ?", (row_id,)).fetchall()
        self._left.update({found["id"]: None for found in waiting})
