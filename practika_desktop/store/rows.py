"""Records to rows and back: a record's table has its kind's name, and a column for each of its fields.

A tuple of ids lies in its column as a JSON array, a kind as its text, a truth as 0 or 1.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import ENTITY_OF, Mutation
from practika_desktop.model.records import Record

R = TypeVar("R", bound=Record)

Values = Mapping[str, object]
"""What a statement's named places stand for."""


def find(connection: sqlite3.Connection, record_type: type[R], row_id: str) -> R | None:
    """Return the record with this id, or None."""
    found = fetch(connection, record_type, "id = :id", {"id": row_id})
    return found[0] if found else None


def fetch(
    connection: sqlite3.Connection,
    record_type: type[R],
    condition: str = "TRUE",
    values: Values | None = None,
    *,
    order: str = "number",
) -> list[R]:
    """Return the records that fulfil an SQL condition, in the order given: that in which they were made otherwise."""
    columns = ", ".join(f'"{one.name}"' for one in fields(record_type))
    query = f"SELECT {columns} FROM {table_of(record_type)} WHERE {condition} ORDER BY {order}"
    return [to_record(record_type, row) for row in connection.execute(query, values or {})]


def insert(connection: sqlite3.Connection, record: Record) -> None:
    """Write the row of a new record."""
    row = {one.name: _to_column(getattr(record, one.name)) for one in fields(record)}
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table_of(type(record))} ({names}) VALUES ({places})", row)


def update(connection: sqlite3.Connection, record_type: type[Record], row_id: str, values: Values) -> None:
    """Set columns of the record with this id to the values of its fields; `id` is none of them."""
    settings = ", ".join(f'"{name}" = :{name}' for name in values)
    row = {name: _to_column(value) for name, value in values.items()}
    connection.execute(f"UPDATE {table_of(record_type)} SET {settings} WHERE id = :id", {**row, "id": row_id})


def delete(connection: sqlite3.Connection, record_type: type[Record], row_id: str) -> None:
    """Remove the row of the record with this id."""
    connection.execute(f"DELETE FROM {table_of(record_type)} WHERE id = :id", {"id": row_id})


def table_of(record_type: type[Record]) -> str:
    """Return the name of the table that holds the records of a class."""
    return ENTITY_OF[record_type].value


def to_record(record_type: type[R], row: sqlite3.Row) -> R:
    """Return the record of a row that has its columns and no others."""
    values = dict(row)
    for name, from_column in _READERS[record_type].items():
        values[name] = from_column(values[name])
    return record_type(**values)


def to_mutation(row: sqlite3.Row) -> Mutation:
    """Return the mutation that a row of the outbox, or of another table with its columns, stands for."""
    return Mutation(
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


def _to_column(value: object) -> object:
    return json.dumps(value) if isinstance(value, tuple) else value


def _reader(annotation: object) -> Callable[[Any], Any] | None:
    if annotation is bool:
        return bool
    if annotation == tuple[str, ...]:
        return lambda text: tuple(json.loads(text))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    return None


_READERS: dict[type[Record], dict[str, Callable[[Any], Any]]] = {
    record_type: {one.name: reader for one in fields(record_type) if (reader := _reader(one.type)) is not None}
    for record_type in ENTITY_OF
}
"""How the columns of a record are read that are not what their field is."""
