"""The tray: what the endpoint rejected, with its text, until the teacher sends it again or lets it go."""

from dataclasses import dataclass

from practika_desktop.model.errors import EditError
from practika_desktop.model.mutations import Mutation
from practika_desktop.store import rows
from practika_desktop.store.library import Library
from practika_desktop.store.synced import queue
from practika_desktop.store.synced.settling import settle


@dataclass(frozen=True, slots=True)
class Rejected:
    """A mutation that the endpoint rejected at a moment (ms since 1970 UTC), and the reason."""

    mutation: Mutation
    reason: str
    at_ms: int


def rejected(library: Library) -> list[Rejected]:
    """Return what lies in the tray, the oldest first."""
    with library.reading() as connection:
        query = "SELECT *, place AS n, NULL AS hold_until FROM tray ORDER BY place"
        return [Rejected(rows.to_mutation(row), row["reason"], row["at_ms"]) for row in connection.execute(query)]


def retry(library: Library, mid: str) -> None:
    """Send a rejected mutation again, as the newest; raise EditError when it is not in the tray any more."""
    with library.syncing() as connection:
        if connection.execute("SELECT 1 FROM tray WHERE mid = ?", (mid,)).fetchone() is None:
            raise EditError("This is no longer among what could not be sent.")
        settle(connection, [queue.enqueue_again(connection, mid)])


def discard(library: Library, mid: str) -> None:
    """Let a rejected mutation go; that it is gone already is no error."""
    with library.syncing() as connection:
        connection.execute("DELETE FROM tray WHERE mid = ?", (mid,))
