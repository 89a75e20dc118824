"""Reads the outbox: the mutations that no endpoint has confirmed, in the order in which they were made.

Those that one has confirmed stay in the table, beside these, until the next pull brings what they did.
"""

from practika_desktop.model.mutations import Mutation
from practika_desktop.store import rows
from practika_desktop.store.library import Library


def size(library: Library) -> int:
    """Return the number of mutations in the outbox."""
    with library.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM outbox WHERE verdict IS NULL").fetchone()[0])


def after(library: Library, n: int, limit: int) -> list[Mutation]:
    """Return the mutations that follow number n, in order, at most limit."""
    with library.reading() as connection:
        query = "SELECT * FROM outbox WHERE n > ? AND verdict IS NULL ORDER BY n LIMIT ?"
        found = connection.execute(query, (n, limit)).fetchall()
    return [rows.to_mutation(row) for row in found]
