"""Answers a pull: what is new in the channels that this person may read."""

from collections.abc import Mapping

from sqlalchemy import Connection

from practika_desktop.endpoint import rights, rows
from practika_desktop.endpoint.book import teachers_of
from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.members import Member, Role, standings, student_of
from practika_desktop.endpoint.rows import StoredRow
from practika_desktop.model.invariants import invariant
from practika_desktop.model.kinds import Entity
from practika_desktop.sync.protocol import PULL_MOST, Pull, PullAnswer, Row
from practika_desktop.sync.reconcile import Life


def pull(database: Database, member: Member, request: Pull) -> PullAnswer:
    """Return the next rows for a member, from one state of the database."""
    with database.reading() as connection:
        epoch = rows.epoch(connection, member.studio_id)
        from_zero = request.epoch != epoch or not request.cursor
        cursor = {} if from_zero else request.cursor
        channels = _channels(connection, member)
        found, reached, more = _collect(connection, member, channels, cursor, min(request.limit, PULL_MOST))
    return PullAnswer(
        epoch=epoch,
        rows=tuple(found),
        cursor=reached,
        more=more,
        from_zero=from_zero,
        dropped=tuple(sorted(cursor.keys() - set(channels))),
    )


def _channels(connection: Connection, member: Member) -> list[str]:
    """Return the channels that a member may read, in the order in which they are sent: what is needed first, first."""
    students = {
        Role.TEACHER: lambda: rows.taught_by(connection, member.person_id),
        Role.STUDENT: lambda: [member.person_id],
        Role.GUARDIAN: lambda: sorted(member.wards),
    }[member.role]()
    asked = [f"s:{member.studio_id}", f"staff:{member.studio_id}", f"u:{member.person_id}"]
    asked += [f"st:{student}" for student in students]
    return [channel for channel in asked if _may_read(member, channel)]


def _may_read(member: Member, channel: str) -> bool:
    """Tell whether a member may read a channel that the member's own relations led to."""
    taught = frozenset({member.person_id}) if member.role is Role.TEACHER else frozenset[str]()
    held = standings(member, channel, student_id=student_of(channel), teacher_ids=taught)
    return rights.may_read(channel, held)


def _collect(
    connection: Connection, member: Member, channels: list[str], cursor: Mapping[str, int], limit: int
) -> tuple[list[Row], dict[str, int], bool]:
    """Return the next rows, the cursor behind them, and whether there may be more.

    Channels that this answer did not come to keep their place, and have none yet where they are new. Only a desk that
    has nothing at all need not hear of what is gone: one that lost a channel may have it again within one pull.
    """
    reached = {channel: cursor[channel] for channel in channels if channel in cursor}
    found: list[Row] = []
    looked_at = 0
    for channel in channels:
        after = cursor.get(channel, 0)
        left = limit - looked_at
        fetched = rows.page(connection, member.studio_id, channel, after, left, also_gone=bool(cursor))
        reached[channel] = fetched[-1].seq if fetched else after
        invariant(reached[channel] >= after, "a cursor only moves on")
        found += [seen for row in fetched if (seen := _as_seen(member, row)) is not None]
        looked_at += len(fetched)
        if looked_at == limit:
            return found, reached, True
    return found, reached, False


def _as_seen(member: Member, row: StoredRow) -> Row | None:
    """Return a row with what this member sees of it, None when that is nothing; of most rows it is everything."""
    fields = row.fields
    if row.entity == Entity.STUDENT:
        held = standings(member, row.channel, student_id=row.id, teacher_ids=teachers_of(row))
        seen = rights.seen_of_student(held)
        if not seen:
            return None
        fields = {name: value for name, value in fields.items() if name in seen}
    return Row(
        entity=row.entity,
        id=row.id,
        channel=row.channel,
        seq=row.seq,
        fields=fields if row.life is Life.LIVE else None,
        erased=row.life is Life.ERASED,
    )
