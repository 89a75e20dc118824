"""Reads rows, and the few things about them that have a table of their own."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from practika_desktop.endpoint import tables
from practika_desktop.endpoint.members import Member, Role
from practika_desktop.sync.protocol import Json
from practika_desktop.sync.reconcile import Life, Present

_MOST_AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """A row as it lies in the database; `seq` is 0 for one that was never written."""

    id: str
    studio_id: str
    entity: str
    channel: str
    seq: int
    life: Life
    author_id: str
    owner_id: str | None
    fields: Mapping[str, Json]

    @property
    def present(self) -> Present:
        """What a decision needs of it."""
        return Present(self.life, self.fields)


def load(connection: Connection, ids: Iterable[str], *, lock: bool = False) -> list[StoredRow]:
    """Return the rows with these ids, of whichever are there; with lock nobody else changes them until the end.

    They are locked in the order of their ids, so that two who lock the same ones never wait for each other.
    """
    wanted = sorted(set(ids))
    found: list[StoredRow] = []
    for start in range(0, len(wanted), _MOST_AT_ONCE):
        query = select(tables.row).where(tables.row.c.id.in_(wanted[start : start + _MOST_AT_ONCE]))
        query = query.order_by(tables.row.c.id)
        found += _fetch(connection, query.with_for_update() if lock else query)
    return found


def owned_by(connection: Connection, owner_id: str) -> list[StoredRow]:
    """Return the rows that are erased with another one, locked."""
    query = select(tables.row).where(tables.row.c.owner_id == owner_id).order_by(tables.row.c.id)
    return _fetch(connection, query.with_for_update())


def in_channel(connection: Connection, channel: str) -> list[StoredRow]:
    """Return all rows of a channel, locked."""
    query = select(tables.row).where(tables.row.c.channel == channel).order_by(tables.row.c.id)
    return _fetch(connection, query.with_for_update())


def page(
    connection: Connection, studio_id: str, channel: str, after: int, limit: int, *, also_gone: bool
) -> list[StoredRow]:
    """Return the rows of a channel beyond a place in the order, at most so many, those that are gone too or not."""
    row = tables.row.c
    query = select(tables.row).where(row.channel == channel, row.seq > after, row.studio_id == studio_id)
    if not also_gone:
        query = query.where(row.life == Life.LIVE)
    return _fetch(connection, query.order_by(row.seq).limit(limit))


def taught_by(connection: Connection, person_id: str) -> list[str]:
    """Return the ids of a teacher's students."""
    teaching = tables.teaching.c
    query = select(teaching.student_id).where(teaching.teacher_id == person_id).order_by(teaching.student_id)
    return list(connection.scalars(query))


def member(connection: Connection, studio_id: str, person_id: str) -> Member | None:
    """Return a studio's member, None for anybody else."""
    columns = tables.member.c
    query = select(tables.member).where(columns.studio_id == studio_id, columns.person_id == person_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        return None
    wards = frozenset(json.loads(found["wards"]))
    return Member(**{**found, "role": Role(found["role"]), "wards": wards})


def epoch(connection: Connection, studio_id: str) -> str:
    """Return a studio's epoch."""
    return str(connection.scalars(select(tables.studio.c.epoch).where(tables.studio.c.id == studio_id)).one())


def _fetch(connection: Connection, query: Select[Any]) -> list[StoredRow]:
    return [_row(found) for found in connection.execute(query).mappings()]


def _row(found: RowMapping) -> StoredRow:
    return StoredRow(**{**found, "life": Life(found["life"]), "fields": json.loads(found["fields"])})
