"""Records to rows and back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, select

from practika_desktop.model.mutations import ENTITY_OF
from practika_desktop.model.records import Record
from practika_desktop.store.tables import Base

R = TypeVar("R", bound=Record)


_TABLES: dict[type[Record], Table] = {
    record_type: Base.metadata.tables[entity.value] for record_type, entity in ENTITY_OF.items()
}


def table_of(record_type: type[Record]) -> Table:
    """Return the table that holds the records of a class."""
    return _TABLES[record_type]


def columns_of(record_type: type[Record]) -> tuple[ColumnElement[Any], ...]:
    """Return the columns of a class's fields, in their order."""
    table = table_of(record_type)
    return tuple(table.c[one.name] for one in fields(record_type))


def to_row(record: Record) -> dict[str, Any]:
    """Return a record's fields as a row's values by column."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def to_record(record_type: type[R], row: Mapping[str, Any]) -> R:
    """Return the record of a row that has at least its columns."""
    return record_type(**{one.name: row[one.name] for one in fields(record_type)})


def find(connection: Connection, record_type: type[R], row_id: str) -> R | None:
    """Return the record with this id, or None."""
    found = fetch(connection, record_type, table_of(record_type).c.id == row_id)
    return found[0] if found else None


def fetch(
    connection: Connection,
    record_type: type[R],
    *conditions: ColumnElement[bool],
    order: tuple[ColumnElement[Any], ...] = (),
) -> list[R]:
    """Return the records that fulfil all conditions, in the order given."""
    query = select(*columns_of(record_type)).where(*conditions).order_by(*order)
    return [record_type(**row) for row in connection.execute(query).mappings()]
