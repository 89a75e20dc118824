"""Reads the outbox: the mutations that no endpoint has confirmed, in the order in which they were made."""

import json

from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation
from practika_desktop.store.library import Library


def size(library: Library) -> int:
    """Return the number of mutations in the outbox."""
    with library.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM outbox").fetchone()[0])


def after(library: Library, n: int, limit: int) -> list[Mutation]:
    """Return the mutations that follow number n, in order, at most limit."""
    with library.reading() as connection:
        found = connection.execute("SELECT * FROM outbox WHERE n > ? ORDER BY n LIMIT ?", (n, limit)).fetchall()
    return [
        Mutation(
            n=row["n"],
            mid=row["mid"],
            op=Op(row["op"]),
            entity=Entity(row["entity"]),
            id=row["row_id"],
            channel=row["channel"],
            set=json.loads(row["values"]),
            saw=json.loads(row["saw"]),
            hold_until=row["hold_until"],
        )
        for row in found
    ]
