"""The first start of a library: who the studio, this desk and its teacher are; and the same read again later."""

import sqlite3
from dataclasses import dataclass

from practika_desktop.model.ids import new_id
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Teacher
from practika_desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a library is: its studio, this desk as a device, and the teacher who works at it."""

    studio_id: str
    device_id: str
    teacher_id: str


def identity(connection: sqlite3.Connection) -> Identity | None:
    """Return who the library is, or None when its first start was cut before that was settled."""
    row = connection.execute("SELECT studio_id, device_id, teacher_id FROM desk").fetchone()
    return None if row is None else Identity(**row)


def found(connection: sqlite3.Connection, teacher_name: str) -> Identity:
    """Settle who the library is and add its teacher."""
    made = Identity(new_id(), new_id(), new_id())
    connection.execute(
        "INSERT INTO desk (number, studio_id, device_id, teacher_id, last_n) VALUES (1, ?, ?, ?, 0)",
        (made.studio_id, made.device_id, made.teacher_id),
    )
    teacher = Teacher(
        id=made.teacher_id, created_at=now_ms(), channel=f"s:{made.studio_id}", display_name=teacher_name.strip()
    )
    Transaction(connection).insert(teacher)
    return made
