"""What is done to a studio as a whole: it is adopted, gets its members, and a new epoch after a restore."""

from sqlalchemy import Connection, delete, insert, update

from practika_desktop.endpoint import tables
from practika_desktop.endpoint.database import Database, dumps
from practika_desktop.endpoint.members import Member
from practika_desktop.model.ids import new_id


def adopt(database: Database, studio_id: str) -> None:
    """Make a studio, empty, by the id that its first library gave it."""
    new = {"id": studio_id, "epoch": new_id(), "seq": 0}
    database.write(lambda connection: connection.execute(insert(tables.studio).values(new)))


def put_member(database: Database, member: Member) -> None:
    """Make a person a member of a studio, in place of what the person was there."""

    def act(connection: Connection) -> None:
        _remove(connection, member.studio_id, member.person_id)
        values = {
            "studio_id": member.studio_id,
            "person_id": member.person_id,
            "role": member.role.value,
            "is_owner": member.is_owner,
            "wards": dumps(sorted(member.wards)),
        }
        connection.execute(insert(tables.member).values(values))

    database.write(act)


def remove_member(database: Database, studio_id: str, person_id: str) -> None:
    """End a person's membership; the rows that the person made stay."""
    database.write(lambda connection: _remove(connection, studio_id, person_id))


def renew_epoch(database: Database, studio_id: str) -> str:
    """Give a studio a new epoch and return it: to be called after its database was restored from a backup."""
    epoch = new_id()
    columns = tables.studio
    database.write(
        lambda connection: connection.execute(update(columns).where(columns.c.id == studio_id).values(epoch=epoch))
    )
    return epoch


def _remove(connection: Connection, studio_id: str, person_id: str) -> None:
    columns = tables.member.c
    connection.execute(delete(tables.member).where(columns.studio_id == studio_id, columns.person_id == person_id))
