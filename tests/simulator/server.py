"""The endpoint of a run: the real core over a database in memory, asked with JSON and answering with JSON."""

import json
import sqlite3
from dataclasses import replace
from typing import cast

from practika_desktop.endpoint import pulling, pushing, rows, studio
from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.migrating import migrate
from practika_desktop.sync import wire
from practika_desktop.sync.engine.events import Failure
from practika_desktop.sync.protocol import PullAnswer, Row
from tests.simulator.chance import Chance

OF_TOMORROW = "thing_of_tomorrow"


class Server:
    """One studio's endpoint; `is_ahead`: it speaks the next version, with fields and kinds that desks do not have."""

    def __init__(self, chance: Chance, empty: bytes) -> None:
        self.chance = chance
        self.database = Database("sqlite://")
        self._raw().deserialize(empty)
        self.studio_id = chance.uuid7()
        self.is_ahead = False
        self.restores = 0
        studio.adopt(self.database, self.studio_id)

    def handle(self, person_id: str, verb: str, body: str) -> str | Failure:
        """Answer a request of a person's device, as HTTP's thin layer will."""
        with self.database.reading() as connection:
            member = rows.member(connection, self.studio_id, person_id)
        if member is None:
            return Failure.SIGNED_OUT
        try:
            message = json.loads(body)
            if verb == "push":
                answer = pushing.push(self.database, member, wire.push_from_wire(message), self.chance.calendar_ms())
                return json.dumps(wire.push_answer_to_wire(answer))
            pulled = pulling.pull(self.database, member, wire.pull_from_wire(message))
            return json.dumps(wire.pull_answer_to_wire(self._ahead(pulled) if self.is_ahead else pulled))
        except ValueError:
            return Failure.REFUSED

    def backup(self) -> bytes:
        """Return a copy of the whole database."""
        return bytes(self._raw().serialize())

    def restore(self, backup: bytes) -> None:
        """Put a copy in the place of the database."""
        self._raw().deserialize(backup)
        self.restores += 1
        studio.renew_epoch(self.database, self.studio_id)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def _raw(self) -> sqlite3.Connection:
        with self.database.engine.connect() as connection:
            return cast("sqlite3.Connection", connection.connection.driver_connection)

    def _ahead(self, answer: PullAnswer) -> PullAnswer:
        """Return an answer as the next version would give it, which takes no mutations from this one any more."""
        newer = tuple(
            row if row.fields is None else replace(row, fields={**row.fields, OF_TOMORROW: {"of": row.id}})
            for row in answer.rows
        )
        odd = tuple(
            Row(entity=OF_TOMORROW, id=self.chance.uuid7(), channel=row.channel, seq=row.seq, fields={"x": [1.5]})
            for row in answer.rows[:1]
        )
        return replace(answer, rows=newer + odd, version=answer.version + 1, oldest_to_push=answer.version + 1)


def empty_database() -> bytes:
    """Return a database that has the endpoint's tables and nothing in them."""
    database = Database("sqlite://")
    migrate(database)
    with database.engine.connect() as connection:
        raw = cast("sqlite3.Connection", connection.connection.driver_connection)
    content = bytes(raw.serialize())
    database.close()
    return content
