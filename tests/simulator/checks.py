"""What must hold: while a run goes on, and when all has come to rest."""

import json
import sqlite3
from collections.abc import Iterator

from sqlalchemy import select

from practika_desktop.endpoint.tables import row
from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import Record
from practika_desktop.store.library import Library
from practika_desktop.store.synced import tray
from practika_desktop.store.synced.settling import Settling
from practika_desktop.sync.reconcile import Life
from tests.simulator.desk import SimulatedDesk
from tests.simulator.server import OF_TOMORROW, Server
from tests.support.endpoint import Desk
from tests.support.library import visible


class _Undo(Exception):  # noqa: N818 - takes a transaction back
    pass


def at_a_desk(desk: SimulatedDesk) -> Iterator[str]:
    """Say what does not hold at a desk at any time."""
    changes: list[object] = []
    try:
        with desk.library.syncing() as connection:
            settling = Settling(connection)
            settling.all(_all_ids(connection))
            changes = list(settling.changes)
            raise _Undo
    except _Undo:
        pass
    if changes:
        yield f"{desk.name}: what is visible is not base and outbox: {changes[:2]}"
    with desk.library.reading() as connection:
        lost = connection.execute(
            "SELECT count(*) FROM base WHERE channel NOT IN (SELECT channel FROM cursor)"
        ).fetchone()[0]
    if lost:
        yield f"{desk.name}: {lost} rows are of channels that it may not read"


def _all_ids(connection: sqlite3.Connection) -> list[str]:
    tables = ["base", *(entity.value for entity in Entity)]
    found = [name for table in tables for (name,) in connection.execute(f"SELECT id FROM {table}")]
    return found + [name for (name,) in connection.execute("SELECT row_id FROM outbox")]


def at_rest(desk: SimulatedDesk, server: Server) -> Iterator[str]:
    """Say what does not hold at a desk when nobody has anything left to do."""
    fresh = Desk(server.database, desk.member)
    fresh.pull()
    told = {one.id: dict(one.fields or {}) for one in fresh.rows.values()}
    base = {row_id: known for row_id, known in _base(desk.library) if known.get("x") is None}
    for known in base.values():
        known.pop(OF_TOMORROW, None)
    if base != told:
        different = sorted(one for one in base.keys() | told.keys() if base.get(one) != told.get(one))
        first = different[0]
        yield f"{desk.name}: {len(different)} rows differ from the endpoint's: {base.get(first)} for {told.get(first)}"
    with desk.library.reading() as connection:
        (left,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
    if left:
        yield f"{desk.name}: {left} mutations are still in the outbox"


def alike(one: SimulatedDesk, other: SimulatedDesk) -> Iterator[str]:
    """Say where two desks of one teacher differ when both are at rest."""
    shown, beside = visible(one.library), visible(other.library)
    if shown != beside:
        different = sorted(row_id for row_id in shown.keys() | beside.keys() if shown.get(row_id) != beside.get(row_id))
        yield f"{one.name} and {other.name} show {len(different)} different records, such as {different[0]}"


def words(
    said: dict[str, str], seen_gone: dict[str, set[str]], desks: list[SimulatedDesk], server: Server
) -> Iterator[str]:
    """Say which words that somebody wrote are lost.

    A word stands in its row, unless somebody who saw it took it out or deleted the row (`seen_gone`, by row); else it
    lies in a tray, or was erased.
    """
    with server.database.reading() as connection:
        stored = {one.id: one for one in connection.execute(row.select())}
    trays = json.dumps([dict(one.mutation.set) for desk in desks for one in tray.rejected(desk.library)])
    rejected = set(_split(trays))
    for word, row_id in said.items():
        one = stored.get(row_id)
        if word in rejected or (one is not None and one.life == Life.ERASED):
            continue
        if word in seen_gone.get(row_id, ()):
            continue
        if one is None or word not in _split(one.fields):
            yield f"the word {word} of {row_id} is nowhere"
        elif one.life == Life.DELETED:
            yield f"the word {word} of {row_id} was deleted by somebody who had not seen it"


def at_the_endpoint(server: Server, read_to: dict[str, int]) -> Iterator[str]:
    """Say what does not hold among the endpoint's rows; `read_to` is by row how far somebody ever read."""
    with server.database.reading() as connection:
        stored = {one.id: one for one in connection.execute(row.select())}
    for one in stored.values():
        for name in ("submission_id", "message_id", "owner_id"):
            owner = stored.get(str(json.loads(one.fields).get(name)))
            if owner is not None and owner.life == Life.ERASED:
                yield f"the {one.entity} {one.id} belongs to what is erased"
    for row_id, read_at in read_to.items():
        state = stored.get(row_id)
        if state is not None and state.life == Life.LIVE and json.loads(state.fields)["read_at"] < read_at:
            yield f"{row_id} was read further than the endpoint knows"


def rights(desk: SimulatedDesk, server: Server) -> Iterator[str]:
    """Say what a desk knows that it must not, or must and does not, by who teaches whom."""
    with server.database.reading() as connection:
        students = connection.execute(row.select().where(row.c.entity == Entity.STUDENT.value)).all()
    with desk.library.reading() as connection:
        channels = {channel for (channel,) in connection.execute("SELECT channel FROM cursor")}
    base = dict(_base(desk.library))
    for student in students:
        teaches = desk.person_id in json.loads(student.fields).get("teacher_ids", ())
        if teaches != (f"st:{student.id}" in channels):
            yield f"{desk.name}: {student.id} is {'not read, but taught' if teaches else 'read, but not taught'}"
        if not teaches and not desk.member.is_owner and "note" in base.get(student.id, {}):
            yield f"{desk.name} knows more than the name of {student.id}"


def erased(server: Server) -> set[str]:
    """Return the ids of what is erased."""
    with server.database.reading() as connection:
        return set(connection.scalars(select(row.c.id).where(row.c.life == Life.ERASED.value)))


def words_in(record: Record | None) -> set[str]:
    """Return the words of all that a record says."""
    return set(_split(repr(record)))


def _split(text: str) -> list[str]:
    return "".join(one if one.isalnum() else " " for one in text).split()


def _base(library: Library) -> list[tuple[str, dict[str, object]]]:
    with library.reading() as connection:
        return [(row_id, json.loads(known)) for row_id, known in connection.execute("SELECT id, fields FROM base")]
